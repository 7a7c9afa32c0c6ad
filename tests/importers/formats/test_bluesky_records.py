"""Bluesky's records and API answers: single records, feeds, threads, profiles, and what is refused."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from hypothesis import given

from tests.importers.json_fuzz import EIGHT_FILES, assert_same, check_batch, check_holds_up, files
from tests.importers.table_sources import SAMPLES, real_source, sample_source, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.bluesky_records import IMPORTER
from unisono.importers.json_files import declared
from unisono.model.batches import Batch

A, B = "did:plc:" + "a" * 24, "did:plc:" + "b" * 24
K1, K2, K3 = (f"at://{did}/app.bsky.feed.post/{key}" for did, key in ((A, "k1"), (B, "k2"), (B, "k3")))
NAMES = ["bluesky_feed.json", "bluesky_thread.json", "bluesky_records.jsonl"]
LINES = [
    *(orjson.loads(line) for line in (SAMPLES / NAMES[2]).read_bytes().splitlines()),
    *(orjson.loads((SAMPLES / name).read_bytes()) for name in NAMES[:2]),
    *orjson.loads((SAMPLES / NAMES[0]).read_bytes())["feed"],
]
REAL = {
    "custom_record": (0, 0, ["another record of Bluesky: no post"]),
    "did_doc": (0, 0, ["a description of an account's repository: no post"]),
    "extended_like_record": (0, 0, ["a like: no post"]),
    "extended_post_record": (1, 0, []),
    "feed_record": (0, 0, ["a feed: no post"]),
    "get_follows": (0, 7, []),
    "like_record": (0, 0, ["a like: no post"]),
    "post_record": (1, 0, []),
    "resolve_handle": (0, 0, ["the answer of a look-up: no post"]),
    "thread_view_post_with_embed_media": (1, 1, []),
}
"""Posts, profiles and reasons of each real file, counted by hand."""


def read_sample(name: str, tmp_path: Path) -> Batch:
    (batch,) = IMPORTER.read(sample_source(name, tmp_path), ReadSettings())
    check_batch(batch)
    return batch


@pytest.fixture(params=[0, 1 << 40], ids=["kernels", "objects"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read small files in bulk too, and not."""
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", request.param)


@pytest.mark.usefixtures("reader")
def test_a_feed_gives_posts_and_reposts_by_those_who_passed_them_on(tmp_path: Path) -> None:
    posts = read_sample("bluesky_feed.json", tmp_path).posts
    assert posts.select("post_id", "account_id", "handle", "kind", "ref_post_id", "thread_id").rows() == [
        (f"at://{B}/app.bsky.feed.repost/r1", B, "bob.example", "repost", K1, None),
        (f"repost:{B}:{K1}", B, "bob.example", "repost", K1, None),
        (K2, B, "bob.example", "reply", K1, f"at://{A}/app.bsky.feed.post/k0"),
        (K3, B, "bob.example", "quote", K1, None),
        (K1, A, "ann.example", "post", None, None),
    ]
    assert posts["text"].to_list() == ["お早う 🌅 #朝", "お早う 🌅 #朝", "مرحبا", "see this", "お早う 🌅 #朝"]
    assert posts["hashtags"].to_list() == [["朝"], ["朝"], [], [], ["朝"]]
    assert posts["like_count"].to_list() == [None, None, 3, 3, 3]
    assert set(posts["ref_account_id"].drop_nulls()) == {A}
    assert posts["ref_created_at"].to_list()[:4] == [datetime(2024, 5, 1, 6, tzinfo=UTC)] * 4


@pytest.mark.usefixtures("reader")
def test_a_post_was_not_made_after_the_platform_saw_it(tmp_path: Path) -> None:
    posts = read_sample("bluesky_feed.json", tmp_path).posts
    assert posts["created_at"].to_list() == [
        datetime(2024, 5, 2, 7, tzinfo=UTC),  # the repost's own time
        datetime(2024, 5, 2, 7, tzinfo=UTC),
        datetime(2024, 5, 1, 6, 29, tzinfo=UTC),  # declares a minute later
        datetime(2020, 1, 1, tzinfo=UTC),  # may be imported, may be dated back: counted below
        datetime(2024, 5, 1, 6, tzinfo=UTC),
    ]
    (problem,) = IMPORTER.find_problems(sample_source("bluesky_feed.json", tmp_path), ReadSettings())
    assert (problem.code, problem.rows) == ("declared_time_differs", 1)
    assert problem.example == "row 4: declares 2020-01-01T00:00:00Z, seen at 2024-05-01T08:00:00Z"


