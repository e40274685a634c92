"""The component that names who makes a tagged statement (holder) and whom it addresses or judges (target), by rule."""

from __future__ import annotations

import re
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from policytext.pipeline.layers import EntityData, Layers, MentionData, SentenceData, layers
from policytext.pipeline.stateless import Stateless

_VERBS = (
    r"vind(?:t|en)|vond(?:en)?|stel(?:t|len|de|den)|meen(?:t|de)|menen|zeg(?:t|gen)|zei(?:den)?|noem(?:t|en|de|den)"
    r"|ro(?:ept|epen)|riep(?:en)?|pleit(?:en|te|ten)?|advise(?:ert|ren|erde|erden)|beve(?:elt|len)|beval(?:en)?"
    r"|waarschuw(?:t|en|de|den)|concludeer(?:t|de|den)|concluderen|constateer(?:t|de|den)|constateren|juich(?:t|en|te)"
    r"|verwelkom(?:t|en|de|den)|dring(?:t|en)|drong(?:en)?|vraagt|vragen|vroeg(?:en)?|wil|willen|wilde(?:n)?|eist|eisen"
    r"|verzoek(?:t|en)|verzocht(?:en)?|spre(?:ekt|ken)|sprak(?:en)?|schrijft|schrijven|schreef|oordeel(?:t|de)|prij(?:st|zen)"
    r"|maak(?:t|en)|uit(?:en)?|reageer(?:t|de)|is|zijn|benadruk(?:t|ken|te)|hekel(?:t|en|de)|betreur(?:t|en|de)|kritiseert"
)
_SUBJECT_VERB = re.compile(rf"\s*(?:\([^)]*\)\s*)?(?:,[^,]{{0,60}},\s*)?(?:{_VERBS})\b")
_VERB_SUBJECT = re.compile(
    rf"(?:\b(?:{_VERBS})|\b[Vv]olgens|\baldus)\s+(?:(?:de|het|een|ook|directeur|voorzitter|woordvoerder|wethouder|bestuurder|minister|Kamerlid|hoogleraar)\s+)*$"
)
_GENERIC_HOLDER = re.compile(
    r"\b(?:[Vv]olgens|[Aa]ldus)\s+(?P<said>(?:de|het|een)\s+[a-zà-ÿ-]+)"
    rf"|^(?:Ook\s)?(?P<subject>(?:De|Het|de|het)\s(?:[a-zà-ÿ]+\s)?[a-zà-ÿ-]+)\s(?:{_VERBS})\s(?:dat|op|voor|het|de|zich|om|er|blij|kritisch|bezorgd|teleurgesteld|trots)\b"
)
_GENERIC_TARGET = re.compile(
    r"\b(?:[Dd]e|[Hh]et)\s(?:minister|staatssecretaris|regering|kabinet|overheid|gemeente|gemeenten|college|wethouder|raad|provincie"
    r"|rijk|Rijk|inspectie|wet|wetsvoorstel|regeling|maatregel(?:en)?|plan(?:nen)?|beleid|besluit|voorstel|aanpak|uitvoering|toezicht"
    r"|politiek|coalitie|Kamer|fractie|organisatie|sector|bedrijven|scholen|zorgverzekeraars|corporaties|werkgevers|waterschap)\b"
)
_HOLDERS = ("ORG", "PERSON", "MINISTER", "PARTY", "MINISTRY")
_TARGETS = ("MINISTER", "MINISTRY", "ORG", "PARTY", "LAW", "PERSON")
_QUOTED = re.compile(r"^[-–•\s]*[\"“”„«‘']|[\"”»’]\W*$")
_FIRST_PERSON = re.compile(r"\b(?:wij|we|ons|onze|ik|mijn)\b", re.IGNORECASE)


