"""From what a tool gives back to markup: what is put right, what is refused."""

from dataclasses import replace

import pytest

from policytext.corpus.imports.gathering import Gathered, gathered
from policytext.corpus.imports.marking import Header, document_name, marked
from policytext.corpus.imports.unfit import UnfitDocument
from policytext.corpus.markup import MarkedDocument
from policytext.corpus.writing import write_document
from policytext.exports.labelling.marks import Mark, Relation
from policytext.exports.labelling.offsets import CodeUnits, counts_units
from policytext.exports.labelling.sheet import Sheet

TEXT = "  Meer groen \r\n\r\nDe wijk wil  bomen.   De raad\taarzelt.\x0cBron: krant \r\n"
HEADER = Header("news", "neutral", None)


def mark(words: str, label: str, before: int = 0, after: int = 0) -> Mark:
    start = TEXT.index(words)
    return Mark(start - before, start + len(words) + after, label)


def sheet(*more: Mark, relations: tuple[Relation, ...] = (), without: str = "") -> Sheet:
    marks = [
        mark("Meer groen", "title", before=2),
        mark("Meer groen", "topic-7"),
        mark("De wijk wil  bomen.   De raad\taarzelt.", "lead"),
        mark("De wijk wil  bomen.", "sentence"),
        mark("De raad\taarzelt.", "sentence"),
        mark("Bron: krant", "meta"),
    ]
    kept = [each for each in marks if each.label != without]
    return gathered(Gathered("stuk", TEXT, [*kept, *more], list(relations)))


def made(given: Sheet, **options: object) -> MarkedDocument:
    return marked(given, HEADER, **options).document  # type: ignore[arg-type]


def test_white_space_becomes_what_markup_holds() -> None:
    assert write_document(made(sheet())).partition("---\n")[2] == (
        "t Meer groen\n\nl De wijk wil  bomen.\n+ De raad\taarzelt.\nm Bron: krant\n"
    )


def test_white_space_at_the_edges_of_a_mark_is_left_out() -> None:
    document = made(sheet(mark("wijk", "LOC", before=1, after=1), mark("De raad", "ORG", before=2)))
    assert [document.text[each.start : each.end] for each in document.entities] == ["wijk", "De raad"]


def test_text_in_no_sentence_becomes_one() -> None:
    document = made(sheet(without="sentence"))
    assert [document.text[each.start : each.end] for each in document.sentences] == [
        "De wijk wil  bomen.   De raad\taarzelt."
    ]


def test_punctuation_in_no_sentence_joins_its_neighbour() -> None:
    given = sheet(mark("De wijk wil  bomen", "sentence"), mark("De raad\taarzelt.", "sentence"), without="sentence")
    document = made(given)
    assert [document.text[each.start : each.end] for each in document.sentences] == [
        "De wijk wil  bomen.",
        "De raad\taarzelt.",
    ]


def test_a_tag_on_a_part_of_a_sentence_is_the_sentence_s() -> None:
    (first, second) = made(sheet(mark("aarzelt", "criticism"))).sentences
    assert (first.tags, second.tags) == ((), ("criticism",))


def test_a_relation_may_be_drawn_either_way() -> None:
    tag, name = mark("De wijk wil  bomen.", "recommendation"), mark("wijk", "LOC")
    for relation in (Relation("holder", tag, name), Relation("holder", name, tag)):
        assert made(sheet(tag, name, relations=(relation,))).sentences[0].holder == "wijk"


def test_what_has_no_place_in_markup_is_left_out_and_said() -> None:
    sentence, name = mark("De wijk wil  bomen.", "sentence"), mark("wijk", "LOC")
    given = sheet(mark("krant", "ORG"), name, relations=(Relation("holder", sentence, name),))
    result = marked(given, HEADER)
    assert [each.label for each in result.document.entities] == ["LOC"]
    assert result.notes == [
        "sentences whose holder and target are left out, as they have no tag: 1",
        "entities left out, as they lie in meta or boilerplate: 1",
    ]


