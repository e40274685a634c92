"""What an examination before a long job has found."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from policytext.runs.doctor.estimate import Estimate
from policytext.runs.doctor.report import report
from policytext.runs.doctor.smoke import Smoke
from policytext.runs.doctor.survey import Survey
from policytext.runs.doctor.versions import Extra
from policytext.runs.machine import Memory

if TYPE_CHECKING:
    from policytext.pipeline.shipped import ShippedModel


@dataclass
class Diagnosis:
    """What was found; a part is None, or empty, where its check could not be made.

    Attributes:
        models: the set of models that the job would take.
        output: where it would write.
        problems: what would make the job fail or take very long, one line each, with what to do.
        versions: versions of Python and the libraries, None for one that is not installed.
        extras: the optional extras.
        base: name and version of the base pipeline.
        files: the models' folders of files.
        smokes: a smoke run for each set of models.
        cores: cores that this process may use.
        memory: that of the machine.
        load: how many processes were at work when the examination began: they make what is timed slower.
        workers: how many processes the job would have.
        worker_bytes: the memory that one of them needs, with the longest document.
        workers_fit: how many fit into the memory available.
        free_bytes: disk space free at the output.
        survey: the documents of the job.
        estimate: what the job takes.
    """

    models: str
    output: str
    problems: list[str] = field(default_factory=list)
    versions: dict[str, str | None] = field(default_factory=dict)
    extras: list[Extra] = field(default_factory=list)
    base: tuple[str, str] | None = None
    files: list[ShippedModel] = field(default_factory=list)
    smokes: list[Smoke] = field(default_factory=list)
    cores: int | None = None
    memory: Memory = field(default_factory=lambda: Memory(None, None))
    load: float | None = None
    workers: int | None = None
    worker_bytes: int | None = None
    workers_fit: int | None = None
    free_bytes: int | None = None
    survey: Survey | None = None
    estimate: Estimate | None = None

    def problem(self, text: str) -> None:
        """Take note of a problem, in one line and once."""
        line = " ".join(text.split())
        if line not in self.problems:
            self.problems.append(line)

    def to_dict(self) -> dict[str, Any]:
        """Return the diagnosis as plain JSON data."""
        return {
            "problems": self.problems,
            "versions": self.versions,
            "extras": [
                {"name": extra.name, "missing": list(extra.missing), "command": extra.command} for extra in self.extras
            ],
            "base": self.base and {"name": self.base[0], "version": self.base[1]},
            "models": [{**asdict(model), "folder": str(model.folder)} for model in self.files],
            "smoke": [
                {key: value for key, value in asdict(smoke).items() if key != "problems"} for smoke in self.smokes
            ],
            "machine": {"cores": self.cores, "load": self.load, **asdict(self.memory)},
            "workers": {
                "models": self.models,
                "number": self.workers,
                "bytes": self.worker_bytes,
                "fit": self.workers_fit,
            },
            "output": {"place": self.output, "free_bytes": self.free_bytes},
            "input": self.survey and self.survey.to_dict(),
            "estimate": self.estimate and asdict(self.estimate),
        }

    def to_text(self) -> str:
        """Return the diagnosis as lines for people."""
        return "\n".join(report(self))
