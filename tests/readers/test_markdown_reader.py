"""Markdown: headings and front matter as hints, the text untouched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import hinted, read_one

from policytext.document import UnreadableDocument


def test_a_single_first_heading_is_the_title_and_the_others_count_from_it() -> None:
    text = "# Meer groen in de stad\n\nInleiding.\n\n## Waarom nu? ##\n\nTekst.\n\n### Cijfers\n\n## Wat wij vragen\n"

    document = read_one(text, ".md")

    assert document.text == text
    assert hinted(document) == [
        ("title", None, "Meer groen in de stad"),
        ("heading", 1, "Waarom nu?"),
        ("heading", 2, "Cijfers"),
        ("heading", 1, "Wat wij vragen"),
    ]
    assert document.line_kinds_complete


def test_several_headings_of_the_first_depth_are_sections_and_none_is_the_title() -> None:
    assert hinted(read_one("# Vraag 1\n\nWat?\n\n# Antwoord 1\n\nDit.\n", ".md")) == [
        ("heading", 1, "Vraag 1"),
        ("heading", 1, "Antwoord 1"),
    ]


def test_depths_that_are_skipped_do_not_skip_levels() -> None:
    assert hinted(read_one("### Eerst\n\n##### Dieper\n\n## Hoger\n\n#### Weer dieper\n", ".md")) == [
        ("heading", 1, "Eerst"),
        ("heading", 2, "Dieper"),
        ("heading", 1, "Hoger"),
        ("heading", 2, "Weer dieper"),
    ]


def test_underlined_headings_count_and_their_underlines_are_no_text() -> None:
    text = "Het nieuwe stelsel\r\n==================\r\n\r\nTekst.\r\n\r\nUitvoering\r\n---\r\n\r\nMeer tekst.\r\n"

    assert hinted(read_one(text, ".md")) == [
        ("title", None, "Het nieuwe stelsel"),
        ("boilerplate", None, "=================="),
        ("heading", 1, "Uitvoering"),
        ("boilerplate", None, "---"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Een alinea.\n\n---\n\nNog een.\n",
        "- punt een\n---\ntekst\n",
        "Een alinea van\ntwee regels\n---\n",
        "| kolom |\n---\n",
        "#hashtag zonder spatie\n",
        "```\n# geen kop\nook niet\n---\n```\n",
        "~~~ python\n# geen kop\n```\n# nog steeds niet\n~~~\n",
        "    # code door inspringing\n",
    ],
)
def test_what_only_looks_like_a_heading_is_none(text: str) -> None:
    document = read_one(text, ".md")

    assert document.hints == ()
    assert not document.line_kinds_complete


def test_headings_after_a_closed_fence_count_again() -> None:
    assert hinted(read_one("```\n# code\n```\n\n## Besluit\n", ".md")) == [("heading", 1, "Besluit")]


def test_front_matter_gives_title_date_and_url_and_is_meta() -> None:
    text = (
        '---\ntitle: "Brief over wonen"\ndate: 16 februari 2021\nurl: https://voorbeeld.nl/brief\n'
        "author: R. de Vries\ntags:\n  - wonen\n---\n\nTekst.\n\n## Kop\n"
    )

    document = read_one(text, ".md")

    assert document.date == "2021-02-16"
    assert document.source.url == "https://voorbeeld.nl/brief"
    assert document.source.metadata == {"date": "16 februari 2021", "author": "R. de Vries"}
    assert hinted(document) == [
        ("meta", None, "---"),
        ("title", None, "Brief over wonen"),
        ("meta", None, "date: 16 februari 2021"),
        ("meta", None, "url: https://voorbeeld.nl/brief"),
        ("meta", None, "author: R. de Vries"),
        ("meta", None, "tags:"),
        ("meta", None, "  - wonen"),
        ("meta", None, "---"),
        ("heading", 1, "Kop"),
    ]


def test_a_title_in_the_text_goes_before_that_of_the_front_matter() -> None:
    kinds = [(kind, text) for kind, _, text in hinted(read_one("---\ntitle: Kort\n---\n# Lang\n", ".md"))]

    assert ("title", "Lang") in kinds
    assert ("meta", "Kort") in kinds


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert hinted(read_one("---\n\nTekst zonder einde van een blok.\n", ".md")) == []


def test_markdown_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no text"):
        read_one("\n\n", ".md")


LINES = st.lists(
    st.sampled_from(["# Een", "## Twee ##", "#### Vier", "Tekst.", "", "===", "---", "```", "~~~~", "- punt", "a: b"]),
    min_size=1,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_hints_are_ordered_apart_and_never_blank_in_any_mixture_of_lines(lines: list[str], end: str) -> None:
    text = end.join([*lines, "slot"])

    document = read_one(text, ".md")

    assert document.text == text
    position = 0
    for hint in document.hints:
        assert position <= hint.start < hint.end
        assert text[hint.start : hint.end].strip() != ""
        assert "\n" not in text[hint.start : hint.end]
        position = hint.end
    levels = [hint.level for hint in document.hints if hint.kind == "heading"]
    assert all(below <= above + 1 for above, below in zip([0, *levels], levels, strict=False))
