"""``policytext schema``: the JSON Schema of the annotation format."""

from __future__ import annotations

import argparse
import json

from policytext.cli import DONE


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command: none."""


def run(_arguments: argparse.Namespace) -> int:
    """Print the schema."""
    from policytext.annotation import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return DONE
