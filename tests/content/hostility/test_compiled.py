"""Compiled lexicons: words point to every phrase that a text can hold."""

import polars as pl
import pytest

from unisono.content.hostility import compiled as compiling
from unisono.content.hostility.compiled import compile_lexicons
from unisono.content.hostility.lexicon import parse_lexicon
from unisono.content.hostility.readings import words_apart


def test_a_language_that_only_the_user_knows_has_its_surroundings() -> None:
    compiled = compile_lexicons((parse_lexicon("phrase,language,kind\nmjinga,sw,insult\nwewe,sw,you\n", "x"),))
    assert compiled.around("sw").you.search("wewe")
    assert not compiled.around(None).you.search("wewe")
    place = compiled.words.index(" mjinga ")
    (number,) = compiled.pointers.filter(pl.col("word") == place)["phrase"]
    assert compiled.phrases[number].entry.language == "sw"


def test_every_phrase_has_words_that_point_to_it_and_words_have_places() -> None:
    compiled = compile_lexicons(())
    assert sorted(set(compiled.pointers["phrase"])) == list(range(len(compiled.phrases)))
    assert set(compiled.first_words) == {compiled.words[place] for place in compiled.pointers["word"]}
    assert len(set(compiled.words)) == len(compiled.words)
    for group in compiled.others:
        assert group.height > 0
        assert set(group["phrase"]) <= set(compiled.pointers["phrase"])


def test_signs_in_words_are_parted_all_at_once_and_surroundings_are_made_when_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parted: list[list[str]] = []

    def parting(words: pl.Series) -> pl.Series:
        parted.append(words.to_list())
        return words_apart(words)

    monkeypatch.setattr(compiling, "words_apart", parting)
    rows = "let's hang mjinga,sw,threat\no'zbek-ok,sw,insult\nmjinga pia,sw,insult\nwewe,sw,you\n"
    compiled = compile_lexicons((parse_lexicon(f"phrase,language,kind\n{rows}", "parted"),))
    assert len(parted) == 1
    assert " o zbek ok " in compiled.words
    assert not any(sign in word for word in compiled.words for sign in "'-")
    around = compiled.around("sw")
    assert "you" not in vars(around)
    assert around.you.search("wewe")
    assert "you" in vars(around)