def test_labels_that_are_not_wanted_are_dropped() -> None:
    assert made(sheet(mark("wijk", "MONEY")), leave_out=["MONEY"]).entities == []


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ([mark("wijk", "MONEY")], r"'wijk' has the unknown label 'MONEY'; --leave-out MONEY"),
        ([mark("bomen.   De", "ORG")], r"runs over two sentences"),
        ([mark("wijk wil", "ORG"), mark("wil  bomen", "ORG")], r"'wijk wil' \(ORG\) and 'wil  bomen' \(ORG\) overlap"),
        ([mark("bomen.   De raad", "praise")], r"'praise' at 'bomen.   De raad' lies over 2 sentences"),
        ([mark("krant", "praise")], r"tagged, but lies in a line of meta"),
        ([mark("De wijk wil", "body")], r"is body and lead at once"),
        ([mark("aarzelt.\x0cBron", "ORG")], r"runs over two lines"),
        ([mark("bomen.", "sentence")], r"lies over the one before it"),
        ([mark("Meer groen", "second-topic-99")], r"the topic 99, which is no CAP code"),
        ([mark("Meer groen", "topic-1"), mark("Meer groen", "topic-2")], r"has the topics"),
        ([mark("Meer groen", "topic-natuur")], r"names no topic"),
        ([Mark(5, 5, "ORG")], r"lies outside the text"),
    ],
)
def test_what_markup_cannot_hold_is_refused(more: list[Mark], cause: str) -> None:
    with pytest.raises(UnfitDocument, match=cause):
        made(sheet(*more))


def test_a_sentence_over_two_lines_is_refused() -> None:
    given = sheet(mark("De raad\taarzelt.\x0cBron", "sentence"), without="sentence")
    with pytest.raises(UnfitDocument, match=r"the sentence .* runs over two lines"):
        made(given)


def test_a_line_without_a_block_is_refused() -> None:
    with pytest.raises(UnfitDocument, match=r"the line 'Bron: krant' belongs to no block"):
        made(sheet(without="meta"))


def test_a_document_without_topics_is_refused() -> None:
    with pytest.raises(UnfitDocument, match="the document has no topic;"):
        made(sheet(without="topic-7"))


def test_a_teaser_needs_its_title() -> None:
    with pytest.raises(UnfitDocument, match="has no title above it"):
        made(sheet(mark("Bron: krant", "related-teaser"), without="meta"))


def test_a_related_title_needs_its_topics() -> None:
    with pytest.raises(UnfitDocument, match="the article 'Bron: krant' has no topic;"):
        made(sheet(mark("Bron: krant", "related-title"), without="meta"))


@pytest.mark.parametrize(
    ("side", "header", "cause"),
    [
        ({}, Header(None, "neutral"), "give --genre"),
        ({}, Header("news", None), "give --hand"),
        ({"date": "2021"}, Header("news", "neutral"), "markup wants a day; give --date"),
    ],
)
def test_a_header_that_is_not_whole_is_refused(side: dict[str, str], header: Header, cause: str) -> None:
    with pytest.raises(UnfitDocument, match=cause):
        marked(replace(sheet(), side=side), header)


def test_what_travelled_goes_before_what_is_given() -> None:
    side = {"date": "2021-02-03", "source": {"metadata": {"genre": "motion", "hand": "clerk"}}}
    document = marked(replace(sheet(), side=side), Header("news", "neutral", "2000-01-01")).document
    assert (document.genre, document.hand, document.date) == ("motion", "clerk", "2021-02-03")


def test_folders_become_a_part_of_the_id() -> None:
    assert document_name("pers/2024/brief") == "pers-2024-brief"


def test_code_units_and_code_points() -> None:
    text = "a🙂b🚲c"
    offsets = CodeUnits(text)
    assert [offsets.units(point) for point in range(6)] == [0, 1, 3, 4, 6, 7]
    assert [offsets.point(unit) for unit in (0, 1, 3, 4, 6, 7)] == [0, 1, 2, 3, 4, 5]
    with pytest.raises(ValueError, match="inside a character"):
        offsets.point(2)


def test_quotes_show_what_offsets_count() -> None:
    text = "🙂 Zwolle"
    assert counts_units(text, [(2, 8, "Zwolle")]) is False
    assert counts_units(text, [(3, 9, "Zwolle")]) is True
    with pytest.raises(ValueError, match="is said to be 'Zwolle'"):
        counts_units(text, [(4, 10, "Zwolle")])
