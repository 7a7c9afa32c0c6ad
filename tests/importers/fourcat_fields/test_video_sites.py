"""Videos and comments in 4CAT's tables."""

from pathlib import Path

from tests.importers.fourcat_tables import row, table
from tests.importers.table_sources import written_source
from tests.importers.tweet_builders import read_whole
from unisono.importers.formats.fourcat import IMPORTER


def test_a_video_on_tiktok_has_its_counts_and_its_authors_profile(tmp_path: Path) -> None:
    cells = {"likes": "3", "comments": "2", "shares": "1", "plays": "100", "hashtags": "fyp,قطار", "author_full": "Ann",
             "author_followers": "50", "author_likes": "70", "author_videos": "9"}  # fmt: skip
    batch = read_whole(IMPORTER, written_source(tmp_path, table("tiktok", row("tiktok", **cells))))
    post, profile = batch.posts.row(0, named=True), batch.accounts.row(0, named=True)
    assert [post[name] for name in ("like_count", "reply_count", "repost_count", "view_count")] == [3, 2, 1, 100]
    assert (post["hashtags"], post["account_id"], post["kind"]) == (["fyp", "قطار"], "ann", "post")
    assert [profile[name] for name in ("followers", "likes", "posts", "display_name")] == [50, 70, 9, "Ann"]


def test_a_comment_on_tiktok_answers_the_video_or_a_comment(tmp_path: Path) -> None:
    known = {"post_id": "900", "post_url": "https://www.tiktok.com/@lamp/video/900"}
    rows = [
        row("tiktok-comments", id="1", thread_id="900", is_comment_on_comment="no", **known),
        row("tiktok-comments", id="2", thread_id="1", is_comment_on_comment="yes", author="@6812", **known),
    ]
    posts = read_whole(IMPORTER, written_source(tmp_path, table("tiktok-comments", *rows))).posts
    wanted = ("kind", "ref_post_id", "ref_handle", "thread_id", "account_id", "handle")
    assert posts.select(wanted).rows() == [
        ("reply", "900", "lamp", "900", "ann", "ann"),
        ("reply", "1", None, "900", "@6812", None),
    ]


def test_a_live_stream_on_douyin_is_no_post(tmp_path: Path) -> None:
    cells = {"author_user_id": "7", "author_nickname": "安", "digg_count": "Unknown", "comment_count": "4"}
    rows = [
        row(
            "douyin", id="1", subject="Post", mentions="https://www.douyin.com/user/MS4x,https://other.example", **cells
        ),
        row("douyin", id="2", subject="Stream", **cells),
    ]
    batch = read_whole(IMPORTER, written_source(tmp_path, table("douyin", *rows)))
    (post,) = batch.posts.to_dicts()
    assert (post["account_id"], post["display_name"], post["like_count"], post["reply_count"]) == ("7", "安", None, 4)
    assert post["mentions"] == ["MS4x", "https://other.example"]
    assert [each.reason for each in batch.rejected] == ["is a live stream, not a post"]
