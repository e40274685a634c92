"""What the registers answer to a name."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from policytext.api import find_knowledge, knowledge_registers


def names(query: str, date: str | None = None) -> list[str]:
    return [each.name for each in find_knowledge(query, date)]


@pytest.mark.parametrize(
    ("query", "date", "name"),
    [
        ("minister van VWS", "2021-03-01", "Hugo de Jonge"),
        ("minister van VWS", "2022-03-01", "Ernst Kuipers"),
        ("minister-president", "2004-05-05", "Jan Peter Balkenende"),
        ("Hugo de Jonge", "2018-03-01", "Hugo de Jonge"),
        ("PvdA", None, "Partij van de Arbeid"),
        ("jeugdwet", None, "Jeugdwet"),
        ("VenJ", "2014-01-01", "Veiligheid en Justitie"),
    ],
)
def test_a_name_is_found_at_its_date(query: str, date: str | None, name: str) -> None:
    assert names(query, date)[0] == name


def test_without_a_date_everybody_who_held_the_office_is_found() -> None:
    assert {"Hugo de Jonge", "Ernst Kuipers", "Edith Schippers"} <= set(names("minister van VWS"))


def test_a_name_has_nothing_outside_its_time() -> None:
    assert "Veiligheid en Justitie" not in names("VenJ", "2023-01-01")


def test_a_part_of_a_name_finds_the_names_it_is_part_of() -> None:
    found = find_knowledge("langdurige zorg")
    assert "Wet langdurige zorg" in [each.name for each in found]
    assert not any(each.exact for each in found if each.register == "laws")


def test_nothing_is_found_for_nothing() -> None:
    assert find_knowledge(" ") == []
    assert find_knowledge("Zwurbelgenootschap") == []


def test_every_register_says_where_it_comes_from() -> None:
    for register in knowledge_registers():
        assert register["source"]
        assert register["licence"]
        assert int(register["rows"]) > 3


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "policytext", "knowledge", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_answers_in_words_and_in_json() -> None:
    words = run("find", "minister van VWS", "--date", "2021-03-01")
    assert words.returncode == 0
    assert words.stdout.startswith("Hugo de Jonge  wikidata:Q2649226  person  2017-10-26 to 2022-01-10\n  minister, ")
    found = json.loads(run("find", "minister van VWS", "--date", "2021-03-01", "--json").stdout)
    assert found[0]["details"]["party"] == "CDA"
    assert "governments.csv" not in run("registers").stdout
    assert "government posts: " in run("registers").stdout


@pytest.mark.parametrize(("arguments", "code"), [(["find", "x", "--date", "gisteren"], 2), (["find", "Zwurbel"], 3)])
def test_what_cannot_be_answered_has_its_exit_code(arguments: list[str], code: int) -> None:
    assert run(*arguments).returncode == code


@pytest.mark.parametrize(
    ("mention", "date", "name"),
    [
        ("minister van VWS", "1996-05-01", "Els Borst"),
        ("minister van OCW", "2001-01-01", "Loek Hermans"),
        ("minister Brinkhorst", "2005-01-01", "Laurens Jan Brinkhorst"),
        ("premier", "1997-01-01", "Wim Kok"),
        ("minister voor Medische Zorg", "2020-04-01", "Martin van Rijn"),
        ("minister van Economische Zaken en Klimaat", "2021-02-01", "Bas van 't Wout"),
        ("minister van Justitie", "2006-11-01", "Ernst Hirsch Ballin"),
        ("minister van Financiën", "2024-01-20", "Steven van Weyenberg"),
        ("minister van Asiel en Migratie", "2025-05-01", "Marjolein Faber"),
    ],
)
def test_changes_within_cabinets_are_known(mention: str, date: str, name: str) -> None:
    assert names(mention, date)[0] == name


def test_a_post_of_which_only_the_month_is_known_may_be_held_all_through_it() -> None:
    assert names("minister van Buitenlandse Zaken", "1993-01-15") == ["Hans van den Broek", "Pieter Kooijmans"]
    assert names("minister van Buitenlandse Zaken", "1993-02-01") == ["Pieter Kooijmans"]


@pytest.mark.parametrize(
    ("date", "name"),
    [
        ("2008-03-01", "Justitie"),
        ("2014-03-01", "Veiligheid en Justitie"),
        ("2019-03-01", "Justitie en Veiligheid"),
    ],
)
def test_a_renamed_ministry_keeps_its_id(date: str, name: str) -> None:
    found = [each for each in find_knowledge(name, date) if each.type == "ministry"]
    assert [(each.name, each.id) for each in found] == [(name, "tooi:mnre1058")]


@pytest.mark.parametrize(("query", "name"), [("KVP", "Katholieke Volkspartij"), ("GL/PvdA", "GroenLinks-PvdA")])
def test_parties_are_known_by_their_spellings(query: str, name: str) -> None:
    assert name in names(query)


def test_members_of_parliament_are_known() -> None:
    found = find_knowledge("Kees van der Staaij", "2015-05-05")
    assert [(each.register, each.details["party"]) for each in found] == [("members of parliament", "SGP")]


def test_what_two_files_of_a_register_have_is_found_once() -> None:
    assert [(each.name, each.id) for each in find_knowledge("Staatsbosbeheer")] == [
        ("Staatsbosbeheer", "policytext:staatsbosbeheer")
    ]
    assert [each.id for each in find_knowledge("UWV")] == ["policytext:uwv"]
