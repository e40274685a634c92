"""The markup of our corpora: what it says, and what it refuses."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.corpus.markup import MarkedDocument, MarkupError, parse_document, read_document

HEADER = "id: a\ngenre: ngo-news\nhand: plain\ndate: 2023-05-11\ntopics: 21 7\n---\n"


def spans(document: MarkedDocument, places: list) -> list[str]:
    return [document.text[place.start : place.end] for place in places]


def test_the_text_is_what_stands_behind_the_codes(document: MarkedDocument) -> None:
    assert document.text.startswith(
        "Menu\nDijk laat boeren en natuur in de kou staan\n11 mei 2023\n\nHet waterschap Venen"
    )
    assert "[" not in document.text
    assert [line.kind for line in document.lines][:4] == ["boilerplate", "title", "meta", "lead"]


def test_sentences_of_one_line_are_joined_with_a_space(document: MarkedDocument) -> None:
    assert spans(document, document.sentences)[:2] == [
        "Het waterschap Venen en Plassen stelde op 9 mei het peilbesluit vast.",
        "Niemand is geholpen, aldus Stichting Levend Veen.",
    ]
    assert "peilbesluit vast. Niemand is geholpen" in document.text


def test_glued_sentences_are_joined_without_a_space() -> None:
    document = parse_document(HEADER + "l Dit is zo.\n+~ Dat ook.\n")
    assert document.text == "Dit is zo.Dat ook.\n"
    assert spans(document, document.sentences) == ["Dit is zo.", "Dat ook."]


def test_tags_holder_and_target_stand_before_the_sentence(document: MarkedDocument) -> None:
    criticised = document.sentences[1]
    assert criticised.tags == ("criticism",)
    assert (criticised.holder, criticised.target) == ("Stichting Levend Veen", "het peilbesluit")


def test_a_list_marker_belongs_to_its_sentence(document: MarkedDocument) -> None:
    assert spans(document, document.sentences)[2] == "- Zet het peil in de winter hoger."


def test_entities_have_the_bounds_of_their_brackets(document: MarkedDocument) -> None:
    assert list(zip(spans(document, document.entities), [each.label for each in document.entities], strict=True)) == [
        ("Venen en Plassen", "ORG"),
        ("9 mei", "DATE"),
        ("Stichting Levend Veen", "ORG"),
        ("Groene Hart", "LOC"),
    ]


def test_a_related_title_has_its_topics_and_teaser(document: MarkedDocument) -> None:
    (related,) = document.related
    assert related.topics == (7,)
    assert related.teaser is not None
    assert spans(document, [related.title, related.teaser]) == [
        "Zomerdroogte treft het Groene Hart",
        "Voor het derde jaar op rij.",
    ]


def test_a_teaser_may_have_several_lines() -> None:
    document = parse_document(HEADER + "rt 7: Een\nrx Twee,\nrx en drie.\n")
    (related,) = document.related
    assert related.teaser is not None
    assert spans(document, [related.teaser]) == ["Twee,\nen drie."]


def test_remarks_are_no_part_of_the_document() -> None:
    assert parse_document(HEADER + "# twijfel: lof?\nl Dit is zo.\n").text == "Dit is zo.\n"


def test_literal_brackets_and_backslashes_are_escaped() -> None:
    document = parse_document(HEADER + r"l Zie \[1\], C:\\map en \[[RIVM|ORG]\]." + "\n")
    assert document.text == "Zie [1], C:\\map en [RIVM].\n"
    assert spans(document, document.entities) == ["RIVM"]


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1))
def test_any_sentence_survives_markup_with_the_right_offsets(text: str) -> None:
    sentence = " ".join(text.split()) or "x"
    escaped = "".join(f"\\{c}" if c in "[]\\" else c for c in sentence)
    document = parse_document(f"{HEADER}l {{C}} {escaped}\nb [{escaped}|ORG] besluit.\n")
    assert spans(document, document.sentences) == [sentence, f"{sentence} besluit."]
    assert spans(document, document.entities) == [sentence]


MALFORMED = [
    ("q Geen code.", 7, "a line code and text expected"),
    ("l", 7, "a line code and text expected"),
    (" l Met spatie ervoor.", 7, "a line code and text expected"),
    ("+ Waarbij?", 7, "continues a lead or body line, and none is open"),
    ("t Titel\n+ vervolg", 8, "continues a lead or body line, and none is open"),
    ("l {X} Onbekende letter.", 7, "malformed tags"),
    ("l {RR} Tweemaal.", 7, "a tag is given twice"),
    ('l {R holder="a" holder="b"} Tweemaal.', 7, "holder or target is given twice"),
    ('l {R holder=""} Leeg.', 7, "malformed tags"),
    ("h1 {R} Kop", 7, "only sentences of lead and body lines carry tags"),
    ("l {R}", 7, "a line without text"),
    ("l Het [RIVM|BODY] zegt.", 7, "unknown entity label 'BODY'"),
    ("l Het [RIVM zegt.", 7, "an entity is not closed"),
    ("l Het [RIVM|ORG zegt.", 7, "an entity is not closed"),
    ("l Het [[RIVM|ORG]|ORG] zegt.", 7, "an entity inside an entity"),
    ("l Het [ RIVM|ORG] zegt.", 7, "space at its edge"),
    ("l Het [|ORG] zegt.", 7, "an entity without text"),
    ("l Noot 1] hierbij.", 7, "write '\\]' for a literal bracket"),
    ("l Een C:\\map.", 7, "a lone backslash"),
    ("l Een eind\\", 7, "a lone backslash"),
    ("m Foto: [ANP|ORG]", 7, "meta and boilerplate lines carry no entities"),
    ("rt Zonder code", 7, "starts with its topic codes"),
    ("rt 99: Onbekende code", 7, "one or two different CAP codes expected"),
    ("rx Teaser zonder titel", 7, "a teaser \\('rx'\\) without a title"),
    ("rt 7: Een\nr 3 mei\nrx Drie", 9, "a teaser \\('rx'\\) without a title"),
]


@pytest.mark.parametrize(("body", "line", "cause"), MALFORMED)
def test_malformed_lines_are_refused_with_their_place(body: str, line: int, cause: str) -> None:
    with pytest.raises(MarkupError, match=cause.replace("\\]", r"\\\]") if "write" in cause else cause) as caught:
        parse_document(HEADER + body + "\n", "x.ptm")
    assert str(caught.value).startswith(f"x.ptm:{line}: ")


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("---\n", "", "header line expected"),
        ("id: a\n", "", "header lacks id"),
        ("id: a", "id:", "header key id has no value"),
        ("genre: ngo-news", "genre: ngo-news\ngenre: union", "header line expected"),
        ("genre:", "soort:", "header line expected"),
        ("2023-05-11", "11-05-2023", "date must be YYYY-MM-DD"),
        ("2023-05-11", "2023-02-30", "date must be YYYY-MM-DD"),
        ("21 7", "", "one or two different CAP codes"),
        ("21 7", "21 7 8", "one or two different CAP codes"),
        ("21 7", "7 7", "one or two different CAP codes"),
        ("21 7", "11", "one or two different CAP codes"),
    ],
)
def test_a_malformed_header_is_refused(old: str, new: str, cause: str) -> None:
    with pytest.raises(MarkupError, match=cause):
        parse_document(HEADER.replace(old, new) + "l Dit is zo.\n")


@pytest.mark.parametrize(
    ("source", "cause"), [("", "header line expected"), ("id: a", "does not end with a line '---'")]
)
def test_a_file_without_a_header_is_refused(source: str, cause: str) -> None:
    with pytest.raises(MarkupError, match=cause):
        parse_document(source)


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.ptm"
    path.write_bytes((HEADER + "l Eén.\n").encode("cp1252"))
    with pytest.raises(MarkupError, match=r"a\.ptm:7: not UTF-8 \(byte 0xe9\)"):
        read_document(path)


def test_windows_line_ends_make_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "a.ptm"
    path.write_bytes((HEADER + "l Dit is zo.\n").replace("\n", "\r\n").encode())
    assert read_document(path).text == "Dit is zo.\n"
