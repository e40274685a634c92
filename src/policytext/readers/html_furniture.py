"""What Dutch pages call their furniture: breadcrumbs, share buttons, newsletters. Extractors know the English names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytext.readers.html_lines import flat_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = re.compile(
    r"(?:\A|[\s_-])(?:brood)?kruimel|(?:\A|[\s_-])(?:deel|delen)(?:-|_|knop|\s|\Z)|nieuwsbrief|cookiemelding"
    r"|(?:\A|[\s_-])(?:hoofd)?navigatie|zijbalk|voettekst|skip-?link|toegankelijkheidslink",
    re.IGNORECASE,
)
_TAGS = ("div", "section", "p", "ul", "ol", "span", "form", "a")
# Of the text of the page: an element with more is content, whatever its name.
_MAX_SHARE = 0.3


def drop_furniture(page: _Element) -> None:
    """Take the elements out of a page whose class or id says that they are furniture."""
    limit = _MAX_SHARE * len(flat_text(page))
    named = [
        element
        for element in page.iter(*_TAGS)
        if any(_NAME.search(element.get(name, "")) for name in ("class", "id"))
        and element.find(".//h1") is None
        and len(flat_text(element)) <= limit
    ]
    for element in named:
        element.drop_tree()
