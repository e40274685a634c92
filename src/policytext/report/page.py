"""The page that the data stand in: its markup, styles and script, and the policy that forbids everything else."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from importlib.resources import files

SCRIPTS = (
    "dom.js",
    "links.js",
    "data.js",
    "state.js",
    "filter.js",
    "filter-bar.js",
    "marks.js",
    "charts.js",
    "matrix.js",
    "counts.js",
    "overview.js",
    "documents.js",
    "segments.js",
    "text.js",
    "evidence.js",
    "document.js",
    "keys.js",
    "theme.js",
    "main.js",
)
"""The modules of the script, in the order in which they build on each other."""

STYLES = (
    "colours.css",
    "layout.css",
    "controls.css",
    "charts.css",
    "documents.css",
    "reading.css",
    "evidence.css",
    "print.css",
)

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def page(title: str, index: str) -> tuple[str, str]:
    """Return what comes before and after the chunks of a report.

    Args:
        title: the report's title.
        index: the JSON of all documents.
    """
    style, script = styles(), scripts()
    values = {
        "policy": _policy(style, script),
        "title": html.escape(title),
        "style": style,
        "index": inert(index),
        "script": script,
    }
    head, tail = _asset("page.html").split("{{chunks}}")
    return _filled(head, values), _filled(tail, values)


def inert(data: str) -> str:
    """Return JSON that holds nothing which could end, or begin, an element of HTML."""
    return data.translate(_ESCAPES)


@cache
def styles() -> str:
    """Return the styles of the page."""
    return "\n".join(_asset(name) for name in STYLES)


@cache
def scripts() -> str:
    """Return the script of the page: all modules in one function, so that they share names with nothing else."""
    return '(() => {\n"use strict";\n' + "\n".join(_asset(name) for name in SCRIPTS) + "\n})();"


def _policy(style: str, script: str) -> str:
    """Return the content security policy: our own style and script, known by their checksums, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_checksum(script)}",
            f"style-src {_checksum(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _checksum(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _filled(template: str, values: dict[str, str]) -> str:
    """Return the template with values in their places; what looks like a place in a value stays as it is."""
    return _PLACE.sub(lambda match: values[match[1]], template)


def _asset(name: str) -> str:
    return (files("policytext.report") / "assets" / name).read_text(encoding="utf-8")
