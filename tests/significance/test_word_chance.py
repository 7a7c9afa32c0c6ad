"""The chance of a wording, by hand, and for texts drawn word by word."""

import math
from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.significance.word_chance import _with_spare, word_chances

OTHERS = ["the cat sat", "the cat ran", "the dog sat", "a dog ran home"]


def test_a_wording_has_the_chance_of_its_first_word_times_that_of_each_after_its_predecessor() -> None:
    # 13 words in all: "the" three times, twice before "cat"; "cat" is once followed by "ran".
    (chance,) = word_chances(["the cat ran away"], pl.Series(OTHERS))
    assert chance == pytest.approx((4 / 14) * (2 / 3) * (1 / 2) * (1 / 14))


def test_a_word_is_never_rarer_after_another_than_anywhere() -> None:
    (chance,) = word_chances(["dog the"], pl.Series(OTHERS))
    assert chance == pytest.approx((3 / 14) * (4 / 14))


def test_a_wording_is_no_reason_to_expect_itself() -> None:
    (alone,) = word_chances(["purple monkeys dance"], pl.Series([*OTHERS, "purple monkeys dance"]))
    assert alone == pytest.approx((1 / 14) ** 3)


def test_a_gap_that_everybody_fills_differently_does_not_make_the_words_behind_it_rare() -> None:
    late = pl.Series([f"again {number} minutes late because of place{number} fog" for number in range(40)])
    others = pl.Series([f"some other words here number {number}" for number in range(400)])
    (chance,) = word_chances(["again 77 minutes late because of elsewhere fog"], pl.concat([late, others]))
    two_gaps = word_chances(["77"], pl.concat([late, others]))[0] * word_chances(["elsewhere"], others)[0]
    assert chance > 0.01 * two_gaps


def test_signs_of_scripts_without_spaces_are_words() -> None:
    among = pl.Series(["今日は雨", "今日は晴", "明日は雨"])
    (chance,) = word_chances(["今日は雪"], among)
    # 今 twice of 12 signs, then 日 always, は always, and 雪 never: one of 13.
    assert chance == pytest.approx((3 / 13) * 1.0 * 1.0 * (1 / 13))


def test_words_of_arabic_and_cyrillic_count_as_words() -> None:
    among = pl.Series(["صباح الخير", "صباح النور", "доброе утро"])
    arabic, russian = word_chances(["صباح الخير يا ناس", "доброе утро всем"], among)
    assert arabic == pytest.approx((3 / 7) * (1 / 2) * (1 / 7) * (1 / 7))
    assert russian == pytest.approx((2 / 7) * 1.0 * (1 / 7))


def test_texts_drawn_word_by_word_have_the_chance_that_they_were_drawn_with() -> None:
    random = np.random.default_rng(1)
    said = dict(zip("xyz", (0.5, 0.3, 0.2), strict=True))
    texts = [" ".join(random.choice(list(said), 60, p=list(said.values())).tolist()) for _ in range(2_000)]
    (chance,) = word_chances(["x y z z x"], pl.Series(texts))
    assert chance == pytest.approx(0.5 * 0.3 * 0.2 * 0.2 * 0.5, rel=0.05)


def test_no_wordings_and_wordings_without_words() -> None:
    assert word_chances([], pl.Series(OTHERS)) == []
    assert word_chances(["…"], pl.Series(OTHERS)) == [1.0]


def test_a_text_that_may_differ_in_a_word_counts_its_likeliest_words_and_the_ways_to_choose_them() -> None:
    (exact,) = word_chances(["the cat ran sad"], pl.Series(OTHERS))
    (spared,) = word_chances(["the cat ran sad"], pl.Series(OTHERS), spare=[0.25])
    # "sad" is the rarest of four words of as many letters: 1 of 14.
    assert spared == pytest.approx(exact * 14 * 4)


def test_a_long_word_that_must_stay_does_not_make_short_ones_around_it_surprising() -> None:
    """Of a text that is mostly one long tag, all other words may differ: it is as frequent as the tag."""
    tagged = [f"#thegreatharbourbridge {word} it is" for word in ("oh", "so", "he", "we", "it", "no")]
    (chance,) = word_chances(["ah me luv #thegreatharbourbridge"], pl.Series(tagged), spare=[0.30])
    assert chance > 0.1


@given(st.lists(st.tuples(st.floats(0.001, 1.0), st.integers(1, 12)), min_size=1, max_size=8), st.floats(0.0, 0.6))
def test_no_choice_of_words_leaves_more_than_the_bound(words: list[tuple[float, int]], share: float) -> None:
    factors, letters = [factor for factor, _ in words], [length for _, length in words]
    best = max(
        math.prod(factor for place, factor in enumerate(factors) if place not in dropped)
        for count in range(len(words) + 1)
        for dropped in combinations(range(len(words)), count)
        if sum(letters[place] for place in dropped) <= share * sum(letters)
    )
    assert best <= _with_spare(factors, letters, share) * (1 + 1e-9)


def test_texts_that_differ_in_few_words_from_a_given_one_are_at_most_as_frequent_as_the_bound() -> None:
    random = np.random.default_rng(2)
    texts = [random.choice(list("abcdefgh"), 6) for _ in range(20_000)]
    wanted = np.array(list("abcdef"))
    alike = np.mean([(text == wanted).sum() >= 4 for text in texts])
    (bound,) = word_chances([" ".join(wanted)], pl.Series([" ".join(text) for text in texts]), spare=[2 / 6])
    assert 0.0 < alike <= bound < 1.0
