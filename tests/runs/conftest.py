"""Puts a stand-in in place of the pipeline, in this process and its workers; makes the helpers importable."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

sys.path.insert(0, str(Path(__file__).parent))
FAKES = Path(__file__).parent.parent / "fakes"


@pytest.fixture
def fake_pipeline(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the stand-in (see tests/fakes)."""
    monkeypatch.syspath_prepend(str(FAKES))
    import fake_pipeline as fake

    import policytext

    monkeypatch.setitem(sys.modules, "policytext.pipeline", fake)
    monkeypatch.setattr(policytext, "pipeline", fake, raising=False)
    inherited = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(FAKES), inherited])))
    return fake
