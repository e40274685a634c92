"""What makes one pipeline's annotations differ from another's, in one short string."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path

from policytext.pipeline.bases import base_of, demand_labels
from policytext.pipeline.models import models_root

_PACKAGE = Path(__file__).resolve().parents[1]
_LIBRARIES = ("policytext", "spacy", "numpy", "scikit-learn", "onnxruntime", "tokenizers")
_OF_NO_ACCOUNT = (".md", ".pyc")


def fingerprint(base: str, models: str, labels: Path | None) -> str:
    """Return a string that changes when code, registers, models, base, label set or the libraries below them do.

    No model is loaded for it. It hangs on what the files hold, not on where they lie.

    Raises:
        BaseError: the base is unknown or not installed, or there is no label set in `labels`.
    """
    demand_labels(labels)
    digest = hashlib.sha256()
    for word in (models, *base_of(base), *(f"{name} {metadata.version(name)}" for name in _LIBRARIES)):
        digest.update(f"{word}\n".encode())
    models_beside = () if models_root().is_relative_to(_PACKAGE) else (models_root(),)
    for folder in (_PACKAGE, *models_beside, *([labels] if labels else [])):
        for path in _files(folder):
            digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in _OF_NO_ACCOUNT)
    return sorted(found, key=Path.as_posix)
