"""Train the base pipeline: tagger, morphologizer, lemmatizer and parser on the Dutch treebank, with spaCy's recipe."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from policytext.pipeline.lemmas import Lemmas
from policytext.pipeline.word_tags.component import WordTagger
from policytext.training import treebank
from policytext.training.conventions import as_released
from policytext.training.hashes import files_sha256

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RECIPE = Path(__file__).with_name("base.cfg")
SCORES = ("tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
"""The scores that are kept, by spaCy's names. As everywhere in spaCy, those of the syntax leave punctuation out."""

_LICENCE = "CC BY-SA 4.0"
_BESIDE = "beside its tagger a network on parts of words and vectors of raw text (word_tags.py), in a weighed mean"
_DATA = [
    {
        "name": "UD Dutch Alpino, its train part rebuilt from the Alpino treebank with UD's converter",
        "licence": "LGPL 2.1 (treebank), CC BY-SA 4.0 (UD_Dutch-Alpino)",
    },
    {"name": "UD Dutch Alpino, dev part (which step is kept)", "licence": "CC BY-SA 4.0"},
    {"name": "UD Dutch LassySmall, dev part", "licence": "CC BY-SA 4.0"},
    {
        "name": "raw Dutch policy texts (vectors of words)",
        "licence": "official and public documents; EUPL-1.2, CC BY 4.0, CC0",
    },
]


def train(folder: Path, data: Path) -> dict[str, Any]:
    """Train the base pipeline into `folder`, in spaCy's format.

    Args:
        folder: where it goes; what lies there is replaced file by file.
        data: the folder of third-party data, with the treebank.

    Returns:
        spaCy's own meta data of the pipeline (they belong in its `meta.json`), and the data, scores and versions.

    Raises:
        FileNotFoundError: the treebank or the raw texts are not there.
        ModuleNotFoundError: PyTorch, of the extra ``policytext[encoder]``, is not installed.
    """
    tagger = word_tagger(data)
    with TemporaryDirectory(prefix="policytext-") as scratch:
        nlp = slim(_fit(data, Path(scratch)))
    return finish(nlp, tagger, folder, data)


def finish(nlp: Language, tagger: WordTagger, folder: Path, data: Path) -> dict[str, Any]:
    """Add our own components to a trained pipeline, write it into `folder`, and return what `train` returns."""
    learned, chosen_on = treebank.files(data, treebank.TRAIN), treebank.files(data, treebank.DEV)
    beside: Any = nlp.add_pipe("policytext_word_tags", after="morphologizer")
    beside.from_bytes(tagger.to_bytes())
    add_lemmas(nlp, learned)
    nlp.to_disk(folder)
    return {
        **nlp.meta,
        "licence": _LICENCE,
        "versions": {
            "python": platform.python_version(),
            **{library: metadata.version(library) for library in ("policytext", "spacy", "thinc", "numpy")},
        },
        "recipe": f"{RECIPE.name}, one run; the step that is best on Alpino dev; {_BESIDE}",
        "corpus_sha256": files_sha256([*learned, *chosen_on]),
        "data": _DATA,
        "scores": {
            name: scores(nlp, path) for name in treebank.TESTS for path in treebank.files(data, (f"{name}.conllu.gz",))
        },
    }


def _fit(data: Path, scratch: Path) -> Path:
    """Return the folder of the best pipeline of a training run; `scratch` takes what spaCy reads and writes."""
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as run
    from spacy.util import load_config

    treebank.write_docbin(treebank.files(data, treebank.TRAIN), scratch / "train.spacy")
    treebank.write_docbin(treebank.files(data, treebank.DEV), scratch / "dev.spacy")
    paths = {f"paths.{part}": str(scratch / f"{part}.spacy") for part in ("train", "dev")}
    run(init_nlp(load_config(RECIPE, overrides=paths)), scratch)
    return scratch / "model-best"


def slim(path: Path) -> Language:
    """Return the pipeline in `path` without the words of its training data, and with meta data of its own."""
    import spacy

    whole, nlp = spacy.load(path), spacy.load(path, exclude=["vocab"])
    for text in _written(whole):
        nlp.vocab.strings.add(text)
    # The paths of the training run say nothing to anybody else.
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta.pop("performance", None)
    nlp.meta.update(
        name="policytext",
        version=metadata.version("policytext"),
        description="Tags, morphology, lemmas and syntax of Dutch; the base pipeline of policytext.",
        license=_LICENCE,
    )
    return nlp


def word_tagger(data: Path) -> WordTagger:
    """Return our own tagger, trained on the treebank, with word vectors of the raw texts.

    Raises:
        FileNotFoundError: the treebank or the raw texts are not there.
        ModuleNotFoundError: PyTorch, of the extra ``policytext[encoder]``, is not installed.
    """
    docs = [as_released(doc) for path in treebank.files(data, treebank.TRAIN) for doc in treebank.read_docs(path)]
    from policytext.training import word_tags
    from policytext.training.lexicon import word_vectors

    tags = sorted({token.tag_ for doc in docs for token in doc})
    tagger = WordTagger()
    tagger.use(word_tags.train(docs, tags, *word_vectors(data)), tags, word_tags.morphology(docs))
    return tagger


def add_lemmas(nlp: Language, learned: list[Path]) -> None:
    """Let the lemmas of the treebank's own words, and of compounds of them, go before those of the edit trees."""
    facts = treebank.lemma_facts(doc for path in learned for doc in treebank.read_docs(path))
    lemmas: Any = nlp.add_pipe("policytext_lemmas", last=True)
    lemmas.from_bytes(Lemmas({**facts, **treebank.compound_parts(facts)}).to_bytes())


def _written(nlp: Language) -> Iterator[str]:
    """Yield the strings that the components write: their labels, and what the lemmatizer's edit trees put in."""
    for labels in nlp.pipe_labels.values():
        yield from map(str, labels)
    trees: Any = nlp.get_pipe("lemmatizer").trees  # type: ignore[attr-defined]  # a component that has them
    for number in range(len(trees)):
        yield from (nlp.vocab.strings[trees[number][side]] for side in ("orig", "subst") if side in trees[number])


def scores(nlp: Language, path: Path) -> dict[str, dict[str, float]]:
    """Return the scores on a CoNLL-U file, in three settings.

    ``gold sentences``: the treebank's tokens and sentence bounds; ``gold tokens``: its tokens, sentences by the parser;
    ``own tokens``: from plain text.
    """
    from spacy.tokens import Doc, DocBin

    # spaCy scores Docs of one vocabulary only.
    gold = list(DocBin(docs=treebank.read_docs(path)).get_docs(nlp.vocab))
    words = [([token.text for token in doc], [bool(token.whitespace_) for token in doc]) for doc in gold]
    starts: list[list[bool | int | None]] = [[bool(token.is_sent_start) for token in doc] for doc in gold]
    return {
        "gold sentences": _score(
            nlp, gold, [Doc(nlp.vocab, *given, sent_starts=first) for given, first in zip(words, starts, strict=True)]
        ),
        "gold tokens": _score(nlp, gold, [Doc(nlp.vocab, *given) for given in words]),
        "own tokens": _score(nlp, gold, [nlp.make_doc(doc.text) for doc in gold]),
    }


def _score(nlp: Language, gold: list[Doc], bare: list[Doc]) -> dict[str, float]:
    from spacy.scorer import Scorer
    from spacy.training import Example

    found = Scorer(nlp).score([Example(doc, wanted) for doc, wanted in zip(nlp.pipe(bare), gold, strict=True)])
    return {name: round(found[name], 4) for name in SCORES}
