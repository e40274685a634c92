"""Annotations scored against gold, layer by layer."""

from pathlib import Path
from typing import Any

import pytest

from policytext.annotation import Annotation
from policytext.evaluation import GoldError, Report, evaluate


def changed(annotation: Annotation, **layers: Any) -> Annotation:
    return Annotation.model_validate({**annotation.to_dict(), **layers})


def plain(annotation: Annotation) -> dict[str, Any]:
    return annotation.to_dict()


def test_the_gold_itself_is_right_in_everything(gold: Path, perfect: Annotation) -> None:
    scores = evaluate(gold, [perfect]).to_dict()
    assert scores["line_kinds"]["accuracy"] == {"value": 1.0, "right": 7, "total": 7}
    assert scores["title"]["value"] == scores["headings"]["f"] == scores["sentence_bounds"]["value"] == 1
    assert scores["sentence_tags"]["macro_f"] == scores["section_tags"]["macro_f"] == 1
    assert scores["entities"]["all"]["f"] == scores["entities_partial"]["all"]["f"] == 1
    assert scores["topics"]["top1"]["value"] == scores["topics"]["top3"]["value"] == 1
    assert scores["related"]["items"]["f"] == scores["related"]["topic_top1"]["value"] == 1
    assert scores["holders"] == {"total": 2, "given": 2, "right": 2}
    assert scores["targets"] == {"total": 1, "given": 1, "right": 1}


def test_a_document_without_annotation_is_listed_and_wrong(gold: Path) -> None:
    report = evaluate(gold, [])
    assert report.missing == ["brief"]
    assert report.structure.lines.value == 0
    assert report.entities.strict_all.missed == 4
    assert report.subjects.top1.value == 0


def test_an_annotation_of_another_text_is_listed_and_wrong(gold: Path, perfect: Annotation) -> None:
    other = changed(perfect, text=perfect.text + "Nog een regel.\n")
    report = evaluate(gold, [other])
    assert report.different == ["brief"]
    assert report.structure.lines.value == 0


def test_space_around_the_whole_text_does_not_matter(gold: Path, perfect: Annotation) -> None:
    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: each + 2 if key in ("start", "end") else moved(each) for key, each in value.items()}
        return [moved(each) for each in value] if isinstance(value, list) else value

    shifted = Annotation.model_validate({**moved(plain(perfect)), "text": "\n\n" + perfect.text})
    assert evaluate(gold, [shifted]).to_dict() == evaluate(gold, [perfect]).to_dict()


@pytest.mark.parametrize(
    "names",
    [
        {"id": "brief"},
        {"id": "ngo/brief"},
        {"id": "7", "source": {"path": "in/ngo/brief.txt", "sha256": "0"}},
    ],
)
def test_annotations_are_found_by_id_by_its_last_part_or_by_file_name(
    gold: Path, perfect: Annotation, names: dict[str, Any]
) -> None:
    assert evaluate(gold, [changed(perfect, **names)]).missing == []


def test_an_id_counts_before_the_last_part_of_another(gold: Path, perfect: Annotation) -> None:
    worse = changed(perfect, id="old/brief", entities=[])
    assert evaluate(gold, [worse, perfect]).entities.strict_all.f == 1


def test_two_annotations_that_fit_one_document_are_refused(gold: Path, perfect: Annotation) -> None:
    with pytest.raises(GoldError, match="2 annotations fit the gold document brief"):
        evaluate(gold, [changed(perfect, id="a/brief"), changed(perfect, id="b/brief")])


def test_consecutive_lines_may_share_a_block(gold: Path, perfect: Annotation) -> None:
    blocks = plain(perfect)["blocks"]
    first, second = blocks[4], blocks[5]
    assert first["kind"] == second["kind"] == "body"
    joined = {**first, "end": second["end"], "text": perfect.text[first["start"] : second["end"]]}
    report = evaluate(gold, [changed(perfect, blocks=[*blocks[:4], joined, *blocks[6:]])])
    assert report.structure.lines.value == 1


def test_a_menu_line_taken_for_a_heading(gold: Path, perfect: Annotation) -> None:
    blocks = plain(perfect)["blocks"]
    blocks[0] = {**blocks[0], "kind": "heading", "level": 1}
    structure = evaluate(gold, [changed(perfect, blocks=blocks)]).structure
    assert (structure.lines.right, structure.lines.total) == (6, 7)
    assert (structure.kinds["heading"].precision, structure.kinds["boilerplate"].recall) == (0.5, 0)
    assert (structure.headings.hits, structure.headings.false) == (1, 1)


def shortened(sentence: dict[str, Any], characters: int) -> dict[str, Any]:
    return {**sentence, "end": sentence["end"] - characters, "text": sentence["text"][:-characters]}


def test_a_wrong_bound_costs_no_tag(gold: Path, perfect: Annotation) -> None:
    sentences = plain(perfect)["sentences"]
    sentences[2] = shortened(sentences[2], 10)
    report = evaluate(gold, [changed(perfect, sentences=sentences)])
    assert report.structure.bounds.value == 3 / 4
    assert report.stance.sentences["recommendation"].f == 1


