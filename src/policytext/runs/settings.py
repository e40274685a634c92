"""Settings of a run, and the configuration file (TOML) they can stand in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from policytext.readers import Columns
from policytext.writers import COMPRESSIONS, Compression

Format = Literal["json", "jsonl", "parquet"]

FORMATS: tuple[Format, ...] = ("json", "jsonl", "parquet")
Engine = Literal["local", "dask"]
ENGINES: tuple[Engine, ...] = ("local", "dask")
ModelSet = Literal["accurate", "fast"]
MODEL_SETS: tuple[ModelSet, ...] = ("accurate", "fast")
DEFAULT_MODELS: ModelSet = "fast"
MAX_CHARACTERS = 5_000_000
TIMEOUT = 600
SHARD_MEGABYTES = 256
_ANNOTATE_TYPES: dict[str, type] = {
    "workers": int,
    "base": str,
    "models": str,
    "labels": str,
    "format": str,
    "compress": str,
    "shard_megabytes": int,
    "timeout": int,
    "engine": str,
    "scheduler": str,
    "max_characters": int,
}


class SettingsError(ValueError):
    """A configuration file that cannot be used; the message names file, key and what is allowed."""


@dataclass(frozen=True)
class Settings:
    """What a user can set for a run.

    Attributes:
        workers: processes, 1 or more; None for one per usable core, or one where there is little to do.
        base: the base pipeline: ``auto``, a name, or a path.
        models: the set of models, ``accurate`` or ``fast``.
        labels: the folder of a label set of one's own, made by ``policytext train labels``.
        format: ``json``, ``jsonl`` or ``parquet``; None follows from the output.
        compress: ``none``, ``gzip`` or ``zstd``, for ``jsonl``; None follows from the output.
        shard_megabytes: size from which a file of many is complete and another begins.
        timeout: seconds that a document of up to a million code points may take, longer ones in proportion; 0 for any
            time.
        engine: ``local`` for processes of this machine, ``dask`` for those of a Dask cluster.
        scheduler: the address of the cluster's scheduler.
        max_characters: longest document that is annotated, in code points.
        columns: names of the columns of CSV and JSON Lines files.
    """

    workers: int | None = None
    base: str = "auto"
    models: ModelSet = DEFAULT_MODELS
    labels: Path | None = None
    format: Format | None = None
    compress: Compression | None = None
    shard_megabytes: int = SHARD_MEGABYTES
    timeout: int = TIMEOUT
    engine: Engine = "local"
    scheduler: str | None = None
    max_characters: int = MAX_CHARACTERS
    columns: Columns = field(default_factory=Columns)


def load_settings(path: Path) -> Settings:
    """Read a configuration file with the tables ``[annotate]`` and ``[columns]``; what it leaves out has its default.

    Raises:
        SettingsError: the file cannot be read, is no TOML, or has a key or value that is not allowed.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path}: {getattr(error, 'strerror', None) or error}"
        raise SettingsError(msg) from None
    _allow_only(tables, {"annotate": dict, "columns": dict}, f"{path}:")
    annotate, columns = tables.get("annotate", {}), tables.get("columns", {})
    _allow_only(annotate, _ANNOTATE_TYPES, f"{path}: [annotate]")
    _allow_only(columns, {column.name: str for column in fields(Columns)}, f"{path}: [columns]")
    for key, least in _LEAST.items():
        if annotate.get(key, least) < least:
            msg = f"{path}: [annotate] {key} must be {least} or more, not {annotate[key]}"
            raise SettingsError(msg)
    for key, allowed in _ALLOWED.items():
        if annotate.get(key, allowed[0]) not in allowed:
            msg = f"{path}: [annotate] {key} must be one of {', '.join(allowed)}, not {annotate[key]!r}"
            raise SettingsError(msg)
    if "labels" in annotate:
        annotate["labels"] = Path(annotate["labels"])
    return Settings(**annotate, columns=Columns(**columns))


_LEAST = {"workers": 1, "max_characters": 1, "shard_megabytes": 1, "timeout": 0}
_ALLOWED: dict[str, tuple[str, ...]] = {
    "format": FORMATS,
    "models": MODEL_SETS,
    "compress": COMPRESSIONS,
    "engine": ENGINES,
}


def _allow_only(table: dict[str, Any], types: dict[str, type], where: str) -> None:
    unknown = [key for key in table if key not in types]
    if unknown:
        msg = f"{where} unknown key {', '.join(map(repr, unknown))}; allowed are {', '.join(types)}"
        raise SettingsError(msg)
    for key, value in table.items():
        # A TOML truth value is an int to Python, and none of these settings is a truth value.
        if not isinstance(value, types[key]) or isinstance(value, bool):
            msg = f"{where} {key} must be {_TYPE_NAMES[types[key]]}, not {value!r}"
            raise SettingsError(msg)


_TYPE_NAMES: dict[type, str] = {int: "a whole number", str: "a string", dict: "a table"}
