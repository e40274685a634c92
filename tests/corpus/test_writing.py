"""Documents written as markup."""

from dataclasses import replace
from pathlib import Path

import pytest

from policytext.corpus.folder import corpus_documents
from policytext.corpus.markup import MarkedDocument, MarkedEntity, parse_document
from policytext.corpus.writing import WritingError, write_document

CORPUS = Path(__file__).parents[2] / "corpora" / "policytext-nl"


def test_every_document_of_the_corpus_is_read_back_as_it_was() -> None:
    documents = list(corpus_documents(CORPUS).values())
    assert [parse_document(write_document(document)) for document in documents] == documents


def test_a_document_is_written_as_people_write_it(markup: str, document: MarkedDocument) -> None:
    assert write_document(document) == markup


def test_brackets_and_backslashes_are_escaped(markup: str) -> None:
    odd = markup.replace("b Het bestuur", "b Het \\[nieuwe\\] bestuur\\\\college")
    assert "Het [nieuwe] bestuur\\college" in parse_document(odd).text
    assert write_document(parse_document(odd)) == odd


def test_empty_lines_stay_where_they_were(markup: str) -> None:
    spaced = markup.replace("---\n", "---\n\n\n").replace("h1 Meer", "\n\nh1 Meer")
    assert write_document(parse_document(spaced)) == spaced


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"entities": [MarkedEntity(20, 40, "ORG"), MarkedEntity(30, 50, "ORG")]}, "entities"),
        ({"entities": [MarkedEntity(0, 4, "ORG")]}, "meta and boilerplate lines carry no entities"),
        ({"topics": (21, 7, 3)}, "one or two different CAP codes"),
        ({"genre": ""}, "genre has no value"),
        ({"text": "iets anders\n"}, "text"),
    ],
)
def test_what_markup_cannot_say_is_refused(changes: dict[str, object], cause: str, document: MarkedDocument) -> None:
    with pytest.raises(WritingError, match=cause):
        write_document(replace(document, **changes))  # type: ignore[arg-type]


def test_a_sentence_that_opens_with_a_brace_is_refused(markup: str, document: MarkedDocument) -> None:
    text = document.text.replace("Het bestuur", "{et bestuur")
    with pytest.raises(WritingError, match="malformed tags"):
        write_document(replace(document, text=text))
