"""Laws by their parts, European acts by number, and names that passed from one law to another."""

import pytest

from policytext.knowledge.registers import laws
from policytext.pipeline.links.names import named_candidates


def ids(mention: str, date: str | None = "2021-05-01") -> set[str]:
    return {named.id for named in named_candidates("LAW", mention, date)}


@pytest.mark.parametrize(
    ("mention", "law"),
    [
        ("artikel 3.1, tweede lid, onder b, van de Wmo 2015", "bwb:BWBR0035362"),
        ("artikel 10, tweede lid, onder g, van de Wob", "bwb:BWBR0005252"),
        ("hoofdstuk 5 van de Wet dieren", "bwb:BWBR0030250"),
        ("artikel 8 EVRM", "bwb:BWBV0001000"),
        ("Verordening (EU) 2016/679", "celex:32016R0679"),
        ("richtlijn 95/46/EG", "celex:31995L0046"),
    ],
)
def test_a_part_or_a_number_is_linked_to_the_law(mention: str, law: str) -> None:
    assert ids(mention) == {law}


def test_an_act_that_no_register_has_is_linked_to_none() -> None:
    assert ids("Verordening (EU) nr. 1380/2013") == set()


@pytest.mark.parametrize(("date", "name"), [("2012-01-01", "bwb:BWBR0020031"), ("2019-01-01", "bwb:BWBR0035362")])
def test_the_wmo_is_the_law_of_the_day(date: str, name: str) -> None:
    assert name in ids("Wmo", date)


def test_laws_know_when_they_applied_and_what_came_after() -> None:
    awbz = next(law for law in laws() if law.name == "Algemene Wet Bijzondere Ziektekosten")
    wlz = next(law for law in laws() if law.name == "Wet langdurige zorg")
    assert (awbz.last, awbz.successor, wlz.first) == ("2014-12-31", wlz.id, "2015-01-01")
