"""Texts that are plainly in another language are told apart; Dutch ones and doubtful ones are not."""

import pytest

from policytext.text.language import foreign_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The committee regrets that the minister has not answered the questions of the parliament.", "English"),
        (
            "Der Minister hat die Fragen nicht beantwortet, und das ist für den Ausschuss nicht gut.",
            "German",
        ),
        (
            "Le ministre n'a pas répondu aux questions de la commission, et les députés ne sont pas contents.",
            "French",
        ),
    ],
)
def test_another_language_is_named(text: str, language: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "De minister heeft de vragen van de commissie niet beantwoord.",
        "Home | About | Contact | News",
        "De Digital Services Act en de Digital Markets Act: wat betekent dat voor de open markt in Europa?",
        "",
    ],
)
def test_dutch_and_doubtful_texts_pass(text: str) -> None:
    assert foreign_language(text) is None
