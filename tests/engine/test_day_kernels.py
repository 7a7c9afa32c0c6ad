"""Items of days whose posts were read in another order are those of posts read day by day."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.engine.mixes import ItemRules, Listed, merge_days, read_days
from unisono.engine.text_forms import NO_FORMS, lay_out

SLOTS = 1 << 10
NOTHING = Listed(NO_FORMS, np.zeros(0, np.int64))
WORDS = st.lists(st.sampled_from(["bread", "flour", "#cake", "https://a.example/x", "oven"]), max_size=5)


@given(
    st.lists(st.tuples(WORDS, st.integers(0, 2), st.integers(-1, 1)), max_size=12), st.randoms(use_true_random=False)
)
def test_days_put_together_are_those_read_at_once(rows, random) -> None:  # type: ignore[no-untyped-def]  # drawn
    texts = pl.Series([" ".join(words) for words, _, _ in rows], dtype=pl.String)
    day_of = np.cumsum([step > 0 for _, step, _ in rows]).astype(np.int32)
    day_of -= day_of[0] if len(day_of) else 0
    languages = np.array([3 * SLOTS + code if code >= 0 else -1 for _, _, code in rows], np.int32)
    rules = ItemRules(SLOTS, 60, 3 * SLOTS + 2, np.array([5], np.int32))
    count = np.arange(len(rows))
    whole = read_days(rules, day_of, lay_out(texts), rows=count, tags=NOTHING, links=NOTHING, languages=languages)
    read = list(range(len(rows)))
    random.shuffle(read)
    each = ItemRules(SLOTS, 60, 3 * SLOTS, np.zeros(0, np.int32))
    none = np.full(len(rows), -1, np.int32)
    start, items = read_days(
        each,
        count.astype(np.int32),
        lay_out(texts.gather(read)),
        rows=count,
        tags=NOTHING,
        links=NOTHING,
        languages=none,
    )
    place_of = np.argsort(np.array(read, np.int64))
    merged = merge_days(rules, start, items, place_of=place_of, day_of=day_of, languages=languages)
    assert [one.tolist() for one in merged] == [one.tolist() for one in whole]
