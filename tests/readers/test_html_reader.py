"""Web pages: title, main text with headings and lists, related articles; no menus."""

from __future__ import annotations

import pytest
from reading import hinted, read_one

from policytext.document import UnreadableDocument

MAIN = """
<p>De gemeente stelde dinsdag het nieuwe woonbeleid vast na een lang debat in de raad over de gevolgen.</p>
<h2>Wat verandert er?</h2>
<p>Nieuwe projecten krijgen ten minste dertig procent sociale huur, zo staat in het besluit van het college.</p>
<ul><li>Eerst de wijken aan de rand van de stad.</li><li>Daarna het centrum, <b>vanaf 2023</b>.</li></ul>
<h4>Kritiek</h4>
<p>Huurders vinden het te weinig&nbsp;en te laat, want de wachttijd is opgelopen tot gemiddeld elf jaar.</p>
<h2>Hoe verder?</h2>
<p>In het najaar volgt een evaluatie door de rekenkamer, die de raad daarover zal berichten in november.</p>
"""


def page(body: str = MAIN, after: str = "", head: str = "", h1: str = "<h1>Woonbeleid vastgesteld</h1>") -> str:
    """Return a page as sites make them."""
    return f"""<!DOCTYPE html>
<html lang="nl"><head><title>Woonbeleid vastgesteld | Stad</title>
<meta name="author" content="Anna de Wit"><meta property="og:site_name" content="De Stad">
<link rel="canonical" href="https://stad.voorbeeld.nl/woonbeleid">
<meta property="article:published_time" content="2022-05-11T10:00:00+02:00">{head}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/nieuws">Nieuws</a></li></ul></nav>
<div class="cookie-consent"><p>Wij gebruiken cookies om de site te verbeteren.</p></div>
<main><article>{h1}{body}</article>{after}</main>
<footer><p>Contact en openingstijden</p></footer></body></html>"""


def test_a_page_becomes_its_title_and_main_text_with_headings_as_hints() -> None:
    document = read_one(page(), ".html")

    assert document.text == (
        "Woonbeleid vastgesteld\n\n"
        "De gemeente stelde dinsdag het nieuwe woonbeleid vast na een lang debat in de raad over de gevolgen.\n\n"
        "Wat verandert er?\n\n"
        "Nieuwe projecten krijgen ten minste dertig procent sociale huur, zo staat in het besluit van het college.\n\n"
        "- Eerst de wijken aan de rand van de stad.\n"
        "- Daarna het centrum, vanaf 2023.\n\n"
        "Kritiek\n\n"
        "Huurders vinden het te weinig en te laat, want de wachttijd is opgelopen tot gemiddeld elf jaar.\n\n"
        "Hoe verder?\n\n"
        "In het najaar volgt een evaluatie door de rekenkamer, die de raad daarover zal berichten in november.\n"
    )
    assert hinted(document) == [
        ("title", None, "Woonbeleid vastgesteld"),
        ("heading", 1, "Wat verandert er?"),
        ("heading", 2, "Kritiek"),
        ("heading", 1, "Hoe verder?"),
    ]
    assert document.line_kinds_complete


def test_what_the_page_says_of_itself_becomes_metadata() -> None:
    document = read_one(page(), ".html")

    assert document.date == "2022-05-11"
    assert document.source.url == "https://stad.voorbeeld.nl/woonbeleid"
    assert document.source.media_type == "text/html"
    assert document.source.metadata["author"] == "Anna de Wit"
    assert document.source.metadata["sitename"] == "De Stad"


