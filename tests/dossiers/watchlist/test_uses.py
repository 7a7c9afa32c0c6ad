"""What posts carry is read once a post, reposts with what their originals carry, on the days of the case's zone."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from tests.dossiers.watchlist.listed_case import write_posts
from unisono.cases import Case
from unisono.dossiers.watchlist.uses import read_uses


def of_kind(case: Case, kind: str) -> list[tuple[str, str]]:
    uses = read_uses(case).uses.filter(pl.col("kind") == kind)
    return sorted(uses.select("account", "item").iter_rows())


def test_tags_links_domains_and_mentions_are_read_as_everywhere(tmp_path: Path) -> None:
    posts = [
        {"account": "1", "hashtags": ["Vote", "VOTE"], "urls": ["http://www.news.example/a?utm_source=x"]},
        {"account": "2", "text": "#投票 see https://news.example/a @h_1 @stranger"},
    ]
    case = write_posts(tmp_path / "case", posts)
    assert of_kind(case, "hashtag") == [("twitter:1", "vote"), ("twitter:2", "投票")]
    assert of_kind(case, "link") == [(f"twitter:{one}", "https://news.example/a") for one in "12"]
    assert of_kind(case, "domain") == [(f"twitter:{one}", "news.example") for one in "12"]
    assert of_kind(case, "mention") == [("twitter:2", "twitter:1"), ("twitter:2", "twitter:stranger")]


def test_a_bare_repost_carries_what_its_original_does(tmp_path: Path) -> None:
    posts = [
        {"account": "1", "post_id": "7", "hashtags": ["vote"], "urls": ["https://news.example/a"]},
        {"account": "2", "kind": "repost", "ref_post_id": "7"},
        {"account": "3", "kind": "repost", "ref_post_id": "unknown"},
        {"account": "4", "kind": "repost", "ref_post_id": "7", "text": "RT @h_1: other", "hashtags": ["other"]},
    ]
    case = write_posts(tmp_path / "case", posts)
    assert of_kind(case, "hashtag") == [("twitter:1", "vote"), ("twitter:2", "vote"), ("twitter:4", "other")]
    assert of_kind(case, "link") == [("twitter:1", "https://news.example/a"), ("twitter:2", "https://news.example/a")]


def test_a_day_is_one_of_the_cases_zone(tmp_path: Path) -> None:
    late = datetime(2018, 6, 1, 23, 30, tzinfo=UTC)
    case = write_posts(tmp_path / "case", [{"account": "1", "created_at": late, "hashtags": ["a"]}], zone="Asia/Tokyo")
    read = read_uses(case)
    assert read.uses["day"].to_list() == read.acts["day"].to_list() == [date(2018, 6, 2)]


def test_a_mention_is_an_id_where_one_account_alone_had_the_handle(tmp_path: Path) -> None:
    posts = [
        {"account": "1", "handle": "ann"},
        {"account": "2", "handle": "both"},
        {"account": "3", "handle": "both"},
        {"account": "4", "mentions": ["Ann", "both", "99"]},
    ]
    case = write_posts(tmp_path / "case", posts)
    assert [item for _, item in of_kind(case, "mention")] == ["twitter:1", "twitter:99", "twitter:both"]


def test_an_empty_case_has_no_uses(tmp_path: Path) -> None:
    read = read_uses(write_posts(tmp_path / "case", []))
    assert read.uses.height == read.acts.height == 0
