"""Options that stand for settings of a run, as several sub-commands have them."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_settings(parser: argparse.ArgumentParser, *, workers: str, models: str) -> None:
    """Declare workers, base, models, labels and the configuration file; what the first and third do is told here."""
    parser.add_argument("--workers", type=_positive, metavar="N", help=workers)
    parser.add_argument("--base", metavar="BASE", help="base pipeline: auto (default), policytext, a name, or a path")
    parser.add_argument("--models", choices=("accurate", "fast"), help=models)
    parser.add_argument("--labels", metavar="DIR", help="a label set of your own, made by policytext train labels")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML; options given here win")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        msg = f"{text!r} is not a whole number of 1 or more"
        raise argparse.ArgumentTypeError(msg)
    return int(text)