CARDS = """<div class="card"><h3><a href="/a">Huren stijgen opnieuw harder</a></h3><p>De stijging is groter dan
verwacht.</p><a href="/a">Lees meer</a></div>
<div class="card"><h3><a href="/b">Raad kiest voor hoogbouw</a></h3><p>Bewoners zijn verdeeld.</p></div>"""
CARD_LINES = [
    "Huren stijgen opnieuw harder",
    "De stijging is groter dan verwacht.",
    "Raad kiest voor hoogbouw",
    "Bewoners zijn verdeeld.",
]
LIST = """<ul><li><a href="/a">Huren stijgen opnieuw harder</a></li><li><a href="/b">Raad kiest voor hoogbouw</a>
<span>11 mei 2022</span></li></ul>"""
LIST_LINES = ["Huren stijgen opnieuw harder", "Raad kiest voor hoogbouw", "11 mei 2022"]


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        pytest.param(f'<aside class="related"><h2>Lees ook</h2>{CARDS}</aside>', ["Lees ook", *CARD_LINES], id="aside"),
        pytest.param(f'<div id="gerelateerd"><p>Verder</p>{CARDS}</div>', ["Verder", *CARD_LINES], id="Dutch id"),
        pytest.param(f'<section class="moreNews">{CARDS}</section>', CARD_LINES, id="class only, no heading"),
        pytest.param(f"<div><h3>Meer nieuws</h3>{LIST}</div>", ["Meer nieuws", *LIST_LINES], id="heading in a div"),
        pytest.param(
            f'<div><div class="kop"><h3>Ook interessant</h3></div>{LIST}</div>',
            ["Ook interessant", *LIST_LINES],
            id="heading in a box of its own",
        ),
        pytest.param(
            f'<section aria-label="Gerelateerde artikelen">{LIST}</section>', LIST_LINES, id="label of the region"
        ),
        pytest.param(
            f'<div class="x"><div class="rbh">Lees ook</div>{CARDS.replace("h3", "div")}</div>',
            ["Lees ook", *CARD_LINES],
            id="nothing but div elements",
        ),
        pytest.param(
            "<aside><h2>Zie ook</h2><div><h3>Bibliotheek weer open</h3><p>Na zes weken waterschade.</p></div></aside>",
            ["Zie ook", "Bibliotheek weer open", "Na zes weken waterschade."],
            id="cards without links",
        ),
        pytest.param(
            "<p>Lees ook: <a href='/a'>Huren stijgen opnieuw harder</a></p>",
            ["Lees ook: Huren stijgen opnieuw harder"],
            id="one line",
        ),
    ],
)
def test_related_articles_are_kept_after_the_text_in_every_design(block: str, lines: list[str]) -> None:
    without = read_one(page(), ".html")

    document = read_one(page(after=block), ".html")

    assert document.text == without.text + "\n" + "\n".join(lines) + "\n"
    assert [text for kind, _, text in hinted(document) if kind == "related"] == lines


def test_related_links_between_the_paragraphs_of_a_flat_page_are_taken_out_and_the_text_after_them_stays() -> None:
    body = MAIN.replace("<h2>Hoe verder?</h2>", f"<h4>Lees ook</h4>{LIST}<h2>Hoe verder?</h2>")

    document = read_one(page(body), ".html")

    assert document.text.endswith("\n\n" + "\n".join(["Lees ook", *LIST_LINES]) + "\n")
    assert "evaluatie door de rekenkamer" in document.text


@pytest.mark.parametrize(
    "section",
    [
        "<section><h2>Aanbevolen maatregelen</h2><p>De commissie wijst op het <a href='/r'>rapport over huren</a> en"
        " vraagt om een besluit voor de zomer, zodat de begroting kan worden aangepast.</p></section>",
        "<aside><p>In cijfers: elf jaar wachttijd, dertig procent sociale huur en geen enkele nieuwe woning in 2021,"
        " aldus het bureau.</p></aside>",
        "<section class='correlated'><h2>Samenhang</h2><p>De wachttijd hangt samen met de"
        " <a href='/b'>bouw van woningen</a> in de regio en daarbuiten, zo blijkt uit het onderzoek.</p></section>",
    ],
)
def test_sections_of_the_text_are_no_related_articles(section: str) -> None:
    document = read_one(page(MAIN + section), ".html")

    assert [kind for kind, _, _ in hinted(document) if kind == "related"] == []


