"""What written dates mean, as ISO 8601."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.knowledge.date_values import DateValue, date_value

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("16 februari 2021", "2021-02-16"),
        ("dinsdag 16 februari 2021", "2021-02-16"),
        ("12 mrt. 2019", "2019-03-12"),
        ("1-1-2020", "2020-01-01"),
        ("03/04/19", "2019-04-03"),
        ("2019-11-05", "2019-11-05"),
        ("mei 2022", "2022-05"),
        ("2015", "2015"),
        ("eind 2024", "2024"),
        ("2019-2023", "2019/2023"),
        ("2021/22", "2021/2022"),
        ("zomer van 2021", "2021-06/2021-08"),
        ("winter 2021", "2021-12/2022-02"),
        ("derde kwartaal van 2021", "2021-07/2021-09"),
        ("eerste helft van 2020", "2020-01/2020-06"),
        ("Q3 2021", "2021-07/2021-09"),
        ("12 tot en met 14 mei 2022", "2022-05-12/2022-05-14"),
    ],
)
def test_what_the_words_alone_say(text: str, value: str) -> None:
    assert date_value(text, None) == DateValue(value)


@pytest.mark.parametrize(
    ("text", "date", "value"),
    [
        ("gisteren", "2021-03-01", "2021-02-28"),
        ("vandaag", "2021-03-01", "2021-03-01"),
        ("vorig jaar", "2021-03-01", "2020"),
        ("dit jaar", "2021-03-01", "2021"),
        ("volgende maand", "2021-12-10", "2022-01"),
        ("vorige week", "2021-03-03", "2021-02-22/2021-02-28"),
        ("afgelopen zomer", "2021-03-01", "2020-06/2020-08"),
        ("komend najaar", "2021-03-01", "2021-09/2021-11"),
        ("16 februari", "2021-03-01", "2021-02-16"),
        ("20 december", "2021-01-05", "2020-12-20"),
        ("maart", "2021-03-01", "2021-03"),
        ("afgelopen maandag", "2021-03-03", "2021-03-01"),
        ("vrijdag", "2021-03-03", "2021-03-05"),
    ],
)
def test_what_hangs_on_the_documents_date_says_so(text: str, date: str, value: str) -> None:
    assert date_value(text, date) == DateValue(value, relative=True)
    assert date_value(text, None) is None


@pytest.mark.parametrize(
    "text", ["31 februari 2021", "2023-2019", "binnenkort", "13-13-2020", "", "vijfde kwartaal 2020"]
)
def test_what_is_no_date_has_no_value(text: str) -> None:
    assert date_value(text, "2021-03-01") is None


@given(st.dates())
def test_every_day_written_out_comes_back(day) -> None:
    if day.year >= 1800 and day.year < 2100:
        found = date_value(f"{day.day} {MONTHS[day.month - 1]} {day.year}", None)
        assert found == DateValue(day.isoformat())
