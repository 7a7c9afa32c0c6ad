"""Compiled lexicons: words point to every phrase that a text can hold."""

import polars as pl

from unisono.content.hostility.compiled import compile_lexicons
from unisono.content.hostility.lexicon import parse_lexicon


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
