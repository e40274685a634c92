"""Where the trained models lie."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parents[1]


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
    """Read a model's `meta.json`."""
    meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return meta
