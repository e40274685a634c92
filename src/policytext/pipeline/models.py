"""Where the trained models lie, and how their estimators are read."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parents[1]
_TRUSTED = (
    "sklearn._loss.link.MultinomialLogit",
    "sklearn.ensemble._hist_gradient_boosting.binning._BinMapper",
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
)
"""Types outside skops' own safe list that our estimators hold; each was read and only carries numbers."""


class ModelVersionError(RuntimeError):
    """A model was trained with another version of a library than is installed; the message says what to install."""


def models_root() -> Path:
    """Return the folder of the models: inside the package when installed, else the repository's `models/`."""
    inside = _PACKAGE / "models"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "models"


def model_folder(name: str) -> Path:
    """Return the folder of the shipped model `name`.

    Raises:
        FileNotFoundError: it is not there.
    """
    folder = models_root() / name
    if not (folder / "meta.json").is_file():
        msg = f"the model {name!r} is missing: no {folder / 'meta.json'}"
        raise FileNotFoundError(msg)
    return folder


def read_meta(folder: Path) -> dict[str, Any]:
    """Read a model's `meta.json` and hold its library versions against those installed.

    Raises:
        ModelVersionError: an estimator needs another version of scikit-learn (they are bound to its minor version).
    """
    meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    trained_with = meta.get("versions", {}).get("scikit-learn")
    installed = metadata.version("scikit-learn")
    if trained_with and trained_with.split(".")[:2] != installed.split(".")[:2]:
        minor = ".".join(trained_with.split(".")[:2])
        msg = (
            f"{folder.name}: trained with scikit-learn {trained_with}, found {installed}; "
            f"run: pip install 'scikit-learn=={minor}.*'"
        )
        raise ModelVersionError(msg)
    return meta


def read_estimator(path: Path) -> Any:
    """Read a scikit-learn estimator from a skops file. No code in it is run: unknown types are refused."""
    from skops.io import load

    return load(path, trusted=list(_TRUSTED))
