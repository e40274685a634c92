"""``policytext info``: what is installed here, and what would annotate."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from policytext.cli import DONE, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.add_argument(
        "--base", default="auto", metavar="BASE", help="base pipeline: auto, policytext, a name, a path"
    )
    parser.add_argument("--models", choices=("accurate", "fast"), default="fast", help="set of models")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the description of the pipeline."""
    from policytext.api import describe

    try:
        description = describe(arguments.base, arguments.models)
    except (ValueError, OSError) as error:
        raise UsageError(str(error)) from None
    if arguments.json:
        print(json.dumps(description, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(description)))
    return DONE


def _lines(values: dict[str, Any], indent: str = "") -> Iterator[str]:
    """Yield ``key: value`` lines, nested dictionaries indented under their key."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{key}: {value}"
