"""Posts of Xiaohongshu, 9gag, Imgur and Pinterest in 4CAT's tables."""

from pathlib import Path
from typing import Any

from tests.importers.fourcat_tables import row, table
from tests.importers.table_sources import written_source
from tests.importers.tweet_builders import read_whole
from unisono.importers.formats.fourcat import IMPORTER


def one(folder: Path, source: str, **cells: Any) -> dict[str, Any]:
    (post,) = read_whole(IMPORTER, written_source(folder, table(source, row(source, **cells)))).posts.to_dicts()
    return post


def test_a_title_stands_above_the_text(tmp_path: Path) -> None:
    assert one(tmp_path, "xiaohongshu", title="标题", body="内容")["text"] == "标题\n内容"
    assert one(tmp_path, "9gag", subject="Title", body="")["text"] == "Title"
    assert one(tmp_path, "pinterest", subject="Title", body="Words")["text"] == "Title\nWords"


def test_anonymous_posts_have_no_account(tmp_path: Path) -> None:
    assert one(tmp_path, "9gag", author="9GAGGER")["account_id"] is None
    assert one(tmp_path, "9gag", author="bo", is_anonymous="yes")["account_id"] is None
    assert one(tmp_path, "imgur", author="0")["account_id"] is None
    assert one(tmp_path, "imgur", author="4711")["account_id"] == "4711"


def test_tags_with_blanks_stay_whole(tmp_path: Path) -> None:
    assert one(tmp_path, "9gag", tags="late trams")["hashtags"] == ["late trams"]
    assert one(tmp_path, "pinterest", idea_tags="home decor,art")["hashtags"] == ["home decor", "art"]
    post = one(tmp_path, "9gag", source_url="https://a.example", upvotes="7", comments="2")
    assert (post["urls"], post["like_count"], post["reply_count"]) == (["https://a.example"], 7, 2)
