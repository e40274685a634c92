"""``policytext knowledge``: ask the registers what a name means."""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.cli import DONE, NOTHING_USABLE

if TYPE_CHECKING:
    from policytext.api import Candidate

_EPILOG = """\
example: policytext knowledge find "minister van VWS" --date 2021-03-01

exit codes: 0 found, 2 usage, 3 nothing found
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    actions = parser.add_subparsers(metavar="ACTION", dest="action", required=True)
    find = actions.add_parser("find", help="what a name or mention means, at a date where one is given")
    find.add_argument("query", metavar="NAME", help="a name or mention")
    find.add_argument("--date", type=_day, metavar="DAY", help="ISO day, such as 2021-03-01")
    find.add_argument("--json", action="store_true", help="print JSON")
    registers = actions.add_parser("registers", help="which registers there are, from what, and of which day")
    registers.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Answer and return the exit code."""
    from policytext.api import find_knowledge, knowledge_registers

    if arguments.action == "registers":
        registers = knowledge_registers()
        if arguments.json:
            print(json.dumps(registers, indent=2, ensure_ascii=False))
        else:
            for register in registers:
                print(f"{register['register']}: {register['rows']} rows, state of {register['state']}")
                print(f"  {register['source']} ({register['licence']})")
        return DONE
    found = find_knowledge(arguments.query, arguments.date)
    if arguments.json:
        print(json.dumps([each.to_dict() for each in found], indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(found)) if found else f"no register knows {arguments.query!r}")
    return DONE if found else NOTHING_USABLE


def _day(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        msg = f"{text!r} is no ISO day, such as 2021-03-01"
        raise argparse.ArgumentTypeError(msg) from None


def _lines(found: list[Candidate]) -> Iterator[str]:
    if not found[0].exact:
        yield "no register has this name; names that it is part of:"
    for each in found:
        when = f"{each.first or '…'} to {each.last or '…'}" if each.first or each.last else ""
        yield "  ".join(filter(None, (each.name, each.id, each.type, when)))
        if each.register == "government posts":
            details = each.details
            yield f"  {details['office']}, {details['portfolio']} ({details['party']}, {details['cabinet']})"
        elif each.register == "members of parliament":
            yield f"  member of the Tweede Kamer ({each.details.get('party', '?')})"
        elif each.details:
            yield f"  also: {', '.join(each.details['other names'])}"
