"""Which base pipeline there is to build on; spaCy itself is not imported to find out."""

from __future__ import annotations

import hashlib
import logging
from importlib import metadata
from pathlib import Path

logger = logging.getLogger("policytext")

OWN_BASE, USUAL_BASE = "policytext", "nl_core_news_sm"


class BaseError(ValueError):
    """The base pipeline that was asked for cannot be used; the message says why."""


def base_of(base: str) -> tuple[str, str]:
    """Return the name and version of the base that `load` would take, without loading it.

    Raises:
        BaseError: it is unknown or not installed.
    """
    if base == OWN_BASE or (base == "auto" and not usual_fits()):
        return OWN_BASE, metadata.version("policytext")
    if base in ("auto", USUAL_BASE):
        return USUAL_BASE, demanded_version()
    demand_folder(base)
    meta = Path(base) / "meta.json"
    return base, hashlib.sha256(meta.read_bytes()).hexdigest() if meta.is_file() else ""


def demanded_version() -> str:
    """Return the version of nl_core_news_sm.

    Raises:
        BaseError: it is not installed.
    """
    version = _usual_version()
    if version is None:
        msg = f"the base {USUAL_BASE} is not installed; install it with: python -m spacy download {USUAL_BASE}"
        raise BaseError(msg)
    return version


def demand_folder(base: str) -> None:
    """Raise when there is no spaCy pipeline in the folder `base`.

    Raises:
        BaseError: there is none.
    """
    if not (Path(base) / "config.cfg").is_file():
        msg = f"unknown base {base!r}: not auto, {OWN_BASE}, {USUAL_BASE} or the folder of a spaCy pipeline"
        raise BaseError(msg)


def demand_labels(labels: Path | None) -> None:
    """Raise when there is to be a label set in a folder, and is none.

    Raises:
        BaseError: there is none.
    """
    if labels is not None and not (labels / "meta.json").is_file():
        msg = f"{labels}: no label set in this folder; policytext train labels makes one"
        raise BaseError(msg)


def _usual_version() -> str | None:
    try:
        return metadata.version(USUAL_BASE)
    except metadata.PackageNotFoundError:
        return None


def usual_fits() -> bool:
    """Say whether nl_core_news_sm is installed in the minor version of the installed spaCy."""
    version = _usual_version()
    if version is None:
        return False
    fits = version.split(".")[:2] == metadata.version("spacy").split(".")[:2]
    if not fits:
        logger.warning("%s %s does not fit spaCy %s and is left out", USUAL_BASE, version, metadata.version("spacy"))
    return fits
