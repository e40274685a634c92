"""What a report holds: offsets for browsers, actors, columns, chunks, and a page that nothing can break out of."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import bare, dijk, report, zorg

import policytext.report.page as page_module
from policytext.report import EmptyReportError
from policytext.report.chunks import Chunks
from policytext.report.index import Index
from policytext.report.offsets import Utf16Offsets
from policytext.report.page import inert, page
from policytext.report.reading import reading_view


def index_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="index">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def chunks_of(text: str) -> list[Any]:
    found = re.findall(r'<script type="application/octet-stream" id="chunk-\d+">(.*?)</script>', text)
    return [document for chunk in found for document in json.loads(gzip.decompress(base64.b64decode(chunk)))]


@given(st.text(), st.data())
def test_offsets_are_those_of_utf_16(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset].encode("utf-16-le", "surrogatepass")
    assert Utf16Offsets(text)(offset) == len(before) // 2


def test_a_name_with_a_link_is_one_actor_in_all_documents() -> None:
    index = Index()
    for name in ("a", "b"):
        index.add(zorg(id=name))
    actors = index.actors.columns()
    assert actors["names"].count("Nederlandse Zorgautoriteit") == 1
    assert actors["links"][actors["names"].index("Nederlandse Zorgautoriteit")] == "policytext:nza"


def test_a_target_that_is_no_entity_is_an_actor_without_its_article() -> None:
    index = Index()
    index.add(dijk())
    assert "peilbesluit" in index.actors.columns()["names"]


def test_columns_say_who_is_tagged_and_by_whom() -> None:
    index = Index()
    index.add(dijk())
    told = json.loads(index.json("Run", [0], []))
    names = told["actors"]["names"]
    (row,) = told["documents"]
    sides = [(told["labels"][label], names[holder], names[target]) for label, holder, target, *_ in row[5]]
    assert sides == [
        ("criticism", "Stichting Levend Veen", "peilbesluit"),
        ("recommendation", "Stichting Levend Veen", "Christianne van der Wal"),
        ("praise", "Stichting Levend Veen", "Venen en Plassen"),
    ]
    assert row[4] == [[21, 1.0], [7, 1.0]]


def test_a_reading_view_holds_the_spans_that_a_browser_cuts_out() -> None:
    index, annotation = Index(), dijk()
    view = reading_view(annotation, index.add(annotation), index)
    units = annotation.text.encode("utf-16-le")
    entities = [units[2 * start : 2 * end].decode("utf-16-le") for start, end in (e["at"] for e in view["entities"])]
    assert entities == [entity.text for entity in annotation.entities]


def test_chunks_hold_every_document_in_order() -> None:
    stream = io.BytesIO()
    chunks = Chunks(stream)
    views = [{"text": f"{number} " + "water " * 20_000} for number in range(5)]
    for view in views:
        chunks.add(view)
    chunks.flush()
    assert chunks.first == [0, 2, 4]
    assert chunks_of(stream.getvalue().decode("ascii")) == views


@pytest.mark.parametrize("text", ["</script><script>", "<!--", "]]>", "&amp;", "\u2028\u2029", "<\\u0041"])
def test_inert_json_is_the_same_json_without_markup(text: str) -> None:
    data = json.dumps({"text": text}, ensure_ascii=False)
    assert json.loads(inert(data)) == {"text": text}
    assert not re.search("[<>&\u2028\u2029]", inert(data))


def test_what_looks_like_a_place_of_the_template_stays_as_it_is() -> None:
    head, _ = page("{{script}} & {{chunks}}", "{}")
    assert "<title>{{script}} &amp; {{chunks}}</title>" in head


def test_the_policy_allows_our_own_script_and_style_alone(tmp_path: Path) -> None:
    text = report(tmp_path, [dijk()]).path.read_text(encoding="utf-8")
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", text)


def test_a_report_holds_every_document_and_failure(tmp_path: Path) -> None:
    failure = {"id": "kapot", "source": "kapot.txt", "stage": "read", "error": "UnreadableDocument", "message": "leeg"}
    written = report(tmp_path, [dijk(), zorg(), bare("")], [failure])
    text = written.path.read_text(encoding="utf-8")
    assert [row[0] for row in index_of(text)["documents"]] == ["ngo-dijk", "kamer-zorg", "kaal"]
    assert index_of(text)["failures"] == [failure]
    assert [view["text"] for view in chunks_of(text)] == [dijk().text, zorg().text, ""]
    assert (written.documents, written.failures, written.bytes) == (3, 1, written.path.stat().st_size)


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    first = report(tmp_path, [dijk(), zorg()]).path.read_bytes()
    assert report(tmp_path, [dijk(), zorg()]).path.read_bytes() == first


def test_without_annotations_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(EmptyReportError):
        report(tmp_path, [])
    assert list(tmp_path.iterdir()) == []


def test_every_module_of_the_page_is_in_it() -> None:
    assets = [path.name for path in Path(page_module.__file__).with_name("assets").iterdir()]
    assert sorted(assets) == sorted([*page_module.SCRIPTS, *page_module.STYLES, "page.html"])


def test_our_own_script_and_styles_end_no_element() -> None:
    assert not re.search("<!--|</s", page_module.scripts())
    assert "<" not in page_module.styles()
