"""Containers that are made to do harm, or are broken: refused with the reason, within a worker's memory and time."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from containers import changed, read_within
from reading import read_one

from policytext.document import UnreadableDocument
from policytext.readers import reader_for_content
from policytext.readers.archive import Archive, Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BODY = "word/document.xml"


@pytest.fixture(scope="module")
def sound() -> bytes:
    """A Word document of one paragraph."""
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph("De raad stemt in.")
    document.save(stream)
    return stream.getvalue()


def refusal(data: bytes, suffix: str = ".docx") -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_one(data, suffix)
    return str(caught.value)


def test_the_container_that_the_others_are_made_of_is_read(sound: bytes) -> None:
    assert read_one(changed(sound), ".docx").text == "De raad stemt in.\n"
    assert read_within(changed(sound), ".docx") == "De raad stemt in.\n\n"


def test_a_member_that_unpacks_to_hundreds_of_times_its_size_is_a_bomb(sound: bytes) -> None:
    bomb = changed(sound, more={"word/media/image1.png": bytes(100_000_000)})

    assert read_within(bomb, ".docx").startswith("refused: the member 'word/media/image1.png' unpacks to more than 200")


def test_markup_larger_than_a_worker_can_hold_is_refused(sound: bytes) -> None:
    # Stored, not packed, so that only the size can give it away.
    large = changed(sound, {BODY: lambda part: part + b" " * 70_000_000}, packed=False)

    assert read_within(large, ".docx") == (
        "refused: the member 'word/document.xml' unpacks to more than 33,554,432 bytes\n"
    )


def test_sizes_are_counted_not_believed(sound: bytes) -> None:
    bomb = changed(sound, more={"word/media/image1.png": bytes(10_000_000)})
    true, false = struct.pack("<I", 10_000_000), struct.pack("<I", 10)
    assert bomb.count(true) == 2  # in the member's own header and in the directory

    assert "damaged or cut-off ZIP container: member 'word/media/image1.png'" in refusal(bomb.replace(true, false))


def test_all_members_together_have_a_limit_too() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        for number in range(3):
            container.writestr(f"{number}.bin", bytes(400))

    with pytest.raises(UnreadableDocument, match="unpacks to more than 1,000 bytes"):
        Archive(stream.getvalue(), Limits(total_bytes=1000))
    with pytest.raises(UnreadableDocument, match="3 files in the container; the limit is 2"):
        Archive(stream.getvalue(), Limits(members=2))
    assert Archive(stream.getvalue()).names == {"0.bin", "1.bin", "2.bin"}


@pytest.mark.parametrize("name", ["../../buiten.txt", "/etc/buiten", "word/../../buiten", "..\\buiten", "C:\\buiten"])
def test_names_that_lead_out_of_the_container_are_refused(sound: bytes, name: str) -> None:
    assert "a name that leads out of it" in refusal(changed(sound, more={name: b"x"}))


def test_a_link_to_another_file_is_refused(sound: bytes) -> None:
    stream = io.BytesIO(sound)
    with zipfile.ZipFile(stream, "a") as container:
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        container.writestr(link, "/etc/passwd")

    assert "a name that leads out of it: 'word/link'" in refusal(stream.getvalue())


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [BODY, "WORD/Document.xml"])
def test_a_member_twice_is_refused(sound: bytes, name: str) -> None:
    assert refusal(changed(sound, more={name: b"<x/>"})) == f"the container holds {name!r} twice"


def test_an_encrypted_member_says_that_it_is_protected(sound: bytes) -> None:
    flagged = bytearray(sound)
    directory = sound.index(b"PK\x01\x02")
    flagged[directory + 8] |= 1

    assert refusal(bytes(flagged)).startswith("protected with a password: the member ")


@pytest.mark.parametrize("share", [0.5, 0.9, 0.999])
def test_a_container_that_is_cut_off_is_damaged(sound: bytes, share: float) -> None:
    assert refusal(sound[: int(share * len(sound))]).startswith("a damaged or cut-off ZIP container")


def test_macros_are_refused(sound: bytes) -> None:
    assert refusal(changed(sound, more={"word/vbaProject.bin": b"x"})) == (
        "holds macros (vbaProject.bin); save it as a Word document without macros (.docx)"
    )


def test_an_external_entity_is_refused_and_the_file_it_names_stays_unread(sound: bytes, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("TOPGEHEIM")
    declaration = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document'.encode()
    attack = changed(
        sound,
        {BODY: lambda part: part.replace(b"<w:document", declaration, 1).replace(b"De raad stemt in.", b"&e; in.")},
    )

    assert refusal(attack) == (
        "the part 'word/document.xml' declares entities (a document type), which Word documents must not"
    )


def test_elements_nested_a_hundred_thousand_deep_are_refused(sound: bytes) -> None:
    nested = b"<w:sdt><w:sdtContent>" * 50_000 + b"</w:sdtContent></w:sdt>" * 50_000
    attack = changed(sound, {BODY: lambda part: part.replace(b"<w:body>", b"<w:body>" + nested)}, packed=False)

    assert read_within(attack, ".docx").startswith("refused: a Word document that is nested too deeply")


@pytest.mark.parametrize("suffix", [".docx", ""])
def test_office_files_with_a_password_and_old_ones_say_so(suffix: str) -> None:
    for stream, reason in (
        ("EncryptedPackage", "protected with a password"),
        ("WordDocument", "not a .docx file: an old Word document (.doc); save it as .docx"),
        ("Workbook", "not a .docx file: an old Excel workbook (.xls)"),
    ):
        data = OLE + stream.encode("utf-16-le") + bytes(512)
        assert refusal(data, suffix or ".docx") == reason
        assert reader_for_content(data).name == "Word"


def test_other_containers_and_other_files_are_no_word_documents(sound: bytes) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        container.writestr("[Content_Types].xml", "<x/>")
        container.writestr("xl/workbook.xml", "<x/>")

    assert refusal(stream.getvalue()) == "no Word document: looks like an Excel workbook"
    assert "does not begin as a ZIP container" in refusal(b"Beste mensen,")
    assert refusal(b"") == "it is empty"
    assert refusal(b"%PDF-1.7") == "it looks like a PDF"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    namespace = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    assert "Strict Open XML" in refusal(changed(sound, {BODY: lambda part: part.replace(namespace, strict)}))


def test_a_word_document_named_txt_is_refused_and_without_a_name_it_is_read(sound: bytes) -> None:
    assert "looks like a ZIP container (Word" in refusal(sound, ".txt")
    assert reader_for_content(sound[:4096]).name == "Word"


@pytest.mark.parametrize(("suffix", "limit"), [(".html", "16,777,216"), (".xml", "33,554,432")])
def test_a_page_too_large_for_a_worker_is_refused_before_it_is_parsed(suffix: str, limit: str) -> None:
    page = b"<kamerstuk><al>Tekst.</al></kamerstuk>" + b" " * 70_000_000

    assert read_within(page, suffix) == (f"refused: 70,000,038 bytes; the limit for a file of this format is {limit}\n")


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    sound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)

    assert refusal(sound) == "Word documents need python-docx; run: pip install 'policytext[office]'"
