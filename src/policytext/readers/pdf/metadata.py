"""What a file says of itself: title, author, subject, keywords, when and with what it was made."""

from __future__ import annotations

import datetime
import re
from typing import Any

_KEYS = {"Title": "title", "Author": "author", "Subject": "subject", "Keywords": "keywords", "Producer": "producer"}
_DATES = {"CreationDate": "created", "ModDate": "modified"}
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_LONGEST = 2000


def metadata_of(document: Any) -> dict[str, Any]:
    """Return the metadata of an open document by name; dates are ISO days, and what is empty is left out."""
    found: dict[str, Any] = {}
    for key, name in {**_KEYS, **_DATES}.items():
        value = " ".join(_CONTROLS.sub(" ", document.get_metadata_value(key) or "")[:_LONGEST].split())
        if name in _DATES.values():
            value = _day(value) or ""
        if value:
            found[name] = value
    return found


def _day(value: str) -> str | None:
    match = _DATE.match(value)
    if match is None:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1)).isoformat()
    except ValueError:
        return None
