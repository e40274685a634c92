"""The shipped models: which a set needs, and whether their files can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytext import pipeline
from policytext.pipeline import shipped
from policytext.pipeline.build import MODEL_SETS, models_of


@pytest.mark.parametrize("models", MODEL_SETS)
def test_a_set_needs_the_models_of_its_components(models: str) -> None:
    needed = sorted(models_of(pipeline.load("policytext", models)))

    assert [model.name for model in shipped.shipped_models(models)] == needed
    assert all(model.bytes and model.fault is None for model in shipped.shipped_models(models))


def test_what_is_missing_or_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "models_root", lambda: tmp_path)
    (tmp_path / "blocks").mkdir()
    (tmp_path / "tags" / "weights.npz").mkdir(parents=True)

    faults = {model.name: model.fault for model in shipped.shipped_models("fast")}

    assert faults["blocks"] == f"no {tmp_path / 'blocks' / 'meta.json'}"
    assert faults["tags"] == f"{tmp_path / 'tags' / 'weights.npz'}: Is a directory"
    assert faults["topics"] == f"{tmp_path / 'topics'}: No such file or directory"
