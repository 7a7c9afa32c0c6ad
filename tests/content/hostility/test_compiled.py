"""Compiled lexicons: words point to every phrase that a text can hold."""

import polars as pl

from tests.content.hostility.precision_table import sentences
from unisono.content.hostility.compiled import compile_lexicons
from unisono.content.hostility.lexicon import parse_lexicon
from unisono.content.hostility.readings import read_text, words_apart


def test_every_phrase_that_matches_is_pointed_to_by_a_word_of_the_text() -> None:
    compiled = compile_lexicons(())
    phrases = list({id(each): each for found in compiled.words.values() for each in found}.values())
    matched = 0
    for text in sentences()["text"].to_list()[::40]:
        folded = read_text(text, {})[0].text
        apart = words_apart(pl.Series([folded])).item()
        for phrase in phrases:
            if phrase.pattern.search(folded):
                matched += 1
                assert any(word in apart and phrase in found for word, found in compiled.words.items()), text
    assert matched > 5


def test_a_language_that_only_the_user_knows_has_its_surroundings() -> None:
    compiled = compile_lexicons((parse_lexicon("phrase,language,kind\nmjinga,sw,insult\nwewe,sw,you\n", "x"),))
    assert compiled.around("sw").you.search("wewe")
    assert not compiled.around(None).you.search("wewe")
    assert compiled.words[" mjinga "][0].entry.language == "sw"
