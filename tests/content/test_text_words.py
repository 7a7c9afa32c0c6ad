"""Texts are split into words, and links, mentions, tags and numbers into kinds."""

from hypothesis import given
from hypothesis import strategies as st

from unisono.content.text_words import MOST_WORDS, same_value, words_of


def test_links_mentions_tags_and_numbers_are_kinds() -> None:
    words = words_of("RT @Ann: 20 big #Days https://t.co/aB1, isn’t it? 🔥")
    assert words.keys == ("rt", "<mention>", "<number>", "big", "<tag>", "<link>", "isn't", "it")
    assert words.kinds == ("words", "mention", "number", "words", "tag", "link", "words", "words")
    assert words.piece(1, 3) == "@Ann: 20"


def test_chinese_and_thai_are_split_into_signs_and_japanese_into_runs() -> None:
    assert words_of("我是护士").keys == ("我", "是", "护", "士")
    assert words_of("私は看護師です").keys == ("私", "は", "看護師", "で", "す")
    assert words_of("ที่นี่").keys == ("ที่", "นี่")


def test_accents_of_form_and_case_do_not_make_another_word() -> None:
    assert words_of("CAFE\u0301 Straße").keys == words_of("café STRASSE").keys
    assert same_value("It’s") == same_value("it's")


def test_controls_of_direction_are_dropped() -> None:
    assert words_of("\u202bكنت\u202c ممرضة").text == "كنت ممرضة"


def test_long_texts_are_cut_after_the_last_word_that_counts() -> None:
    words = words_of("word " * (MOST_WORDS + 5))
    assert len(words.keys) == MOST_WORDS
    assert len(words.text.split()) == MOST_WORDS


@given(st.text(max_size=80))
def test_words_stand_in_order_and_nothing_else_holds_a_letter(text: str) -> None:
    words = words_of(text)
    ends = [0, *(end for span in words.spans for end in span)]
    assert ends == sorted(ends)
    between = "".join(words.between(number) for number in range(len(words.keys) + 1))
    assert not any(sign.isalnum() for sign in between)


def test_disguised_words_are_compared_as_what_they_look_like_and_stand_as_written() -> None:
    words = words_of("I am а nur\u200bsе, ｎｕｒｓｅ and nu\u200crse می\u200cخواهم")
    assert words.keys[2:7] == ("a", "nurse", "nurse", "and", "nurse")
    assert words.piece(3, 5) == "nursе, ｎｕｒｓｅ"
    assert words.piece(7, 8) == "می\u200cخواهم"


def test_the_value_of_several_words_does_without_signs_but_keeps_links_apart() -> None:
    words = words_of("Мother, NURSE https://e.org/a https://e.org/B")
    assert words.value(0, 2) == "mother nurse"
    assert words.value(2, 3) != words.value(3, 4) == "https://e.org/b"
