"""Libraries that only some formats need, and that come with extras of the package."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from policytext.document import UnreadableDocument


def library(module: str, extra: str, lack: str) -> Any:
    """Return a module that comes with an extra.

    Args:
        module: the module's name.
        extra: the extra's name.
        lack: what is missing without it, in words.

    Raises:
        UnreadableDocument: it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError:
        msg = f"{lack}; run: pip install 'policytext[{extra}]'"
        raise UnreadableDocument(msg) from None
