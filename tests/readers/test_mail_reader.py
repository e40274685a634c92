"""E-mail: the subject is the title, correspondents are meta, what is quoted is not what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from containers import read_within
from reading import hinted, read_one

from policytext.document import Document, UnreadableDocument
from policytext.readers import reader_for_content

FILES = Path(__file__).parent / "files" / "office"
HEAD = "From: Anna <anna@voorbeeld.example>\nTo: Bram <bram@voorbeeld.example>\nSubject: Het plan\n"


def read_file(name: str) -> Document:
    return read_one((FILES / name).read_bytes(), ".eml")


def kinds(text: str) -> list[tuple[str, str]]:
    """Return the lines of a mail with this text after its headers, and the kinds that are known of them."""
    document = read_one(f"{HEAD}\n{text}", ".eml")
    known = {document.text[hint.start : hint.end]: hint.kind for hint in document.hints}
    return [(known.get(line, "-"), line) for line in document.text.split("\n")[4:] if line]


def refusal(data: bytes | str) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_one(data, ".eml")
    return str(caught.value)


def test_an_answer_is_read_without_the_mail_it_answers() -> None:
    document = read_file("answer.eml")

    assert document.text == (
        "Re: Inkoop jeugdhulp – onze reactie\n\n"
        "From: Joris van Ommeren <joris@jeugdinzicht.example>\n"
        "To: Hanneke Prins <h.prins@gemeente.example>, Zoë Baars <z.baars@gemeente.example>\n"
        "Date: Tue, 04 Apr 2023 23:30:05 +0200\n\n"
        "Beste Hanneke,\n\n"
        "Dank voor je vraag over de nieuwe opzet van de jeugdhulp. Ik vind dat de gemeente te laat is begonnen met de "
        "inkoop; dat moet volgend jaar echt anders.\n\n"
        "Wat wij voorstellen:\n- begin in februari met de gesprekken\n- leg de tarieven voor twee jaar vast\n\n"
        "Met vriendelijke groet,\nJoris\n\n"
        "--\nJoris van Ommeren\nStichting Jeugd in Zicht, Amersfoort\n\n"
        "Op ma 3 april 2023 om 10:12 schreef Hanneke Prins <h.prins@gemeente.example>:\n"
        "> Beste Joris,\n> Wat vinden jullie van de plannen?\n"
        "Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.\n"
    )
    assert hinted(document) == [
        ("title", None, "Re: Inkoop jeugdhulp – onze reactie"),
        ("meta", None, "From: Joris van Ommeren <joris@jeugdinzicht.example>"),
        ("meta", None, "To: Hanneke Prins <h.prins@gemeente.example>, Zoë Baars <z.baars@gemeente.example>"),
        ("meta", None, "Date: Tue, 04 Apr 2023 23:30:05 +0200"),
        ("meta", None, "--"),
        ("meta", None, "Joris van Ommeren"),
        ("meta", None, "Stichting Jeugd in Zicht, Amersfoort"),
        ("boilerplate", None, "Op ma 3 april 2023 om 10:12 schreef Hanneke Prins <h.prins@gemeente.example>:"),
        ("boilerplate", None, "> Beste Joris,"),
        ("boilerplate", None, "> Wat vinden jullie van de plannen?"),
        ("boilerplate", None, "Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde."),
    ]


def test_a_mail_says_who_wrote_it_to_whom_and_when() -> None:
    document = read_file("answer.eml")

    assert document.date == "2023-04-04"  # in the sender's own time zone
    assert document.source.media_type == "message/rfc822"
    assert document.source.metadata == {
        "title": "Re: Inkoop jeugdhulp – onze reactie",
        "author": "Joris van Ommeren <joris@jeugdinzicht.example>",
        "to": "Hanneke Prins <h.prins@gemeente.example>, Zoë Baars <z.baars@gemeente.example>",
        "date": "2023-04-04T23:30:05+02:00",
        "message_id": "<20230404.1@jeugdinzicht.example>",
    }


def test_a_mail_in_html_has_the_headings_and_lists_of_its_page() -> None:
    document = read_file("newsletter.eml")

    assert document.text.endswith(
        "Nieuwe regels voor de binnenvaart\n\n"
        "De provincie wil dat schepen vanaf volgend jaar walstroom gebruiken. Dat scheelt veel uitstoot in de "
        "havens.\n\n"
        "Wat verandert er?\n\n- Generatoren gaan uit aan de kade\n- Elke haven krijgt een aansluiting\n\n"
        "Wij vinden dat een goed plan, maar de kosten mogen niet bij de schippers terechtkomen.\n\n"
        "Kun je hier iets over schrijven?\n"
    )
    assert [line for line in hinted(document) if line[0] != "meta"] == [
        ("title", None, "Nieuwsbrief mei"),
        ("heading", 1, "Nieuwe regels voor de binnenvaart"),
        ("heading", 2, "Wat verandert er?"),
        ("boilerplate", None, "Kun je hier iets over schrijven?"),
    ]
    assert document.line_kinds_complete
    assert document.source.metadata["attachments"] == ["havens 2023.csv"]


def test_windows_1252_is_read_in_text_and_in_headers_that_should_not_hold_it() -> None:
    document = read_file("windows-1252.eml")

    assert document.text.startswith("Geïnde heffingen in de polder\n\nFrom: Renée Couërs <r.couers@water.example>\n")
    assert document.text.endswith("Het tarief stijgt met € 4,50. Dat is “te veel”, vindt de coöperatie.\n")
    assert document.source.encoding == "cp1252"
    assert document.source.metadata["attachments"] == ["tarieven.pdf"]
    assert document.date == "2019-11-14"


def test_quotations_between_answers_are_told_from_the_answers() -> None:
    assert kinds("> Komt er een raadsbrief?\nJa, in mei.\n> En het budget?\nDat volgt.\n") == [
        ("boilerplate", "> Komt er een raadsbrief?"),
        ("-", "Ja, in mei."),
        ("boilerplate", "> En het budget?"),
        ("-", "Dat volgt."),
    ]


@pytest.mark.parametrize(
    "mark",
    ["", "-----Oorspronkelijk bericht-----\n", "________________________________\n", "--- Original Message ---\n"],
)
def test_what_stands_below_an_earlier_mails_headers_is_that_mail(mark: str) -> None:
    earlier = f"{mark}Van: Bram\nVerzonden: maandag 3 april 2023\nAan: Anna\nOnderwerp: Het plan\n\nWat vind je?\n"

    found = kinds(f"Ik ben het eens met het voorstel.\n\n{earlier}")

    assert found[0] == ("-", "Ik ben het eens met het voorstel.")
    assert {kind for kind, _ in found[1:]} == {"boilerplate"}
    assert found[-1] == ("boilerplate", "Wat vind je?")


def test_a_mail_that_is_passed_on_is_text() -> None:
    passed_on = "---------- Doorgestuurd bericht ----------\nVan: Cor\nDatum: 3 april 2023\nOnderwerp: Zorg\n\n"

    assert kinds(f"Ter informatie.\n\n{passed_on}De wachtlijsten zijn te lang.\n") == [
        ("-", "Ter informatie."),
        ("meta", "---------- Doorgestuurd bericht ----------"),
        ("meta", "Van: Cor"),
        ("meta", "Datum: 3 april 2023"),
        ("meta", "Onderwerp: Zorg"),
        ("-", "De wachtlijsten zijn te lang."),
    ]


@pytest.mark.parametrize(("subject", "kind"), [("FW: Zorg", "-"), ("Fwd: Zorg", "-"), ("RE: Zorg", "boilerplate")])
@pytest.mark.parametrize(
    ("kind_of_text", "line_end"), [("text/plain", "\n"), ("text/html", "<br>\n")], ids=["plain", "page"]
)
def test_of_an_earlier_mail_below_its_headers_the_subject_says_whether_it_is_passed_on(
    kind_of_text: str, line_end: str, subject: str, kind: str
) -> None:
    lines = ["Ter informatie.", "", "Van: Cor", "Verzonden: maandag 3 april 2023", "Aan: Anna", "Onderwerp: Zorg", ""]
    text = line_end.join([*lines, "De wachtlijsten zijn te lang.", ""])
    document = read_one(f"From: a@b.example\nSubject: {subject}\nContent-Type: {kind_of_text}\n\n{text}", ".eml")

    marked = {text: kind for kind, _, text in hinted(document)}
    assert marked["Van: Cor"] == ("meta" if kind == "-" else "boilerplate")
    assert marked.get("De wachtlijsten zijn te lang.", "-") == kind
    assert "Ter informatie." not in marked


def test_an_announcement_on_two_lines_goes_with_its_quotation() -> None:
    assert kinds(
        "Prima.\n\nOp dinsdag 4 april 2023 om 09:00 schreef\nBram de Wit <bram@voorbeeld.example>:\n> Akkoord?\n"
    ) == [
        ("-", "Prima."),
        ("boilerplate", "Op dinsdag 4 april 2023 om 09:00 schreef"),
        ("boilerplate", "Bram de Wit <bram@voorbeeld.example>:"),
        ("boilerplate", "> Akkoord?"),
    ]


def test_flowed_lines_go_on_and_the_lines_of_an_address_do_not() -> None:
    flowed = read_one(
        f"{HEAD}Content-Type: text/plain; format=flowed\n\nDe raad vergadert \nop maandag.\nStadhuis\nMarkt 1\n", ".eml"
    )

    assert flowed.text.endswith("De raad vergadert op maandag.\nStadhuis\nMarkt 1\n")
    assert kinds("Stadhuis\nMarkt 1\n") == [("-", "Stadhuis"), ("-", "Markt 1")]


def test_parts_of_text_around_an_attachment_are_both_read() -> None:
    document = read_one(
        f'{HEAD}Content-Type: multipart/mixed; boundary="g"\n\n--g\nContent-Type: text/plain\n\nEerst dit.\n--g\n'
        'Content-Type: image/png; name="kaart.png"\n\nx\n--g\nContent-Type: text/plain\n\nDan dat.\n--g--\n',
        ".eml",
    )

    assert document.text.endswith("Eerst dit.\n\nDan dat.\n")
    assert document.source.metadata["attachments"] == ["kaart.png"]


def test_an_unknown_charset_is_taken_for_what_its_bytes_are_and_a_wrong_one_is_refused() -> None:
    unknown = f"{HEAD}Content-Type: text/plain; charset=klingon\n\nCafés open.\n".encode()
    wrong = f"{HEAD}Content-Type: text/plain; charset=koi8-r\n\nCafés open.\n".encode()
    damaged = f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n".encode() + b"Caf\xe9s en \xc3\xa9\xc3\xa9n.\n"

    assert read_one(unknown, ".eml").text.endswith("Cafés open.\n")
    assert read_one(wrong, ".eml").text.endswith("Cafés open.\n")
    assert refusal(damaged) == "declared as utf-8, but byte 0xe9 at byte 3 does not fit"


def test_a_mail_without_text_is_refused() -> None:
    assert refusal(f"{HEAD}Content-Type: application/pdf; name=x.pdf\n\nJVBERi0=\n") == (
        "a mail without text, only attachments"
    )
    assert refusal(f"{HEAD}\n \n") == "a mail without text"
    assert refusal(f'{HEAD}Content-Type: multipart/encrypted; boundary="g"\n\n--g\n\nx\n--g--\n') == "an encrypted mail"
    assert "begins without the headers" in refusal("Beste mensen,\n\nDit is geen mail.\n")
    assert refusal("") == "an empty file"


def nested(depth: int) -> str:
    opened = "".join(f'Content-Type: multipart/mixed; boundary="g{n}"\n\n--g{n}\n' for n in range(depth))
    closed = "".join(f"--g{n}--\n" for n in reversed(range(depth)))
    return f"{HEAD}{opened}Content-Type: text/plain\n\nDiep verborgen.\n{closed}"


def test_parts_in_parts_are_read_as_deep_as_mails_have_them() -> None:
    assert read_one(nested(20), ".eml").text.endswith("Diep verborgen.\n")
    assert refusal(nested(80)) == "parts nested more than 50 deep"
    assert read_within(nested(10_000).encode(), ".eml").startswith("refused: parts or comments nested too deeply")


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        (
            f"{HEAD}Content-Type: text/plain; {'a=b; ' * 50_000}\n\nTekst.\n",
            "a header Content-Type of 250,012 characters",
        ),
        (f"{HEAD}Content-Disposition: inline; x={'((' * 900}\n\nTekst.\n", "parts or comments nested too deeply"),
        (
            f'{HEAD}Content-Type: multipart/mixed; boundary="g"\n\n' + "--g\n\nx\n" * 5_000 + "--g--\n",
            "5,001 parts; the limit is 1,000",
        ),
    ],
)
def test_mails_made_to_take_long_are_refused(hostile: str, reason: str) -> None:
    assert read_within(hostile.encode(), ".eml").startswith(f"refused: {reason}")


def test_long_headers_and_long_texts_take_no_longer_than_their_length() -> None:
    addresses = "To: " + "a@voorbeeld.example, " * 20_000 + "\n"
    lines = "> Ja.\nNee.\n\n" * 50_000

    assert read_within(f"{addresses}{HEAD}\n{lines}".encode(), ".eml").rstrip().endswith("Nee.")


@pytest.mark.parametrize(
    "head",
    [
        b"From: a@b.example\nTo: c@d.example\nSubject: Plan\n\nTekst",
        b"Return-Path: <a@b.example>\r\nReceived: from x\r\n\tby y\r\nDate: nu\r\n",
        b"From a@b.example Mon Apr 3\nFrom: a@b.example\nTo: c@d.example\nSubject: Plan\n",
    ],
)
def test_content_of_a_mail_is_known_without_a_suffix(head: bytes) -> None:
    assert reader_for_content(head).name == "e-mail"


def test_a_letter_with_an_address_is_no_mail() -> None:
    assert reader_for_content(b"Aan: de raad\nDatum: 3 april\nBetreft: plan\n").name == "text"
