"""`policytext annotate` on a folder with a file of every format, some of them hostile."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

FILES = Path(__file__).parents[1] / "readers" / "files" / "office"
NAMES = ("memorandum.docx", "report.odt", "answer.eml", "kamerstuk.xml", "handelingen.xml")


def test_a_folder_of_all_formats_is_annotated_and_what_is_hostile_costs_itself(tmp_path, policytext) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    for name in NAMES:
        shutil.copy(FILES / name, folder)
    shutil.copy(FILES / "report.odt", tmp_path / "zonder-achtervoegsel")
    (folder / "kapot.docx").write_bytes((FILES / "memorandum.docx").read_bytes()[:5000])
    (folder / "feed.xml").write_text("<rss/>", encoding="utf-8")

    result = policytext("annotate", "map", "zonder-achtervoegsel", "-o", "uit")

    assert result.returncode == 1
    assert b"6 documents annotated, 2 failed" in result.stderr
    errors = [json.loads(line) for line in (tmp_path / "uit" / "errors.jsonl").read_text("utf-8").splitlines()]
    assert {error["source"]: error["message"].split(":")[0] for error in errors} == {
        "map/kapot.docx": "a damaged or cut-off ZIP container",
        "map/feed.xml": "XML with the root <rss>",
    }
    written = {name: json.loads((tmp_path / "uit" / f"{name}.json").read_bytes()) for name in NAMES}
    assert written["kamerstuk.xml"]["date"] == "2022-11-03"
    assert written["kamerstuk.xml"]["source"]["metadata"]["document_number"] == "99123, nr. 18"
    assert written["answer.eml"]["source"]["metadata"]["author"] == "Joris van Ommeren <joris@jeugdinzicht.example>"
    [first, *_] = written["handelingen.xml"]["source"]["metadata"]["speakers"]
    assert written["handelingen.xml"]["text"][first["start"] : first["end"]].startswith("De voorzitter:")
    assert written["memorandum.docx"]["text"].startswith("Veilig op de fiets door Oosterveen\n")
    assert written["report.odt"]["source"]["media_type"] == "application/vnd.oasis.opendocument.text"


def test_a_word_document_on_standard_input_is_known_by_its_content(tmp_path, policytext) -> None:
    result = policytext("annotate", "-", "-o", "uit", stdin=(FILES / "memorandum.docx").read_bytes())

    assert result.returncode == 0, result.stderr.decode()
    [annotation] = [path for path in (tmp_path / "uit").glob("*.json") if path.name != "run.json"]
    assert json.loads(annotation.read_bytes())["text"].startswith("Veilig op de fiets door Oosterveen\n")
