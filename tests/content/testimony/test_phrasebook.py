"""Every phrasebook can be read, and its quick patterns find whatever its frames find."""

import re
import tomllib
from importlib.resources import files

import polars as pl
import pytest

from unisono.content.testimony.phrasebook import FRAMES, LANGUAGES, LISTS, SPECIAL, phrasebook, read_phrasebook

FOLDER = files("unisono.content.testimony") / "languages"


def document(language: str) -> dict[str, object]:
    """Return the file of a language."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def test_the_list_of_languages_is_what_the_folder_holds() -> None:
    held = sorted(file.name.removesuffix(".toml") for file in FOLDER.iterdir() if file.name.endswith(".toml"))
    assert held == list(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_has_every_line_and_no_unknown_one(language: str) -> None:
    found = document(language)
    assert found["language"] == language
    assert {*SPECIAL, "name", "frames", "relatives", "occupation"} <= set(found)
    lists = {name for name, words in found.items() if isinstance(words, dict)} - {"frames", "relatives"}
    placeholders = lists | {"who", "relative", "article", "modifier", "open", "place", "number", "and"}
    frames = found["frames"]
    assert isinstance(frames, dict)
    assert set(frames) <= set(FRAMES)
    used = {name for kind in frames.values() for frame in kind for name in re.findall(r"\{([a-z_]+)\}", frame)}
    assert used <= placeholders
    assert phrasebook(language).frames


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quick_patterns_are_understood_by_polars(language: str) -> None:
    book = phrasebook(language)
    texts = pl.Series(["x"])
    assert texts.str.contains(book.quick).to_list() == [False]
    assert texts.str.contains(book.opening).dtype == pl.Boolean


@pytest.mark.parametrize("language", LANGUAGES)
def test_listed_words_have_a_meaning_and_marked_ones_stand_for_themselves(language: str) -> None:
    book = phrasebook(language)
    for name in LISTS:
        for meaning, pattern in book.meanings.get(name, ()):
            assert pattern == pattern.lower()
            assert meaning == meaning.lower()
    assert book.meaning_of("occupation", "no such thing at all") is None


def test_a_phrasebook_is_what_its_document_says() -> None:
    small = {
        "language": "xx",
        "name": "Example",
        "articles": "un",
        "modifiers": "alt",
        "lifelong": "semper",
        "before": "si",
        "after": "ne",
        "not_former": "",
        "frames": {"present": ["mi est {article}{modifier}{who}"]},
        "relatives": {"wife": "edz"},
        "occupation": {"nurse": "flegant(?:o|a)", "_any": "\\w+ist"},
        "instrumental": {"nurse": "fleg"},
    }
    book = read_phrasebook(small)
    assert book.frames[0].pattern.search("nu, mi est un alt alt fleganto")
    assert book.meaning_of("occupation", "fleganto") == "nurse"
    assert book.meaning_of("occupation", "florist") is None
    assert book.list_of("instrumental", "fleg") == "occupation"
    assert book.before.search("ho, si ")
    assert not book.not_former.match("anything")
