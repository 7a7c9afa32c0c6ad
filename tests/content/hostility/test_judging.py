"""Which phrases of a text count."""

from unisono.content.hostility.compiled import compile_lexicons
from unisono.content.hostility.judging import TextLanguage, find_hits


def phrases_in(text: str, language: TextLanguage) -> list[str]:
    compiled = compile_lexicons(())
    phrases = list(compiled.phrases)
    return [text[hit.start : hit.end] for hit in find_hits(text, compiled, phrases, language)]


ENGLISH = TextLanguage("en", None, True)


def test_words_in_links_names_and_quotations_do_not_count() -> None:
    assert phrases_in("read https://example.org/idiot by @idiot today", ENGLISH) == []
    assert phrases_in("A man said “you are an idiot” to me", ENGLISH) == []
    assert phrases_in("“idiot”", ENGLISH) == ["idiot"]


def test_a_word_of_another_language_does_not_count_where_the_language_is_sure() -> None:
    assert phrases_in("la puta casa", TextLanguage("es")) == ["puta"]
    assert phrases_in("la puta casa", TextLanguage("fi")) == []
    assert phrases_in("we know where you live", TextLanguage("fi")) == ["we know where you live"]


def test_threats_in_talk_of_a_game_do_not_count_but_insults_beside_them_do() -> None:
    assert phrases_in("I will kill you in this match", ENGLISH) == []
    assert phrases_in("I will kill you in this match, idiot", ENGLISH) == ["I will kill you", "idiot"]
