"""The matrix library that networks of spaCy's are made with."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any


def fastest_matrices() -> AbstractContextManager[Any]:
    """Return a context in which thinc makes networks that multiply with numpy's library instead of its own.

    Numpy's makes the usual small pipelines about a tenth faster on one core, with the same annotations
    (``make bench SECTION=pipelines``). What somebody has chosen for a graphics card or for Apple's processors stays.
    """
    from thinc.api import NumpyOps, get_current_ops, use_ops

    if type(get_current_ops()) is NumpyOps:
        return use_ops("numpy", use_blis=False)
    return nullcontext()