class Opinions(Stateless):
    """Sets `holder` and `target` on tagged sentences of the sentence layer.

    The holder is, in this order: who is named with a verb of saying or judging, or after "volgens"; for a quotation, who
    spoke in the sentence before or after; who the heading says speaks; the author's organisation, where the document
    speaks in the first person or names one holder most. It stays open where none of these is there.
    """

    def __call__(self, doc: Doc) -> Doc:
        found = layers(doc)
        named = [_named_holder(doc.text, sentence, found["entities"]) for sentence in found["sentences"]]
        author = _author(doc.text, found, named)
        for index, sentence in enumerate(found["sentences"]):
            if sentence["tags"]:
                holder = named[index] or _from_context(doc.text, found, named, index) or author
                target = _target(doc.text, sentence, found["entities"], holder)
                if holder:
                    sentence["holder"] = holder
                if target:
                    sentence["target"] = target
        return doc


def _within(sentence: SentenceData, entities: list[EntityData]) -> list[EntityData]:
    return [entity for entity in entities if sentence["start"] <= entity["start"] and entity["end"] <= sentence["end"]]


def _named_holder(text: str, sentence: SentenceData, entities: list[EntityData]) -> MentionData | None:
    for entity in _within(sentence, entities):
        if entity["label"] not in _HOLDERS:
            continue
        after = text[entity["end"] : sentence["end"]]
        before = text[sentence["start"] : entity["start"]]
        if _VERB_SUBJECT.search(before) or (len(before) < 40 and _SUBJECT_VERB.match(after)):
            return {"start": entity["start"], "end": entity["end"]}
    match = _GENERIC_HOLDER.search(text[sentence["start"] : sentence["end"]])
    if match:
        group = "said" if match["said"] else "subject"
        return {"start": sentence["start"] + match.start(group), "end": sentence["start"] + match.end(group)}
    return None


def _from_context(text: str, found: Layers, named: list[MentionData | None], index: int) -> MentionData | None:
    sentences = found["sentences"]
    sentence = sentences[index]
    if _QUOTED.search(text[sentence["start"] : sentence["end"]]):
        for near in (index + 1, index - 1, index - 2):
            if 0 <= near < len(sentences) and sentences[near]["section"] == sentence["section"] and named[near]:
                return named[near]
    heading = found["sections"][sentence["section"]]["heading"]
    if heading is None:
        return None
    block = found["blocks"][heading]
    if not text[block["start"] : block["end"]].rstrip().endswith(":"):
        return None
    speakers = [entity for entity in found["entities"] if block["start"] <= entity["start"] < block["end"]]
    return next(
        ({"start": e["start"], "end": e["end"]} for e in speakers if e["label"] in ("PERSON", "MINISTER")), None
    )


def _author(text: str, found: Layers, named: list[MentionData | None]) -> MentionData | None:
    """Return the organisation that speaks: the one most often named as holder, else the first in a first-person text."""
    organisations = [entity for entity in found["entities"] if entity["label"] in ("ORG", "PARTY")]
    by_place = {(entity["start"], entity["end"]): text[entity["start"] : entity["end"]] for entity in organisations}
    speaking = Counter(
        by_place[place] for holder in named if holder and (place := (holder["start"], holder["end"])) in by_place
    )
    if speaking:
        name = speaking.most_common(1)[0][0]
        return next({"start": start, "end": end} for (start, end), written in by_place.items() if written == name)
    in_first_person = sum(bool(_FIRST_PERSON.search(text, s["start"], s["end"])) for s in found["sentences"])
    if organisations and in_first_person * 5 >= len(found["sentences"]):
        common = Counter(by_place.values()).most_common(1)[0][0]
        return next({"start": start, "end": end} for (start, end), written in by_place.items() if written == common)
    return None


def _target(
    text: str, sentence: SentenceData, entities: list[EntityData], holder: MentionData | None
) -> MentionData | None:
    held = text[holder["start"] : holder["end"]] if holder else None
    candidates: list[tuple[int, MentionData]] = [
        (_TARGETS.index(entity["label"]), {"start": entity["start"], "end": entity["end"]})
        for entity in _within(sentence, entities)
        if entity["label"] in _TARGETS and text[entity["start"] : entity["end"]] != held
    ]
    match = _GENERIC_TARGET.search(text, sentence["start"], sentence["end"])
    if match and (not holder or not match.start() <= holder["start"] < match.end()):
        candidates.append((1, {"start": match.start(), "end": match.end()}))
    return min(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


@Language.factory("policytext_opinions")
def create_opinions(nlp: Language, name: str) -> Opinions:
    return Opinions()
