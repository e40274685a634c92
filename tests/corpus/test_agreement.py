"""The agreement of two annotations of the same texts."""

import pytest

from policytext.corpus.agreement import Agreement, AgreementError, compare
from policytext.corpus.comparison import Comparison
from policytext.corpus.markup import parse_document


def agreement(first: str, second: str) -> Agreement:
    return compare([parse_document(first)], [parse_document(second)])


def figures(found: Agreement, name: str) -> Comparison:
    return next(each for each in found.comparisons() if each.name == name)


def test_an_annotation_agrees_with_itself(markup: str) -> None:
    found = agreement(markup, markup)
    assert found.disagreements == []
    assert {each.f for each in found.comparisons()} <= {1.0, None}
    assert figures(found, "line kinds").kappa == 1


def test_cohens_kappa_takes_chance_out() -> None:
    # The textbook case: 20 times both yes, 15 times both no, 5 and 10 times one yes; 0.7 observed, 0.5 by chance.
    comparison = Comparison("grants")
    for first, second, times in (("yes", "yes", 20), ("yes", None, 5), (None, "yes", 10), (None, None, 15)):
        for _ in range(times):
            comparison.answer(first, second)
    assert comparison.kappa == pytest.approx(0.4)
    assert comparison.f == pytest.approx(2 * 20 / (25 + 30))


def test_kappa_is_undefined_where_both_say_the_same_throughout() -> None:
    comparison = Comparison("tag praise")
    comparison.answer(None, None)
    assert (comparison.kappa, comparison.f, comparison.cases) == (None, None, 1)


def test_a_tag_that_one_gave_is_listed_with_its_sentence(markup: str) -> None:
    found = agreement(markup, markup.replace("b Het bestuur", "b {P} Het bestuur"))
    assert [str(each) for each in found.disagreements] == [
        "tags\tngo-dijk\t- / praise\tHet bestuur beslist in juni over het voorstel."
    ]
    assert figures(found, "tag praise").f == 0


def test_an_entity_with_another_label_counts_twice(markup: str) -> None:
    found = agreement(markup, markup.replace("[Groene Hart|LOC]", "[Groene Hart|ORG]"))
    assert figures(found, "entities, strict").f == pytest.approx(3 / 4)
    assert [(each.first, each.second, each.text) for each in found.disagreements] == [("LOC", "ORG", "Groene Hart")]


def test_line_kinds_and_topics_are_compared(markup: str) -> None:
    found = agreement(markup, markup.replace("m 11 mei", "x 11 mei").replace("topics: 21 7", "topics: 7 21"))
    assert figures(found, "line kinds").f == pytest.approx(9 / 10)
    assert figures(found, "topics").f == 1
    assert {each.layer for each in found.disagreements} == {"lines", "topics"}


def test_sentences_are_compared_where_their_bounds_agree(markup: str) -> None:
    split = markup.replace("het peilbesluit vast.", "het\n+ peilbesluit vast.")
    found = agreement(markup, split)
    assert figures(found, "sentence bounds").f == pytest.approx(2 * 3 / (4 + 5))
    assert figures(found, "tag criticism").cases == 3


def test_a_holder_agrees_with_a_longer_form_of_its_name(markup: str) -> None:
    longer = markup.replace('b {R holder="Stichting Levend Veen"', 'b {R holder="Levend Veen"')
    found = agreement(markup, longer)
    assert figures(found, "holder").f == 1
    assert found.disagreements == []


def test_another_target_is_a_disagreement(markup: str) -> None:
    found = agreement(markup, markup.replace('target="Venen en Plassen"', 'target="Groene Hart"'))
    assert figures(found, "target").f == pytest.approx(1 / 2)
    assert [(each.layer, each.first, each.second) for each in found.disagreements] == [
        ("target", "Venen en Plassen", "Groene Hart")
    ]


def test_a_target_that_only_one_names_is_half_a_mark(markup: str) -> None:
    found = agreement(markup, markup.replace(' target="Venen en Plassen"', ""))
    assert figures(found, "target").f == pytest.approx(2 * 1 / 3)


def test_different_texts_cannot_be_compared(markup: str) -> None:
    with pytest.raises(AgreementError, match="ngo-dijk: the two annotations are of different texts"):
        agreement(markup, markup.replace("in juni", "in juli"))


def test_no_common_document_is_an_error(markup: str) -> None:
    with pytest.raises(AgreementError, match="no document in common"):
        agreement(markup, markup.replace("id: ngo-dijk", "id: other"))
