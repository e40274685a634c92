"""What a corpus holds, and which quotas it meets."""

from policytext.corpus.markup import MarkedDocument, parse_document
from policytext.corpus.quotas import quotas
from policytext.corpus.stats import corpus_stats


def test_counts_of_one_document(document: MarkedDocument) -> None:
    stats = corpus_stats([document], {"ngo-dijk": "dev"})
    assert (stats.documents, stats.sentences, stats.untagged, stats.lengths) == (1, 4, 2, [4])
    assert stats.tags == {"criticism": 1, "recommendation": 1}
    assert stats.entities == {"ORG": 2, "DATE": 1, "LOC": 1}
    assert (stats.topics, stats.main_topics) == ({21: 1, 7: 1}, {21: 1})
    assert stats.splits == {"dev": 1}


def test_cue_words_miss_what_has_no_cue_and_find_what_has_no_tag(document: MarkedDocument) -> None:
    # "Niemand is geholpen" and "Zet het peil hoger" have no cue; "het voorstel" is one without a tag.
    stats = corpus_stats([document], {})
    assert (stats.cue_errors, stats.cue_missed, stats.cue_false) == (3, 2, 1)


def test_a_sentence_in_two_splits_is_a_leak(markup: str) -> None:
    first, second = parse_document(markup), parse_document(markup.replace("id: ngo-dijk", "id: copy"))
    assert corpus_stats([first, second], {"ngo-dijk": "train", "copy": "train"}).leaks == 0
    # All four sentences of the document have six words or more.
    assert corpus_stats([first, second], {"ngo-dijk": "train", "copy": "test"}).leaks == 4


def test_a_document_in_no_split_is_said_to_be_in_none(document: MarkedDocument) -> None:
    assert corpus_stats([document], {}).splits == {"none": 1}


def test_a_small_corpus_is_short_of_documents_and_has_its_genre(document: MarkedDocument) -> None:
    lines = [str(quota) for quota in quotas(corpus_stats([document], {}))]
    assert "short at least 400 documents: 1" in lines
    assert "OK    genre: NGO news: 1" in lines
    assert "short genre: motions: 0" in lines
    assert "short lengths of 5 to 80 sentences: 1 documents outside" in lines


def test_the_figures_print_also_for_an_empty_corpus() -> None:
    stats = corpus_stats([], {})
    assert any(line.startswith("documents") for line in stats.text_lines())
    assert not all(quota.met for quota in quotas(stats))