def test_a_tag_on_less_than_half_of_a_sentence_does_not_count(gold: Path, perfect: Annotation) -> None:
    sentences = plain(perfect)["sentences"]
    lead = sentences[0]
    # One sentence that holds most of the first and reaches a few characters into the second.
    reaching = {**sentences[1], "start": lead["start"], "end": lead["end"] + 6}
    reaching |= {"text": perfect.text[reaching["start"] : reaching["end"]], "holder": None, "target": None}
    criticism = evaluate(gold, [changed(perfect, sentences=[reaching, *sentences[2:]])]).stance.sentences["criticism"]
    assert (criticism.hits, criticism.false, criticism.missed) == (0, 1, 1)


def test_a_tag_outside_the_golds_sentences_is_stray(gold: Path, perfect: Annotation) -> None:
    menu = {"id": "s9.1", "section": "s9", "start": 0, "end": 4, "text": "Menu"}
    menu["tags"] = [{"label": "praise", "score": 0.9}]
    stance = evaluate(gold, [changed(perfect, sentences=[menu, *plain(perfect)["sentences"]])]).stance
    assert stance.stray == 1
    assert not stance.sentences["praise"].occurs


def test_calibration_is_the_distance_of_scores_from_the_share_right(gold: Path, perfect: Annotation) -> None:
    sentences = plain(perfect)["sentences"]
    # Right with 0.8, and wrong with 0.6: 0.2 and 0.6 off, in bins of one each.
    sentences[1]["tags"] = [{"label": "criticism", "score": 0.8}]
    sentences[2]["tags"] = [{"label": "praise", "score": 0.6}]
    report = evaluate(gold, [changed(perfect, sentences=sentences)])
    assert report.stance.calibration.error == pytest.approx(0.4)
    # Of four sentences and three tags, the recommendation that is not listed is wrong with 0.0 besides.
    assert report.stance.calibration_of_every.error == pytest.approx((0.2 + 0.6 + 1.0) / 12)


def test_without_tags_there_is_no_calibration(gold: Path) -> None:
    assert evaluate(gold, []).to_dict()["sentence_tags"]["calibration_error"] is None


def test_a_section_has_the_tag_wherever_in_it_the_evidence_is(gold: Path, perfect: Annotation) -> None:
    sections = plain(perfect)["sections"]
    sections[0]["tags"] = [{"label": "praise", "score": 0.5, "sentences": ["s1.1"]}]
    scores = evaluate(gold, [changed(perfect, sections=sections)]).stance.sections
    assert (scores["praise"].false, scores["criticism"].missed, scores["recommendation"].hits) == (1, 1, 1)


def test_a_name_cut_short_is_partly_right(gold: Path, perfect: Annotation) -> None:
    entities = plain(perfect)["entities"]
    entities[0] = shortened(entities[0], len(" en Plassen"))
    scores = evaluate(gold, [changed(perfect, entities=entities)]).entities
    assert (scores.strict["ORG"].hits, scores.strict["ORG"].false, scores.strict["ORG"].missed) == (1, 1, 1)
    assert scores.partial["ORG"].f == 1


def test_labels_of_the_base_and_names_in_menus_are_passed_over(gold: Path, perfect: Annotation) -> None:
    extra = [
        {"id": "e8", "start": 0, "end": 4, "text": "Menu", "label": "ORG", "score": 0.5},
        {**plain(perfect)["entities"][0], "label": "MONEY"},
    ]
    report = evaluate(gold, [changed(perfect, entities=[*plain(perfect)["entities"], *extra])])
    assert report.entities.strict_all.precision == 1


def test_the_second_topic_first_is_right_and_the_main_one_must_be_in_three(gold: Path, perfect: Annotation) -> None:
    seven = plain(perfect)["topics"][1]
    subjects = evaluate(gold, [changed(perfect, topics=[seven])]).subjects
    assert (subjects.top1.value, subjects.top3.value) == (1, 0)


def test_a_related_article_with_another_title_is_not_found(gold: Path, perfect: Annotation) -> None:
    report = evaluate(gold, [changed(perfect, related=[])])
    assert report.subjects.related.missed == 1
    assert report.subjects.related_top1.value == 0


def test_part_of_a_holders_name_is_right_and_another_name_is_not(gold: Path, perfect: Annotation) -> None:
    sentences = plain(perfect)["sentences"]
    place = sentences[1]["holder"]
    veen = place["end"] - len("Levend Veen")
    sentences[1]["holder"] = {"start": veen, "end": place["end"], "text": "Levend Veen"}
    sentences[2]["holder"] = {"start": 0, "end": 4, "text": "Menu"}
    holders = evaluate(gold, [changed(perfect, sentences=sentences)]).stance.holders
    assert (holders.total, holders.given, holders.right) == (2, 2, 1)


def test_the_table_is_aligned_and_names_what_is_missing(gold: Path) -> None:
    table = evaluate(gold, []).table()
    assert table.startswith("1 documents, 1 missing, 0 of another text\n  missing: brief\n")
    ends = {len(line) for line in table.splitlines()[3:] if line}
    assert len(ends) == 1


def test_an_empty_report_has_a_table_too() -> None:
    assert "0 documents" in Report().table()
