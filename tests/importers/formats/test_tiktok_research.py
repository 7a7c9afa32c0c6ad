"""TikTok's Research API: videos, comments and profiles, by the line or as whole answers."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
from hypothesis import given

from tests.importers.field_fuzz import TEN_FILES, check_lines_hold_up, files_of
from tests.importers.table_sources import written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.tiktok_research import FIELDS, IMPORTER
from unisono.importers.guessing import rate_importers
from unisono.importers.opening import open_source
from unisono.model.batches import Batch

VIDEO = {
    "id": 7123456789012345678, "username": "ana.r", "create_time": 1653177600, "region_code": "BR",
    "video_description": "Vejam https://example.org/x #eleição @bia", "hashtag_names": ["eleição"],
    "video_mention_list": ["bia"], "like_count": 3, "comment_count": 0, "share_count": 1, "view_count": 90,
    "music_id": 7098765432109876543, "voice_to_text": "vejam",
}  # fmt: skip
COMMENT = {
    "id": 71, "video_id": 7123456789012345678, "text": "أوافق", "create_time": 1653177660, "like_count": 1,
    "reply_count": 2, "parent_comment_id": 7123456789012345678,
}  # fmt: skip
ANSWER = {"id": 72, "video_id": 7123456789012345678, "text": "x", "create_time": 1653177670, "parent_comment_id": 71}
PROFILE = {
    "display_name": "Ana", "bio_description": "praia", "follower_count": 5, "following_count": 6, "likes_count": 7,
    "video_count": 8, "is_verified": False,
}  # fmt: skip


def read_lines(tmp_path: Path, *lines: object) -> Batch:
    text = "".join(orjson.dumps(line).decode() + "\n" for line in lines)
    (batch,) = IMPORTER.read(written_source(tmp_path, text), ReadSettings())
    return batch


def test_a_video_is_a_post_and_comments_answer_it_or_each_other(tmp_path: Path) -> None:
    posts = read_lines(tmp_path, VIDEO, COMMENT, ANSWER).posts
    assert posts.select("post_id", "account_id", "kind", "ref_post_id", "thread_id").rows() == [
        ("7123456789012345678", "ana.r", "post", None, None),
        ("71", None, "reply", "7123456789012345678", "7123456789012345678"),
        ("72", None, "reply", "71", "7123456789012345678"),
    ]
    assert posts["created_at"].to_list()[0] == datetime(2022, 5, 22, tzinfo=UTC)
    assert posts.select("hashtags", "mentions", "urls").row(0) == (["eleição"], ["bia"], ["https://example.org/x"])
    assert posts.select("like_count", "reply_count", "repost_count", "view_count").rows() == [
        (3, 0, 1, 90),
        (1, 2, None, None),
        (None, None, None, None),
    ]


def test_a_profile_is_kept_where_a_tool_has_added_its_name(tmp_path: Path) -> None:
    batch = read_lines(tmp_path, {**PROFILE, "username": "ana.r"}, PROFILE)
    assert batch.accounts.select("account_id", "display_name", "followers", "posts").rows() == [("ana.r", "Ana", 5, 8)]
    assert [(item.reason, item.row) for item in batch.rejected] == [
        ("a profile without the user name that was asked for", 2)
    ]
    assert (batch.posts.height, batch.read) == (0, 2)


def test_a_whole_answer_of_the_interface_is_taken_apart(tmp_path: Path) -> None:
    answer = tmp_path / "answer.json"
    answer.write_bytes(
        orjson.dumps({"data": {"videos": [VIDEO, VIDEO | {"id": 2}], "has_more": False}, "error": {"code": "ok"}})
    )
    source = open_source(str(answer), tmp_path / "scratch")
    assert rate_importers(source)[0][0].name == "tiktok_research"
    (batch,) = IMPORTER.read(source, ReadSettings())
    assert batch.posts["post_id"].to_list() == ["7123456789012345678", "2"]


@TEN_FILES
@given(files_of(FIELDS, {"id": 7, "create_time": 1653177600}))
def test_no_line_whatever_is_lost_or_breaks_the_reader(raw: bytes) -> None:
    check_lines_hold_up(IMPORTER, raw)
