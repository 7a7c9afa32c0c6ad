"""Terms of texts in several scripts."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.content.words import find_terms


def terms_of(text: str, **options: bool) -> list[str]:
    return find_terms(pl.Series([text]), **options).names.to_list()


def test_words_and_pairs_are_terms_whatever_their_case() -> None:
    assert terms_of("The north PIER") == ["north", "pier", "the", "north pier", "the north"]


def test_links_mentions_and_entities_are_no_terms_and_part_the_words_around_them() -> None:
    text = "RT @ann: see &amp; read https://t.co/abc now"
    assert terms_of(text) == ["now", "read", "see"]


def test_hashtags_keep_their_sign_and_can_be_left_out() -> None:
    assert terms_of("go ＃Pier") == ["#pier", "go", "go #pier"]
    assert terms_of("go #Pier", tags=False) == ["go"]


def test_apostrophes_stay_inside_words_in_one_form() -> None:
    assert terms_of("Don’t don't") == ["don't", "don't don't"]


def test_writing_without_spaces_gives_runs_of_two_to_four_characters() -> None:
    assert terms_of("北の港") == ["の港", "北の", "北の港"]
    assert "ราคา" in terms_of("ราคาแพง")


def test_words_in_katakana_are_whole() -> None:
    assert terms_of("クレーンです") == ["です", "クレーン"]


def test_arabic_and_cyrillic_words_are_terms() -> None:
    assert terms_of("صور الرافعات", pairs=False) == ["الرافعات", "صور"]
    assert terms_of("Старый порт", pairs=False) == ["порт", "старый"]


def test_invisible_characters_do_not_part_a_word() -> None:
    assert terms_of("wi\u200bdth ＦＵＬＬ", pairs=False) == ["full", "width"]


def test_a_text_has_a_term_once_and_null_has_none() -> None:
    table = find_terms(pl.Series(["ha ha ha", None, ""]), pairs=False)
    assert table.has.toarray().tolist() == [[1], [0], [0]]
    assert table.texts_with.tolist() == [1]


def test_no_texts_have_no_terms() -> None:
    assert find_terms(pl.Series([], dtype=pl.String)).has.shape == (0, 0)


def test_terms_of_too_few_texts_are_left_out() -> None:
    table = find_terms(pl.Series(["old pier", "old pier", "old crane"]), fewest=2)
    assert table.names.to_list() == ["old", "pier", "old pier"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=30)), max_size=6), st.randoms())
def test_the_order_of_texts_changes_rows_only(texts: list[str | None], chance) -> None:
    order = list(range(len(texts)))
    chance.shuffle(order)
    straight = find_terms(pl.Series(texts, dtype=pl.String))
    mixed = find_terms(pl.Series([texts[place] for place in order], dtype=pl.String))
    assert straight.names.to_list() == mixed.names.to_list()
    assert (straight.has.toarray()[order] == mixed.has.toarray()).all()
