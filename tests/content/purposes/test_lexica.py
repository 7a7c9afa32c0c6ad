"""Tests of the lexica of purposes."""

from collections import defaultdict
from importlib.resources import files

import pytest

from unisono.content.phrases import written_forms
from unisono.content.purposes.lexica import KINDS, LANGUAGES, PERSON, person_phrases, purpose_phrases, read_lexicon


def test_every_file_is_listed_and_every_language_has_a_file() -> None:
    folder = files("unisono.content.purposes") / "lexica"
    assert sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml")) == [
        f"{language}.toml" for language in LANGUAGES
    ]
    assert len(LANGUAGES) >= 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_clear_phrases_and_hints_of_every_kind(language: str) -> None:
    counted = defaultdict(int)
    for phrase in purpose_phrases():
        if phrase.language == language:
            counted[phrase.kind, phrase.points] += 1
    assert all(counted[kind, points] >= 10 for kind in KINDS for points in (1, 2)), dict(counted)
    assert any(phrase.language == language and phrase.kind == PERSON for phrase in person_phrases())


def test_no_phrase_stands_for_two_kinds_in_any_languages() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for phrase, form in zip(purpose_phrases(), written_forms(purpose_phrases()), strict=True):
        kinds[form].add(phrase.kind)
    assert {form: found for form, found in kinds.items() if len(found) > 1} == {}


def test_every_phrase_says_something() -> None:
    forms = written_forms([*purpose_phrases(), *person_phrases()])
    assert [form for form in forms if not form.strip(" #")] == []


def test_a_document_gives_its_phrases_with_their_points() -> None:
    kinds = {kind: {"clear": f"{kind} one|{kind} two", "hint": f"{kind} three*"} for kind in KINDS}
    phrases = read_lexicon({"language": "xx", "person": "me", **kinds})
    assert [(phrase.words, phrase.points) for phrase in phrases if phrase.kind == "news"] == [
        ("news one", 2),
        ("news two", 2),
        ("news three*", 1),
    ]
    assert (phrases[-1].words, phrases[-1].kind) == ("me", PERSON)
