"""Portions of work: bounded, in order, nothing lost."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from policytext.batch.chunks import chunked
from policytext.batch.work import Failure, Job

ITEMS = st.lists(
    st.one_of(
        st.builds(Job, st.text(), st.text(), st.text(), st.just(Path("x")), st.integers(0, 50_000)),
        st.just(Failure("f", "f.txt", "read", "OSError", "weg")),
    ),
    max_size=100,
)


@given(ITEMS)
def test_every_item_is_in_one_portion_and_in_order(items: list[Job | Failure]) -> None:
    chunks = list(chunked(items))

    assert [item for chunk in chunks for item in ([chunk] if isinstance(chunk, Failure) else chunk)] == items


@given(ITEMS)
def test_portions_are_bounded_in_number_and_size(items: list[Job | Failure]) -> None:
    for chunk in chunked(items):
        if isinstance(chunk, list):
            assert 1 <= len(chunk) <= 16
            assert len(chunk) == 1 or sum(job.size for job in chunk) <= 20_000
