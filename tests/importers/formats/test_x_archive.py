"""X's archive of one's own account: posts find their author beside them, deleted ones are marked."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import given

from tests.importers.field_fuzz import TEN_FILES, check_lines_hold_up, files_of
from unisono.cases import create_case
from unisono.importers.declaration import Left, ReadSettings
from unisono.importers.formats.x_archive import FIELDS, IMPORTER, find_problems, owner_of
from unisono.importers.guessing import rate_importers
from unisono.importers.importing import import_each
from unisono.importers.opening import open_source, open_sources
from unisono.importers.summing_up import sum_up
from unisono.model.batches import Batch


def tweet(post_id: str, text: str, **fields: Any) -> dict[str, Any]:
    about = {
        "id_str": post_id, "id": post_id, "created_at": "Wed Oct 10 20:19:24 +0000 2018", "full_text": text,
        "lang": "de", "source": '<a href="https://x.com" rel="nofollow">X for iPhone</a>', "favorite_count": "4",
        "retweet_count": "2", "entities": {"hashtags": [], "user_mentions": [], "urls": []},
    }  # fmt: skip
    return {"tweet": about | fields}


POSTS = [
    tweet("10", "Hallo &amp; guten Tag", entities={"hashtags": [{"text": "Gruß"}], "user_mentions": [], "urls": []}),
    tweet("11", "RT @bea: Kommt alle"),
    tweet("12", "@bea ja", in_reply_to_status_id_str="5", in_reply_to_user_id_str="7", in_reply_to_screen_name="bea"),
    tweet("13", "Lest das", entities={"urls": [{"expanded_url": "https://twitter.com/bea/status/6?s=20"}]}),
]
ACCOUNT = [
    {
        "account": {
            "accountId": "99",
            "username": "otto",
            "accountDisplayName": "Otto",
            "createdAt": "2011-02-03T04:05:06.000Z",
        }
    }
]
PROFILE = [{"profile": {"description": {"bio": "Rosen", "website": "", "location": "Ulm"}}}]


def write_archive(folder: Path, posts: list[dict[str, Any]] = POSTS, name: str = "tweets") -> Path:
    data = folder / "data"
    data.mkdir(exist_ok=True)
    for file, part, content in ((name, name, posts), ("account", "account", ACCOUNT), ("profile", "profile", PROFILE)):
        part = part.replace("-", "_")
        (data / f"{file}.js").write_text(f"window.YTD.{part}.part0 = {json.dumps(content, indent=1)}", encoding="utf-8")
    return data / f"{name}.js"


def read_file(path: Path, folder: Path) -> Batch:
    (batch,) = IMPORTER.read(open_source(str(path), folder / "scratch"), ReadSettings())
    return batch


def test_posts_have_the_owner_that_stands_beside_them(tmp_path: Path) -> None:
    batch = read_file(write_archive(tmp_path), tmp_path)
    posts = batch.posts
    assert posts.select("post_id", "account_id", "handle", "kind", "ref_post_id", "ref_handle").rows() == [
        ("10", "99", "otto", "post", None, None),
        ("11", "99", "otto", "repost", None, "bea"),
        ("12", "99", "otto", "reply", "5", "bea"),
        ("13", "99", "otto", "quote", "6", None),
    ]
    assert posts["text"][0] == "Hallo & guten Tag"
    assert posts["hashtags"].to_list()[0] == ["Gruß"]
    assert posts["urls"].to_list()[3] == []
    assert posts.select("client", "like_count", "lang").row(0) == ("X for iPhone", 4, "de")
    assert posts["like_count"].to_list()[1] is None
    assert posts["created_at"].unique().to_list() == [datetime(2018, 10, 10, 20, 19, 24, tzinfo=UTC)]
    assert batch.accounts.select("account_id", "bio", "location_text").rows() == [("99", "Rosen", "Ulm")]


def test_what_the_owner_deleted_is_marked_with_its_time(tmp_path: Path) -> None:
    posts = [tweet("20", "weg", deleted_at="Thu Oct 11 20:19:24 +0000 2018")]
    found = read_file(write_archive(tmp_path, posts, "deleted-tweets"), tmp_path).posts
    assert found.select("is_deleted", "collected_at").rows() == [(True, datetime(2018, 10, 11, 20, 19, 24, tzinfo=UTC))]


def test_a_whole_archive_as_zip_is_read_with_its_owner(tmp_path: Path) -> None:
    write_archive(tmp_path)
    packed = tmp_path / "twitter-2024.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted((tmp_path / "data").iterdir()):
            archive.write(file, f"data/{file.name}")
    found = {}
    for source in open_sources(str(packed), tmp_path / "scratch"):
        if rate_importers(source)[0][0].name == "x_archive":
            found[source.assigned] = owner_of(source).account_id
    assert found == {"window.YTD.tweets.part0": "99"}


def test_empty_parts_of_an_archive_are_skipped_and_named_in_a_folder_and_in_a_zip(tmp_path: Path) -> None:
    data = write_archive(tmp_path).parent
    for part in ("deleted-tweets", "note-tweet"):
        (data / f"{part}.js").write_text(f"window.YTD.{part.replace('-', '_')}.part0 = [ ]")
    archive = tmp_path / "archive.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted(data.iterdir()):
            packed.write(file, f"data/{file.name}")
    for number, packing in enumerate((data, archive)):
        summary = sum_up(import_each(create_case(tmp_path / f"case{number}"), [str(packing)])).as_line()
        assert (summary["refused"], summary["posts"]) == ([], 4)
        empty = [left["file"] for left in summary["skipped"] if left["reason"] == "an empty list: it holds no post"]
        assert [file.rpartition("/")[2] for file in empty] == ["deleted-tweets.js", "note-tweet.js"]


def test_an_empty_part_that_is_named_itself_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tweets.js"
    file.write_text("window.YTD.tweets.part0 = [ ]")
    (left,) = import_each(create_case(tmp_path / "case"), [str(file)])
    assert isinstance(left, Left)
    assert not left.is_skipped
    assert "list of records is empty" in left.reason


def test_without_its_owner_the_file_says_what_is_missing(tmp_path: Path) -> None:
    path = write_archive(tmp_path)
    (path.parent / "account.js").unlink()
    source = open_source(str(path), tmp_path / "scratch")
    (problem,) = find_problems(source, ReadSettings())
    assert problem.code == "no_account"
    assert "account.js" in problem.advice
    (batch,) = IMPORTER.read(source, ReadSettings())
    assert batch.posts["account_id"].null_count() == batch.posts.height == 4


def test_a_damaged_file_beside_it_costs_only_the_owner(tmp_path: Path) -> None:
    path = write_archive(tmp_path)
    (path.parent / "account.js").write_text("window.YTD.account.part0 = [ {")
    assert read_file(path, tmp_path).posts.height == 4


@TEN_FILES
@given(files_of(FIELDS))
def test_no_line_whatever_is_lost_or_breaks_the_reader(raw: bytes) -> None:
    check_lines_hold_up(IMPORTER, raw)
