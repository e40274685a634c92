"""Dates as Dutch sources state them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.readers.dates import iso_date


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2021-02-16", "2021-02-16"),
        ("2021-02-16T09:30:00+01:00", "2021-02-16"),
        ("2021-02-16 09:30", "2021-02-16"),
        ("2021-2-6", "2021-02-06"),
        ("2021-02", "2021-02"),
        ("2021", "2021"),
        ("16-02-2021", "2021-02-16"),
        ("6/2/2021", "2021-02-06"),
        ("16.02.2021 09:30", "2021-02-16"),
        ("16 februari 2021", "2021-02-16"),
        ("dinsdag 16 februari 2021", "2021-02-16"),
        ("16 feb. 2021", "2021-02-16"),
        ("12 mrt. 2019", "2019-03-12"),
        ("1 Maart 2019", "2019-03-01"),
        ("mei  2022", "2022-05"),
        ("31-02-2021", None),
        ("2021-13-01", None),
        ("onlangs", None),
        ("voorjaar 2021", None),
        ("", None),
        ("99999", None),
    ],
)
def test_a_stated_date_becomes_iso_or_nothing(stated: str, date: str | None) -> None:
    assert iso_date(stated) == date


@given(st.dates(datetime.date(1000, 1, 1)))
def test_every_day_is_read_in_both_orders(day: datetime.date) -> None:
    assert iso_date(day.isoformat()) == day.isoformat()
    assert iso_date(f"{day.day}-{day.month}-{day.year}") == day.isoformat()
