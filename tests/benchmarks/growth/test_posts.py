"""Posts are made part by part, the same ones each time, with crowds that are capped and groups that are planted."""

from pathlib import Path

import polars as pl
from benchmarks.growth.posts import Sharing, make_parts, write_table

SHARING = Sharing(20_000)


def test_posts_repeat_and_are_as_many_as_asked_for() -> None:
    once, again = (pl.concat(make_parts(SHARING, 7_000)) for _ in range(2))
    assert once.height == 20_000 and once.equals(again)
    assert [part.height for part in make_parts(SHARING, 7_000)] == [7_000, 7_000, 6_000]
    span = once["at"].max() - once["at"].min()  # type: ignore[operator]  # whole numbers
    assert 6 * 86_400 < span <= SHARING.seconds + 20


def test_no_object_has_many_more_acts_than_the_cap() -> None:
    few = pl.concat(make_parts(Sharing(20_000, most_acts=200)))["object"].value_counts()["count"].max()
    many = pl.concat(make_parts(Sharing(20_000, most_acts=20_000)))["object"].value_counts()["count"].max()
    assert isinstance(few, int) and isinstance(many, int)
    assert few < 60 < 300 < many


def test_groups_come_to_their_objects_within_seconds() -> None:
    acts = pl.concat(make_parts(SHARING))
    planted = acts.filter(pl.col("account") >= SHARING.accounts)
    assert planted.height == 400
    own = planted.filter(pl.col("object") >= SHARING.objects).group_by("object").agg(
        (pl.col("at").max() - pl.col("at").min()).alias("span"), pl.len()
    )  # fmt: skip
    assert own.filter((pl.col("span") > 20) | (pl.col("len") > 20)).is_empty() and own.height > 10
    nobody = pl.concat(make_parts(Sharing(20_000, planted_share=0.0)))
    assert nobody.filter(pl.col("account") >= SHARING.accounts).is_empty()


def test_a_table_has_one_header_and_numbers_its_posts_through(tmp_path: Path) -> None:
    write_table(SHARING, tmp_path / "shares.csv", rows=7_000)
    table = pl.read_csv(tmp_path / "shares.csv")
    assert table.columns == ["object_id", "account_id", "content_id", "timestamp_share"]
    assert table.height == 20_000 == table["content_id"].n_unique()
