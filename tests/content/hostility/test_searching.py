"""The words that phrases cannot do without lead to every phrase that a search for all of them finds."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.hostility.precision_table import sentences
from unisono.content.hostility.compiled import compile_lexicons
from unisono.content.hostility.judging import TextLanguage, find_hits, may_count
from unisono.content.hostility.lexicon import parse_lexicon
from unisono.content.hostility.searching import searched_texts, standing_phrases

DISGUISES = ["#WeKnowWhereYouLive", "you id**t", "k.y.s", "1d10t", "what an i d i o t", "", "https://a.example/idiot"]
PIECES = ["kill", "let's", "a", "b", "cc", "dd", "d'", " ", "  ", "-", ", ", ".", "*", "\n", "you", "é", "#AbCc"]
SMALL = """phrase,language,kind
{you} = you|u|,en,name
(kill|end|) a b,en,threat
let's cc ... dd,en,pile_on
{you} dd*,en,insult
d'a ?b,fr,insult
"""


def test_every_phrase_that_stands_in_a_text_is_found() -> None:
    compiled = compile_lexicons(())
    texts = pl.DataFrame({"text": [*sentences()["text"].to_list()[::60], *DISGUISES]}).unique(maintain_order=True)
    searched = searched_texts(texts["text"], compiled)
    table, phrases = standing_phrases(texts.hstack(searched), compiled)
    found = dict(zip(table["text"], phrases, strict=True))
    for text, words in zip(texts["text"], searched["searched"], strict=True):
        assert found.get(text, []) == [phrase for phrase in compiled.phrases if phrase.pattern.search(words)], text
    assert table.height > 10


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), min_size=1, max_size=20))
def test_phrases_of_all_forms_are_found_in_any_text(written: list[str]) -> None:
    compiled = compile_lexicons((parse_lexicon(SMALL, "small"),))
    texts = pl.DataFrame({"text": written}).unique(maintain_order=True)
    searched = searched_texts(texts["text"], compiled)
    table, phrases = standing_phrases(texts.hstack(searched), compiled)
    found = dict(zip(table["text"], phrases, strict=True))
    own = list(compiled.phrases[-4:])
    for text, words in zip(texts["text"], searched["searched"], strict=True):
        assert [phrase for phrase in found.get(text, []) if phrase in own] == [
            phrase for phrase in own if phrase.pattern.search(words)
        ], text


def test_texts_that_are_not_disguised_or_in_no_language_of_the_phrase_have_no_other_hits() -> None:
    compiled = compile_lexicons(())
    texts = pl.DataFrame({"text": [*sentences()["text"].to_list()[::25], *DISGUISES]}).unique(maintain_order=True)
    table, phrases = standing_phrases(texts.hstack(searched_texts(texts["text"], compiled)), compiled)
    for row, own in zip(table.iter_rows(named=True), phrases, strict=True):
        for language in (TextLanguage("en"), TextLanguage("es", "pt"), TextLanguage()):
            every = find_hits(row["text"], compiled, own, language)
            assert find_hits(row["text"], compiled, own, language, is_disguised=row["disguised"]) == every
            if not any(may_count(row["searched"], phrase, language) for phrase in own):
                assert every == []
