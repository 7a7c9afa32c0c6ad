"""Posts are found by platform:id, also where either part holds colons."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.detectors.posts_by_name import posts_of_names
from unisono.model.tables import POSTS, conform

names = st.sampled_from(["a", "b", "a:b", "b:a", ":", "a::b", ""])


@given(st.lists(st.tuples(st.none() | names, names), max_size=12), st.lists(st.tuples(names, names), max_size=4))
def test_posts_are_found_by_their_names_wherever_the_colons_are(
    posts: list[tuple[str | None, str]], wanted: list[tuple[str, str]]
) -> None:
    table = conform(pl.DataFrame(posts, schema={"platform": pl.String, "post_id": pl.String}, orient="row"), POSTS)
    asked = [f"{platform}:{post}" for platform, post in wanted]
    found = posts_of_names(table, pl.Series(asked, dtype=pl.String), ["kind"])
    assert found.columns == ["post", "kind"]
    assert found["post"].to_list() == [
        f"{platform}:{post}" for platform, post in posts if f"{platform}:{post}" in asked
    ]
