"""CooRTweet's table holds every trace, and reading it again gives the same pairs."""

import datetime as dt
from pathlib import Path

import polars as pl

from tests.exports.small_case import NOON, case_with_posts
from unisono.cases import create_case
from unisono.compat.coortweet import CoordinatedShares, coordinated_pairs
from unisono.compat.sharing_table import read_shares
from unisono.exports import export_case
from unisono.exports.coortweet import coortweet_shares
from unisono.importers.importing import import_files
from unisono.traces import read_traces


def test_the_table_has_one_row_a_trace_in_coortweets_columns(tmp_path: Path) -> None:
    path = tmp_path / "shares.csv"
    written = export_case(case_with_posts(tmp_path / "case"), None, "coortweet", path)
    shares = pl.read_csv(path)
    assert shares.columns == ["object_id", "account_id", "content_id", "timestamp_share"]
    assert written["rows"] == shares.height == 15
    assert shares.row(0) == ("twitter:90", "twitter:1", "twitter:01", int(NOON.timestamp()) + 1)


def test_reading_the_table_again_gives_the_same_pairs(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    export_case(case, None, "coortweet", tmp_path / "shares.csv")
    shares = read_shares(tmp_path / "shares.csv")
    found = pl.concat(coordinated_pairs(shares, CoordinatedShares(within_seconds=1)))
    traces = read_traces(case.posts(), layers=["repost"])["repost"].select("object", "account", "at")
    joined = traces.join(traces, on="object").filter(
        (pl.col("account") != pl.col("account_right"))
        & ((pl.col("at") - pl.col("at_right")).abs() <= dt.timedelta(seconds=1))
    )
    assert found.height == joined.height // 2 == 10


def test_importing_the_table_into_another_case_gives_the_same_acts(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    export_case(case, None, "coortweet", tmp_path / "shares.csv")
    other = create_case(tmp_path / "other")
    list(import_files(other, [str(tmp_path / "shares.csv")]))
    before = (
        read_traces(case.posts(), layers=["repost"])["repost"].select("account", "object", "at").sort("account", "at")
    )
    after = (
        read_traces(other.posts(), layers=["repost"])["repost"].select("account", "object", "at").sort("account", "at")
    )
    assert after.height == before.height == 15
    assert after["at"].to_list() == before["at"].to_list()
    for column in ("account", "object"):
        names = dict(zip(before[column], after[column], strict=True))
        assert len(set(names.values())) == len(names) == before[column].n_unique()


def test_times_with_fractions_keep_them() -> None:
    traces = pl.DataFrame(
        {
            "object": ["o", "o"],
            "account": ["a", "b"],
            "post": ["1", "2"],
            "at": [NOON, NOON + dt.timedelta(milliseconds=500)],
        }
    )
    assert coortweet_shares(traces)["timestamp_share"].to_list() == [NOON.timestamp(), NOON.timestamp() + 0.5]
    assert coortweet_shares(traces.head(1))["timestamp_share"].dtype == pl.Int64
    assert coortweet_shares(traces.head(0)).is_empty()
