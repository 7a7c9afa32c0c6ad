"""Every account's posts in order of time, compared with a plain sort."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.accounts.timelines import KINDS, Timelines, read_timelines, read_timelines_by_part
from unisono.model.tables import POSTS, conform

START = datetime(2020, 5, 1, tzinfo=UTC)


def posts_of(rows: list[tuple[str | None, int | None, str | None]]) -> pl.DataFrame:
    """Return posts in POSTS columns: account, second (or no time) and kind of each."""
    return conform(
        pl.DataFrame(
            {
                "platform": ["here"] * len(rows),
                "post_id": [str(1_000 - number) for number in range(len(rows))],
                "account_id": pl.Series([row[0] for row in rows], dtype=pl.String),
                "created_at": pl.Series(
                    [None if row[1] is None else START + timedelta(seconds=row[1]) for row in rows],
                    dtype=pl.Datetime("us", "UTC"),
                ),
                "kind": pl.Series([row[2] for row in rows], dtype=pl.String),
            }
        ),
        POSTS,
    )


def in_words(timelines: Timelines, posts: pl.DataFrame) -> dict[str, list[tuple[int, str, str]]]:
    """Return what each account did: second, kind and id of its posts, in order."""
    ids = timelines.of_posts(posts["post_id"])
    began = int(START.timestamp() * 1e6)
    return {
        account: [
            ((int(timelines.times[place]) - began) // 1_000_000, KINDS[timelines.kinds[place]], ids[place])
            for place in range(timelines.start[number], timelines.start[number + 1])
        ]
        for number, account in enumerate(timelines.accounts)
    }


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c", "", None]),
            st.one_of(st.none(), st.integers(0, 5)),
            st.sampled_from([*KINDS, None]),
        ),
        max_size=30,
    )
)
def test_timelines_are_what_a_plain_sort_gives(rows: list[tuple[str | None, int | None, str | None]]) -> None:
    posts = posts_of(rows)
    wanted: dict[str, list[tuple[int, str, str]]] = {}
    for (account, second, kind), post_id in zip(rows, posts["post_id"], strict=True):
        if account and second is not None:
            wanted.setdefault(f"here:{account}", []).append((second, kind or "post", post_id))
    for acts in wanted.values():
        acts.sort(key=lambda act: (act[0], KINDS.index(act[1]), act[2]))
    timelines = read_timelines(posts)
    assert in_words(timelines, posts) == wanted
    assert timelines.accounts.to_list() == sorted(wanted)


@given(st.permutations(range(6)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    posts = posts_of(
        [("a", 3, "post"), ("a", 3, "post"), ("b", 1, "reply"), ("a", 0, None), ("b", 9, "quote"), ("a", 3, "post")]
    )
    shuffled = posts[order]
    assert in_words(read_timelines(shuffled), shuffled) == in_words(read_timelines(posts), posts)


def test_gaps_are_the_times_since_the_post_before() -> None:
    timelines = read_timelines(posts_of([("b", 7, "post"), ("a", 5, "post"), ("a", 2, "repost"), ("a", 9, "reply")]))
    assert (timelines.gaps / 1e6).tolist() == [-1e-6, 3.0, 4.0, -1e-6]
    assert timelines.counts.tolist() == [3, 1]
    assert timelines.owners.tolist() == [0, 0, 0, 1]


def test_a_case_without_posts_has_no_timelines() -> None:
    timelines = read_timelines(posts_of([]))
    assert timelines.accounts.len() == 0
    assert timelines.start.tolist() == [0]
    assert np.array_equal(timelines.gaps, np.zeros(0, np.int64))


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "c", "", None]), st.one_of(st.none(), st.integers(0, 5)), st.none()),
        max_size=30,
    ),
    st.integers(1, 7),
)
def test_timelines_of_parts_are_those_of_the_whole(
    rows: list[tuple[str | None, int | None, str | None]], size: int
) -> None:
    posts = posts_of(rows).with_columns(post_id=pl.format("{}", pl.int_range(1_000, 1_000 + len(rows))))
    whole, parts = read_timelines(posts), read_timelines_by_part(posts.iter_slices(size))
    assert parts.accounts.to_list() == whole.accounts.to_list()
    for name in ("start", "times", "kinds", "rows", "coarse"):
        assert getattr(parts, name).tolist() == getattr(whole, name).tolist()


def test_no_part_gives_no_timeline() -> None:
    assert len(read_timelines_by_part([]).accounts) == 0
