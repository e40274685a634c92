"""The component that names who makes a tagged statement (holder) and whom it addresses or judges (target), by rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from spacy.language import Language

from policytext.pipeline.draft import Draft
from policytext.pipeline.layers import EntityData, Layers, MentionData, SentenceData
from policytext.pipeline.stateless import Stateless

_VERBS = (
    r"vind(?:t|en)|vond(?:en)?|stel(?:t|len|de|den)|meen(?:t|de)|menen|zeg(?:t|gen)|zei(?:den)?|noem(?:t|en|de|den)"
    r"|ro(?:ept|epen)|riep(?:en)?|pleit(?:en|te|ten)?|advise(?:ert|ren|erde|erden)|beve(?:elt|len)|beval(?:en)?"
    r"|waarschuw(?:t|en|de|den)|concludeer(?:t|de|den)|concluderen|constateer(?:t|de|den)|constateren"
    r"|juich(?:t|en|te)|verwelkom(?:t|en|de|den)|dring(?:t|en)|drong(?:en)?|vraagt|vragen|vroeg(?:en)?|wil|willen"
    r"|wilde(?:n)?|eist|eisen|verzoek(?:t|en)|verzocht(?:en)?|spre(?:ekt|ken)|sprak(?:en)?|schrijft|schrijven|schreef"
    r"|oordeel(?:t|de)|prij(?:st|zen)|maak(?:t|en)|uit(?:en)?|reageer(?:t|de)|is|zijn|benadruk(?:t|ken|te)"
    r"|hekel(?:t|en|de)|betreur(?:t|en|de)|kritiseert"
)
_SUBJECT_VERB = re.compile(rf"\s*(?:\([^)]*\)\s*)?(?:,[^,]{{0,60}},\s*)?(?:{_VERBS})\b")
_VERB_SUBJECT = re.compile(
    rf"(?:\b(?:{_VERBS})|\b[Vv]olgens|\baldus)\s+"
    r"(?:(?:de|het|een|ook|directeur|voorzitter|woordvoerder|wethouder|bestuurder|minister|Kamerlid|hoogleraar)\s+)*$"
)
_GENERIC_HOLDER = re.compile(
    r"\b(?:[Vv]olgens|[Aa]ldus)\s+(?P<said>(?:de|het|een)\s+[a-zà-ÿ-]+)"
    rf"|^(?:Ook\s)?(?P<subject>(?:De|Het|de|het)\s(?:[a-zà-ÿ]+\s)?[a-zà-ÿ-]+)\s(?:{_VERBS})\s"
    r"(?:dat|op|voor|het|de|zich|om|er|blij|kritisch|bezorgd|teleurgesteld|trots)\b"
)
_GENERIC_TARGET = re.compile(
    r"\b(?:[Dd]e|[Hh]et)\s(?:minister|staatssecretaris|regering|kabinet|overheid|gemeente|gemeenten|college|wethouder"
    r"|raad|provincie|rijk|Rijk|inspectie|wet|wetsvoorstel|regeling|maatregel(?:en)?|plan(?:nen)?|beleid|besluit"
    r"|voorstel|aanpak|uitvoering|toezicht|politiek|coalitie|Kamer|fractie|organisatie|sector|bedrijven|scholen"
    r"|zorgverzekeraars|corporaties|werkgevers|waterschap)\b"
)
_HOLDERS = ("ORG", "PERSON", "MINISTER", "PARTY", "MINISTRY")
_TARGETS = ("MINISTER", "MINISTRY", "ORG", "PARTY", "LAW", "PERSON")
_QUOTED = re.compile(r"^[-–•\s]*[\"“”„«‘']|[\"”»’]\W*$")
_FIRST_PERSON = re.compile(r"\b(?:wij|we|ons|onze|ik|mijn)\b", re.IGNORECASE)


class Opinions(Stateless):
    """Sets `holder` and `target` on tagged sentences of the sentence layer.

    The holder is, in this order: who is named with a verb of saying or judging, or after "volgens"; for a quotation,
    who spoke in the sentence before or after; who the heading says speaks; the author's organisation, where the
    document speaks in the first person or names one holder most. It stays open where none of these is there.
    """

    def annotate(self, draft: Draft) -> None:
        text, found = draft.text, draft.layers
        inside = [_within(sentence, found["entities"]) for sentence in found["sentences"]]
        named = [_named_holder(text, sentence, own) for sentence, own in zip(found["sentences"], inside, strict=True)]
        author = _author(text, found, named)
        for index, sentence in enumerate(found["sentences"]):
            if sentence["tags"]:
                holder = named[index] or _from_context(text, found, named, index) or author
                target = _target(text, sentence, inside[index], holder)
                if holder:
                    sentence["holder"] = holder
                if target:
                    sentence["target"] = target


def _within(sentence: SentenceData, entities: list[EntityData]) -> list[EntityData]:
    first = bisect_left(entities, sentence["start"], key=lambda entity: entity["start"])
    last = bisect_left(entities, sentence["end"], key=lambda entity: entity["start"])
    return [entity for entity in entities[first:last] if entity["end"] <= sentence["end"]]


def _mention(start: int, end: int) -> MentionData:
    return {"start": start, "end": end}


def _named_holder(text: str, sentence: SentenceData, entities: list[EntityData]) -> MentionData | None:
    for entity in entities:
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
    people = (_mention(e["start"], e["end"]) for e in speakers if e["label"] in ("PERSON", "MINISTER"))
    return next(people, None)


def _author(text: str, found: Layers, named: list[MentionData | None]) -> MentionData | None:
    """Return the organisation that speaks: most often named as holder, else most often named in a first-person text."""
    organisations = [entity for entity in found["entities"] if entity["label"] in ("ORG", "PARTY")]
    by_place = {(entity["start"], entity["end"]): text[entity["start"] : entity["end"]] for entity in organisations}
    speaking = Counter(
        by_place[place] for holder in named if holder and (place := (holder["start"], holder["end"])) in by_place
    )
    if speaking:
        name = speaking.most_common(1)[0][0]
        return next(_mention(start, end) for (start, end), written in by_place.items() if written == name)
    in_first_person = sum(bool(_FIRST_PERSON.search(text, s["start"], s["end"])) for s in found["sentences"])
    if organisations and in_first_person * 10 >= len(found["sentences"]):
        common = Counter(by_place.values()).most_common(1)[0][0]
        return next(_mention(start, end) for (start, end), written in by_place.items() if written == common)
    return None


def _target(
    text: str, sentence: SentenceData, entities: list[EntityData], holder: MentionData | None
) -> MentionData | None:
    held = text[holder["start"] : holder["end"]] if holder else None
    candidates: list[tuple[int, MentionData]] = [
        (_TARGETS.index(entity["label"]), {"start": entity["start"], "end": entity["end"]})
        for entity in entities
        if entity["label"] in _TARGETS and text[entity["start"] : entity["end"]] != held
    ]
    match = _GENERIC_TARGET.search(text, sentence["start"], sentence["end"])
    if match and (not holder or not match.start() <= holder["start"] < match.end()):
        candidates.append((1, {"start": match.start(), "end": match.end()}))
    return min(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


@Language.factory("policytext_opinions")
def create_opinions(nlp: Language, name: str) -> Opinions:
    return Opinions()
