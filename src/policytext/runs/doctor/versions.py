"""What is installed: Python, policytext, the libraries below it, and its optional extras."""

from __future__ import annotations

import platform
import re
from collections import defaultdict
from dataclasses import dataclass
from importlib import metadata

_LIBRARIES = {
    "policytext": "policytext",
    "spaCy": "spacy",
    "numpy": "numpy",
    "scikit-learn": "scikit-learn",
    "crfsuite": "python-crfsuite",
    "onnxruntime": "onnxruntime",
}
_OF_AN_EXTRA = re.compile(r"""([\w.-]+).*;.*extra == ['"](\w+)['"]""")
_DEVELOPMENT = "dev"


@dataclass(frozen=True)
class Extra:
    """An optional extra of policytext: its name, and which of the packages it stands for are missing."""

    name: str
    missing: tuple[str, ...]

    @property
    def command(self) -> str:
        """The command that installs it."""
        return f"pip install 'policytext[{self.name}]'"


def versions() -> dict[str, str | None]:
    """Return the version of Python and of each library by its usual name, None where it is not installed."""
    return {"python": platform.python_version(), **{name: _version(package) for name, package in _LIBRARIES.items()}}


def extras() -> list[Extra]:
    """Return the extras that policytext can use, in the order of their names; none where it is not installed itself."""
    packages: defaultdict[str, list[str]] = defaultdict(list)
    for requirement in _requirements():
        if (found := _OF_AN_EXTRA.match(requirement)) and found[2] != _DEVELOPMENT:
            packages[found[2]].append(found[1])
    return [
        Extra(name, tuple(package for package in packages[name] if _version(package) is None))
        for name in sorted(packages)
    ]


def _requirements() -> list[str]:
    try:
        return metadata.requires("policytext") or []
    except metadata.PackageNotFoundError:
        return []


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