def test_menus_cookie_notices_and_footers_are_left_out() -> None:
    text = read_one(page(after=f'<aside class="related"><h2>Lees ook</h2>{CARDS}</aside>'), ".html").text

    for furniture in ("Home", "cookies", "Contact en openingstijden", "Lees meer"):
        assert furniture not in text


def test_the_title_comes_from_the_metadata_where_the_page_has_no_headline() -> None:
    document = read_one(page(h1=""), ".html")

    assert hinted(document)[0][0] == "title"
    assert hinted(document)[0][2].startswith("Woonbeleid vastgesteld")


def test_a_title_among_the_first_lines_is_taken_without_the_name_of_the_site() -> None:
    document = read_one(page("<div><b>Woonbeleid vastgesteld</b></div>" + MAIN, h1=""), ".html")

    assert hinted(document)[0] == ("title", None, "Woonbeleid vastgesteld")
    assert document.text.count("Woonbeleid vastgesteld") == 1


def test_a_page_without_heading_elements_leaves_it_open_where_its_headings_are() -> None:
    body = MAIN.replace("h2>", "p>").replace("h4>", "p>")

    assert not read_one(page(body), ".html").line_kinds_complete


@pytest.mark.parametrize(
    "furniture",
    [
        '<p class="kruimel">Bestuur &gt; College &gt; Nieuws</p>',
        '<div class="deel-knoppen"><span>Deel deze pagina op het netwerk van uw keuze</span></div>',
        '<div id="nieuwsbrief"><p>Meld u aan voor onze nieuwsbrief en blijf op de hoogte.</p></div>',
    ],
)
def test_furniture_with_a_dutch_name_is_left_out(furniture: str) -> None:
    assert read_one(page(furniture + MAIN), ".html").text == read_one(page(), ".html").text


def test_content_with_a_name_of_furniture_stays() -> None:
    assert read_one(page(f'<div class="deel-1">{MAIN}</div>'), ".html").text == read_one(page(), ".html").text


def test_cells_of_a_table_row_stay_apart() -> None:
    table = "<table><tr><th>Jaar</th><th>Woningen</th></tr><tr><td>2021</td><td>340</td></tr></table>"

    assert "\nJaar | Woningen\n" in read_one(page(MAIN + table), ".html").text


@pytest.mark.parametrize(
    ("declared", "encoding", "name"),
    [
        ("iso-8859-1", "cp1252", "cp1252"),
        ("windows-1252", "cp1252", "cp1252"),
        ("iso-8859-15", "iso-8859-15", "iso8859-15"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("geen-codering", "cp1252", "cp1252"),
    ],
)
def test_the_encoding_is_what_the_bytes_and_the_declaration_allow(declared: str, encoding: str, name: str) -> None:
    html = page(MAIN.replace("Huurders", "Één groep huurders – € 500 –")).replace("–", "-")
    data = html.replace("<head>", f'<head><meta charset="{declared}">').encode(encoding)

    document = read_one(data, ".html")

    assert "Één groep huurders - € 500" in document.text
    assert document.source.encoding == name


def test_utf16_pages_are_read() -> None:
    assert "sociale huur" in read_one(page().encode("utf-16"), ".html").text


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"<!DOCTYPE html><html><head><title>Leeg</title></head><body></body></html>", "without main text"),
        (b"<html><body><script>var x = 1;</script></body></html>", "without main text"),
        (b"", "no text"),
        (b"%PDF-1.7", "looks like a PDF"),
        (b'<html><meta charset="koi8-r"><body>\x00</body></html>', "a zero byte"),
        (b'<html><meta charset="utf-8"><body>goed \xc3\xa9 en fout \xe9 fout</body></html>', "damaged UTF-8"),
    ],
)
def test_pages_without_text_are_refused_with_their_cause(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableDocument, match=cause):
        read_one(data, ".html")


def test_deep_nesting_is_no_crash() -> None:
    body = "<div>" * 5_000 + MAIN + "</div>" * 5_000

    assert read_one(page(body), ".html").text.startswith("Woonbeleid vastgesteld")
