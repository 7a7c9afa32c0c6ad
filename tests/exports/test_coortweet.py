"""CooRTweet's table holds every trace, and reading it again gives the same pairs."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from tests.exports.small_case import NOON, case_with_posts
from unisono.cases import Case, SourceRecord, create_case, reading_once
from unisono.compat.coortweet import CoordinatedShares, coordinated_pairs
from unisono.compat.sharing_table import read_shares
from unisono.exports import coortweet, export_case
from unisono.exports.coortweet import coortweet_shares
from unisono.importers.importing import import_files
from unisono.model.batches import Batch
from unisono.model.tables import POSTS, conform
from unisono.traces import LAYER_READERS, read_traces


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
    shares = coortweet_shares(traces, whole=False)
    assert shares["timestamp_share"].to_list() == [NOON.timestamp(), NOON.timestamp() + 0.5]
    assert coortweet_shares(traces.head(1), whole=True)["timestamp_share"].dtype == pl.Int64
    assert coortweet_shares(traces.head(0), whole=True).is_empty()


@pytest.mark.parametrize("layer", [reader.name for reader in LAYER_READERS])
def test_a_table_written_in_stretches_is_the_table_of_all_traces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layer: str
) -> None:
    case = _case_of_every_layer(tmp_path / "case")
    monkeypatch.setattr(coortweet, "ROWS_AT_ONCE", 20)
    monkeypatch.setattr(reading_once, "POSTS_AT_ONCE", 7)
    export_case(case, None, "coortweet", tmp_path / "shares.csv", layer=layer)
    traces = read_traces(case.posts(), case.references(), layers=[layer])[layer]
    assert traces.height > 20
    assert (tmp_path / "shares.csv").read_text() == coortweet_shares(traces, whole=True).write_csv()


def test_a_case_without_traces_gives_the_header(tmp_path: Path) -> None:
    export_case(create_case(tmp_path / "case"), None, "coortweet", tmp_path / "shares.csv")
    assert (tmp_path / "shares.csv").read_text() == "object_id,account_id,content_id,timestamp_share\n"


def _case_of_every_layer(folder: Path) -> Case:
    """Return a case whose posts repost, answer, link, tag, mention and show pictures; some reposts are cut."""
    words = "the quick brown fox jumps over the lazy dog and then some more"
    rows = [
        {
            "platform": "twitter",
            "post_id": f"{number}",
            "account_id": f"{number % 9}",
            "handle": f"name{number % 9}",
            "created_at": NOON + dt.timedelta(seconds=number),
            "kind": ("post", "repost", "reply")[number % 3],
            "ref_post_id": f"{number % 11}" if number % 6 != 1 else None,
            "ref_handle": "name3" if number % 3 == 1 else None,
            "text": f"{words} {'…' if number % 4 == 1 else 'of all'} https://example.org/{number % 5}",
            "urls": [f"https://example.org/{number % 5}"],
            "hashtags": ["one", f"tag{number % 7}"],
            "mentions": [f"name{number % 4}"],
            "media": [f"picture{number % 5}"],
        }
        for number in range(120)
    ]
    case = create_case(folder)
    source = SourceRecord(file="posts.csv", sha256="0" * 64, format="csv")
    case.append([Batch(posts=conform(pl.DataFrame(rows), POSTS), read=len(rows))], source)
    return case
