"""Tables in Markdown files that commands write: each stands between two marks that name the command."""

from __future__ import annotations

from pathlib import Path


def put(path: Path, name: str, command: str, table: str) -> None:
    """Put `table` between the marks of the part `name` in a Markdown file.

    The part begins with ``<!-- NAME: written by COMMAND -->`` and ends with ``<!-- end of NAME -->``.

    Raises:
        ValueError: the file lacks the marks.
    """
    begin, end = f"<!-- {name}: written by {command} -->", f"<!-- end of {name} -->"
    before, mark, rest = path.read_text(encoding="utf-8").partition(begin)
    _, closing, after = rest.partition(end)
    if not mark or not closing:
        msg = f"{path} lacks the marks {begin!r} and {end!r}"
        raise ValueError(msg)
    body = table.strip("\n")
    path.write_text(f"{before}{begin}\n```\n{body}\n```\n{end}{after}", encoding="utf-8")
