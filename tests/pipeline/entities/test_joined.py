"""Names joined by "en", and names glued together."""

import pytest

from policytext.pipeline.entities.joined import split_joined


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("Digital Services Act en Digital Markets Act", "LAW", ["Digital Services Act", "Digital Markets Act"]),
        ("Jeugdwet en de Wet langdurige zorg", "LAW", ["Jeugdwet", "Wet langdurige zorg"]),
        ("Wet werk en bijstand", "LAW", ["Wet werk en bijstand"]),
        ("Besluit toezicht en handhaving", "LAW", ["Besluit toezicht en handhaving"]),
        (
            "minister Dekker voor Rechtsbescherming en staatssecretaris Blokhuis van VWS",
            "MINISTER",
            ["minister Dekker voor Rechtsbescherming", "staatssecretaris Blokhuis van VWS"],
        ),
        ("minister van Justitie en Veiligheid", "MINISTER", ["minister van Justitie en Veiligheid"]),
        ("minister en staatssecretaris van VWS", "MINISTER", ["minister en staatssecretaris van VWS"]),
        ("GGDGemeentelijke Gezondheidsdienst", "ORG", ["GGD", "Gemeentelijke Gezondheidsdienst"]),
        ("REScoop Vlaanderen", "ORG", ["REScoop Vlaanderen"]),
        ("Milieudefensie en Wet en Recht", "ORG", ["Milieudefensie en Wet en Recht"]),
    ],
)
def test_two_names_in_one_are_two_entities(text: str, label: str, names: list[str]) -> None:
    whole = {"start": 4, "end": 4 + len(text), "label": label, "score": 0.9}
    found = list(split_joined(f"(x) {text}", [whole]))  # type: ignore[list-item]
    assert [f"(x) {text}"[each["start"] : each["end"]] for each in found] == names
    assert all(each["label"] == label and each["score"] == 0.9 for each in found)
