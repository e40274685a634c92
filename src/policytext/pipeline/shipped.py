"""The models that ship with policytext: which a set needs, and whether their files can be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policytext.pipeline.models import models_root

_OF_EVERY_SET = ("blocks", "entities", "tags", "topics")
_ENCODER = "encoder"


@dataclass(frozen=True)
class ShippedModel:
    """A model's folder of files: its name, where it lies, its size in bytes, and what is wrong with it, if anything."""

    name: str
    folder: Path
    bytes: int
    fault: str | None = None


def shipped_models(models: str) -> list[ShippedModel]:
    """Return the models of a set, ``accurate`` or ``fast``, in the order of their names; no model is loaded for it."""
    names = (*_OF_EVERY_SET, _ENCODER) if models == "accurate" else _OF_EVERY_SET
    return [_looked_at(models_root() / name) for name in sorted(names)]


def _looked_at(folder: Path) -> ShippedModel:
    size = 0
    try:
        for path in sorted(folder.iterdir()):
            size += len(path.read_bytes())
    except OSError as error:
        return ShippedModel(folder.name, folder, size, f"{error.filename}: {error.strerror}")
    missing = None if (folder / "meta.json").is_file() else f"no {folder / 'meta.json'}"
    return ShippedModel(folder.name, folder, size, missing)
