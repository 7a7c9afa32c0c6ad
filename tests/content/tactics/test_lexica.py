"""Tests of the phrases of the four tactics."""

from collections import Counter, defaultdict
from importlib.resources import files

from unisono.content.phrases import written_forms
from unisono.content.tactics.lexica import LANGUAGES, TACTICS, read_phrases, tactic_phrases


def test_every_file_is_listed_and_has_phrases_of_all_four() -> None:
    folder = files("unisono.content.tactics") / "lexica"
    written = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    assert written == [f"{language}.toml" for language in LANGUAGES]
    assert len(LANGUAGES) >= 10
    counted = Counter((phrase.language, phrase.kind) for phrase in tactic_phrases())
    assert all(counted[language, tactic] >= 10 for language in LANGUAGES for tactic in TACTICS), counted


def test_no_phrase_stands_for_two_tactics() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for phrase, form in zip(tactic_phrases(), written_forms(tactic_phrases()), strict=True):
        kinds[form].add(phrase.kind)
    assert {form: found for form, found in kinds.items() if len(found) > 1} == {}


def test_a_document_gives_its_phrases() -> None:
    document = {"language": "xx", "dismiss": "one|two", "distort": "three", "distract": "four", "dismay": "five*"}
    assert [(phrase.words, phrase.kind) for phrase in read_phrases(document)] == [
        ("one", "dismiss"),
        ("two", "dismiss"),
        ("three", "distort"),
        ("four", "distract"),
        ("five*", "dismay"),
    ]
