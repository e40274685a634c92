"""Runs: files and folders annotated into files, and the check before a long one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from policytext.batch.plan import PlanError
from policytext.runs.doctor import Diagnosis, examine
from policytext.runs.files import Progress, run_files
from policytext.runs.outputs import Mode
from policytext.runs.settings import MODEL_SETS, Engine, Format, ModelSet, Settings, load_settings
from policytext.runs.summary import Summary
from policytext.writers import Compression


def annotate_files(  # noqa: PLR0913 - one keyword per option of the command, each with a default
    inputs: str | Path | Iterable[str | Path],
    output: str | Path,
    *,
    format: Format | None = None,  # noqa: A002 - the name of the command's option
    workers: int | None = None,
    base: str | None = None,
    models: ModelSet | None = None,
    labels: str | Path | None = None,
    compress: Compression | None = None,
    timeout: int | None = None,
    engine: Engine | None = None,
    scheduler: str | None = None,
    overwrite: bool = False,
    resume: bool = False,
    retry_failed: bool = False,
    config: str | Path | Settings | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Annotate files and folders into files. Each input ends as an annotation or as a line of ``errors.jsonl``.

    Work is done in processes of their own, so that the calling script needs ``if __name__ == "__main__":``. What has
    been done is remembered in the output: a run that ended early, whatever the reason, can be gone on with.

    Args:
        inputs: paths of files and folders; ``-`` is standard input.
        output: a folder, a ``.jsonl`` file (or ``.jsonl.gz``, ``.jsonl.zst``), or ``-`` for standard output.
        format: ``json``, one file per document named after the input; ``jsonl``, one stream, or numbered files in a
            folder; ``parquet``, numbered files. By default what `config` says, else what `output` calls for.
        workers: processes; by default what `config` says, else one per usable core.
        base: the base pipeline, as in `load`; by default what `config` says, else ``auto``.
        models: the set of models, as in `load`; by default what `config` says.
        labels: a label set of one's own, as in `load`; by default what `config` says.
        compress: of JSON Lines, ``none``, ``gzip`` or ``zstd``; by default what `config` says, else ``none``.
        timeout: seconds that a document may take until it is given up, longer ones than a million characters in
            proportion, 0 for any time; by default what `config` says, else 600.
        engine: ``local`` or ``dask``; by default what `config` says, else ``local``.
        scheduler: the address of a Dask scheduler; by default what `config` says.
        overwrite: whether output that is there already is replaced.
        resume: whether an earlier run with this output is gone on with: what is new, what has changed, and what
            another pipeline has made is done, the rest is kept. Without an earlier run it makes no difference.
        retry_failed: whether documents that failed in the earlier run are tried again; implies `resume`.
        config: settings, or the path of a TOML file with them.
        progress: called with the number of documents done and of all, None where that is not known beforehand.

    Raises:
        PlanError: output is there already, another run is writing to it, or two inputs would write one; nothing has
            been written.
        SettingsError: the configuration file cannot be used.
        MissingExtraError: the format or the engine needs a library that is not installed.
        ValueError: the base is unknown or `workers` is less than 1.
    """
    settings = _settings(
        config,
        workers=workers,
        base=base,
        models=models,
        labels=labels,
        format=format,
        compress=compress,
        timeout=timeout,
        engine=engine,
        scheduler=scheduler,
    )
    given = [inputs] if isinstance(inputs, str | Path) else inputs
    if overwrite and (resume or retry_failed):
        msg = "overwrite begins anew and resume goes on: choose one"
        raise PlanError(msg)
    mode: Mode = "retry" if retry_failed else "resume" if resume else "overwrite" if overwrite else "new"
    return run_files(given, output, settings, mode=mode, progress=progress)


def doctor(  # noqa: PLR0913 - one keyword per option of the command, each with a default
    inputs: str | Path | Iterable[str | Path] = (),
    output: str | Path | None = None,
    *,
    workers: int | None = None,
    base: str | None = None,
    models: ModelSet | None = None,
    labels: str | Path | None = None,
    config: str | Path | Settings | None = None,
) -> Diagnosis:
    """Check before a long job whether it will come to its end, and estimate what it takes.

    Work is done in processes of their own, so that the calling script needs ``if __name__ == "__main__":``. A check
    that fails becomes one of the diagnosis's `problems`; nothing is written to the output.

    Args:
        inputs: paths of files and folders of the job; none for a check without.
        output: where the job would write, as in `annotate_files`; by default the current folder.
        workers: processes, as in `annotate_files`.
        base: the base pipeline, as in `annotate_files`.
        models: the set of models, as in `annotate_files`; by default both are tried.
        labels: a label set of one's own, as in `annotate_files`.
        config: settings, or the path of a TOML file with them.

    Raises:
        SettingsError: the configuration file cannot be used.
    """
    settings = _settings(config, workers=workers, base=base, models=models, labels=labels)
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    return examine(given, output, settings, [models] if models else MODEL_SETS)


def _settings(config: str | Path | Settings | None, *, labels: str | Path | None, **given: Any) -> Settings:
    """Return the settings of a configuration, or the default ones, with what is given besides in their place."""
    settings = config if isinstance(config, Settings) else load_settings(Path(config)) if config else Settings()
    chosen = {name: value for name, value in given.items() if value not in (None, "")}
    return replace(settings, **chosen, labels=Path(labels) if labels else settings.labels)
