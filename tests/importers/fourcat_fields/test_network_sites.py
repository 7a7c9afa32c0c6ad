"""Posts of VK, Truth Social, Gab, LinkedIn and Tumblr in 4CAT's tables."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from tests.importers.fourcat_tables import row, table
from tests.importers.table_sources import written_source
from tests.importers.tweet_builders import read_whole
from unisono.importers.formats.fourcat import IMPORTER
from unisono.importers.fourcat_fields.network_sites import made_at
from unisono.model.batches import Batch


def read(folder: Path, source: str, *rows: dict[str, Any]) -> Batch:
    told = [row(source, **{"id": str(number), **cells}) for number, cells in enumerate(rows, start=1)]
    return read_whole(IMPORTER, written_source(folder, table(source, *told)))


def test_posts_on_vk_are_named_by_their_wall(tmp_path: Path) -> None:
    posts = read(
        tmp_path,
        "vk",
        {"link": "https://vk.com/wall-77_1", "item_type": "post", "author_id": "-77", "views": "9", "source": "api",
         "links": "https://a.example/x,y, https://b.example"},
        {"link": "https://vk.com/wall-77_2", "item_type": "comment", "thread_id": "1", "author_id": "5"},
        {"link": "https://vk.com/wall-77_3", "item_type": "comment", "thread_id": "1", "author_id": "6",
         "in_reply_to_comment_id": "2", "in_reply_to_user": "5", "author_followers": "N/A"},
    ).posts  # fmt: skip
    assert posts.select("post_id", "account_id", "kind", "ref_post_id", "ref_account_id", "thread_id").rows() == [
        ("-77_1", "-77", "post", None, None, "-77_1"),
        ("-77_2", "5", "reply", "-77_1", "-77", "-77_1"),
        ("-77_3", "6", "reply", "-77_2", "5", "-77_1"),
    ]
    assert posts["urls"][0].to_list() == ["https://a.example/x,y", "https://b.example"]
    assert (posts["view_count"][0], posts["client"][0], posts["community_id"][0]) == (9, "api", "-77")


def test_html_of_truth_social_becomes_text_and_threads_become_references(tmp_path: Path) -> None:
    known = {
        "account_id": "7",
        "account_username": "ann",
        "created_at": "2024-05-01T12:00:00.000Z",
        "account_followers": "3",
    }
    body = '<p>Fish &amp; chips<br/>now <a href="https://a.example/x?y=1">a.example/x…</a></p>'
    quote = '<p><span class="quote-inline"><br/>RT: https://truthsocial.com/users/bo/statuses/9</span>see</p>'
    batch = read(
        tmp_path,
        "truth",
        {**known, "thread_id": "1", "body": body},
        {**known, "thread_id": "9", "body": "<p>no</p>"},
        {**known, "thread_id": "9", "body": quote},
    )
    posts = batch.posts
    assert posts.select("kind", "ref_post_id").rows() == [("post", None), ("reply", "9"), ("quote", "9")]
    assert posts["text"].to_list()[1:] == ["no", "see"]
    assert posts["text"][0].startswith("Fish & chips\nnow") and posts["urls"][0].to_list() == [
        "https://a.example/x?y=1"
    ]
    assert batch.accounts["followers"].to_list()[-1] == 3


def test_groups_and_accounts_in_older_tables_of_gab_are_no_posts(tmp_path: Path) -> None:
    header = "id,type,body,timestamp,thread_id,account_id,account_username,reaction_count,link_url\n"
    rows = "1,post,<p>hi</p>,2024-05-01 12:00:00,1,7,ann,3,https://a.example\n2,group,x,2024-05-01 12:00:00,2,,,,\n"
    batch = read_whole(IMPORTER, written_source(tmp_path, header + rows))
    (post,) = batch.posts.to_dicts()
    assert (post["text"], post["like_count"], post["urls"], post["platform"]) == ("hi", 3, ["https://a.example"], "gab")
    assert [each.reason for each in batch.rejected] == ["is a group or an account, not a post"]


def test_the_time_of_a_post_on_linkedin_is_read_out_of_its_id(tmp_path: Path) -> None:
    at = datetime(2024, 4, 30, 9, 8, 7, 654_000, tzinfo=UTC)
    made = str(int(at.timestamp() * 1000) << 22)
    posts = read(
        tmp_path,
        "linkedin",
        {"id": made, "author": "in/ann/", "timestamp_ago": "1d", "link_url": "https://a.example"},
        {"id": "17", "author": "company/lamp", "timestamp_ago": "2mo"},
    ).posts
    assert posts.select("created_at", "created_at_precision", "account_id", "handle").rows() == [
        (at, "second", "in/ann", "ann"),
        (datetime(2024, 5, 1, 12, tzinfo=UTC), "day", "company/lamp", "lamp"),
    ]
    assert made_at(pl.Series(["x", None])).to_list() == [None, None]


def test_tags_with_blanks_and_reblogs_on_tumblr(tmp_path: Path) -> None:
    post, reblog = read(
        tmp_path,
        "tumblr",
        {"timestamp": "1714564800", "tags": "late trams,rain", "body": "<p>Hello</p>", "is_reblog": "False"},
        {"timestamp": "1714564800", "tags": "one tag", "is_reblog": "True", "urls": "https://a.example"},
    ).posts.to_dicts()
    assert (post["hashtags"], post["text"], post["kind"]) == (["late trams", "rain"], "Hello", "post")
    assert (reblog["hashtags"], reblog["kind"], reblog["urls"]) == (["one tag"], "quote", ["https://a.example"])
    assert post["created_at"] == datetime(2024, 5, 1, 12, tzinfo=UTC)