@pytest.mark.usefixtures("reader")
def test_what_is_passed_on_answered_or_quoted_is_a_reference(tmp_path: Path) -> None:
    references = read_sample("bluesky_feed.json", tmp_path).references
    assert references.select("post_id", "account_id", "handle", "text", "like_count").rows() == [
        (K1, A, "ann.example", "お早う 🌅 #朝", 3)
    ]


@pytest.mark.usefixtures("reader")
def test_a_thread_gives_its_posts_from_the_top(tmp_path: Path) -> None:
    batch = read_sample("bluesky_thread.json", tmp_path)
    assert batch.posts.select("post_id", "source_row").rows() == [(K1, 2), (K2, 3), (K3, 4)]
    assert [(item.reason, item.row) for item in batch.rejected] == [
        ("a post that cannot be seen any more", 1),
        ("a post that is hidden by a block", 5),
    ]


@pytest.mark.usefixtures("reader")
def test_records_pages_and_profiles_may_stand_together(tmp_path: Path) -> None:
    batch = read_sample("bluesky_records.jsonl", tmp_path)
    own = f"at://{A}/app.bsky.feed."
    assert batch.posts.select("post_id", "account_id", "kind", "ref_post_id").rows()[3:] == [
        (f"{own}post/k5", A, "post", None),
        (f"{own}repost/r5", A, "repost", K2),
    ]
    assert batch.posts["media"].to_list()[3] == ["bafkone"]
    assert batch.posts["text_complete"].to_list()[3] is True
    assert [item.reason for item in batch.rejected] == [
        "a like: no post",
        "a record of another app: no post",
        "no post: its record is missing",
        "the answer of a look-up: no post",
        "a description of an account's repository: no post",
        "a page without posts",
        "no record of Bluesky that is known",
    ]
    profile = batch.accounts.filter(batch.accounts["bio"] == "Gärtnerin").row(0, named=True)
    assert (profile["account_id"], profile["followers"], profile["following"], profile["posts"]) == (A, 10, 20, 30)
    assert profile["created_at"] == datetime(2023, 4, 26, 19, 5, 34, 249000, tzinfo=UTC)
    assert batch.accounts["observed_at"].null_count() == batch.accounts.height


def test_a_page_that_comes_late_is_named(tmp_path: Path) -> None:
    lines = [orjson.dumps(LINES[0])] * 60 + [orjson.dumps({"posts": [LINES[0]]})]
    source = written_source(tmp_path, b"\n".join(lines).decode())
    (batch,) = IMPORTER.read(source, ReadSettings())
    reason = "a page among single posts: put pages in a file of their own"
    assert [(item.reason, item.row) for item in batch.rejected] == [(reason, 61)]


def test_only_bluesky_s_objects_are_taken(tmp_path: Path) -> None:
    assert [IMPORTER.recognise(sample_source(name, tmp_path)) for name in NAMES] == [0.95, 0.95, 0.95]
    assert IMPORTER.recognise(written_source(tmp_path, '{"uri": "https://a.example/1", "text": "b"}\n')) == 0.0
    assert IMPORTER.recognise(sample_source("bluesky_jetstream_v1.jsonl", tmp_path)) == 0.0


@pytest.mark.parametrize("name", REAL)
def test_real_answers_are_counted_as_by_hand(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = real_source(f"formats/bluesky_records/{name}.json", tmp_path)
    assert IMPORTER.recognise(source) >= 0.8
    (plain,) = IMPORTER.read(source, ReadSettings())
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", 0)
    (bulk,) = IMPORTER.read(source, ReadSettings())
    assert_same(plain, bulk)
    assert (plain.posts.height, plain.accounts.height, [item.reason for item in plain.rejected]) == REAL[name]


@EIGHT_FILES
@given(files(LINES))
def test_any_values_in_a_record_are_read_or_counted(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
