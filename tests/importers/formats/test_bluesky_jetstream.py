"""Recordings of Bluesky's stream: posts, deletions, accounts and times, of both versions and by both readers."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from hypothesis import given

from tests.importers.json_fuzz import EIGHT_FILES, assert_same, check_batch, check_holds_up, files
from tests.importers.table_sources import SAMPLES, real_source, sample_source, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.bluesky_jetstream import IMPORTER
from unisono.importers.json_files import declared
from unisono.model.batches import Batch

A, B = "did:plc:" + "a" * 24, "did:plc:" + "b" * 24
POST, REPOST = "app.bsky.feed.post", "app.bsky.feed.repost"
VERSIONS = ["bluesky_jetstream_v1.jsonl", "bluesky_jetstream_v2.jsonl"]
LINES = [orjson.loads(line) for name in VERSIONS for line in (SAMPLES / name).read_bytes().splitlines()]


def read_sample(name: str, tmp_path: Path) -> Batch:
    (batch,) = IMPORTER.read(sample_source(name, tmp_path), ReadSettings())
    check_batch(batch)
    return batch


@pytest.fixture(params=[0, 1 << 40], ids=["kernels", "objects"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read small files in bulk too, and not."""
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", request.param)


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("name", VERSIONS)
def test_posts_refer_to_what_they_answer_quote_and_pass_on(name: str, tmp_path: Path) -> None:
    posts = read_sample(name, tmp_path).posts
    assert posts.select("post_id", "account_id", "kind", "ref_post_id", "ref_account_id", "thread_id").rows() == [
        (f"at://{A}/{POST}/k0", A, "post", None, None, None),
        (f"at://{B}/{POST}/k1", B, "post", None, None, None),
        (f"at://{B}/{POST}/k2", B, "reply", f"at://{A}/{POST}/p1", A, f"at://{A}/{POST}/root"),
        (f"at://{A}/{POST}/k3", A, "quote", f"at://{B}/{POST}/q2", B, None),
        (f"at://{A}/{POST}/k4", A, "post", None, None, None),
        (f"at://{A}/{POST}/k5", A, "post", None, None, None),
        (f"at://{B}/{REPOST}/k6", B, "repost", f"at://{A}/{POST}/p1", A, None),
        (f"at://{B}/{POST}/k7", B, "post", None, None, None),
        (f"at://{A}/{POST}/k0", A, "post", None, None, None),
    ]


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("name", VERSIONS)
def test_tags_links_mentions_and_media_are_those_that_are_marked(name: str, tmp_path: Path) -> None:
    posts = read_sample(name, tmp_path).posts
    assert posts.select("text", "hashtags", "urls", "mentions", "media", "lang").rows()[:7] == [
        ("صباح الخير 🌅 #وسم", ["وسم", "hidden"], [], [], [], "ar"),
        ("良い記事 example.org/lo…", [], ["https://example.org/long?a=1", "https://example.com/card"], [A], [], "ja"),
        ("so true", [], [f"https://bsky.app/profile/{A}/post/q1"], [], [], "en"),
        ("look", [], [], [], ["bafkone", "bafktwo"], None),
        ("a list", [], [], [], [], None),
        ("film", [], [], [], ["bafkfilm"], None),
        (None, None, None, None, None, None),
    ]
    assert posts["text_complete"].to_list()[1] is True


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("name", VERSIONS)
def test_the_stream_tells_the_time_unless_it_came_late(name: str, tmp_path: Path) -> None:
    posts = read_sample(name, tmp_path).posts
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    seconds = [(at - noon).total_seconds() for at in posts["created_at"]]
    assert seconds == [0, 2, 4, 6, 8, 10, 12, 12.7, -0.5]
    seen = [(at - noon).total_seconds() for at in posts["collected_at"]]
    assert seen == [0, 2, 4, 6, 8, 10, 12, 613, 20]


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("name", VERSIONS)
def test_deletions_are_notices_and_no_posts(name: str, tmp_path: Path) -> None:
    deletions = read_sample(name, tmp_path).deletions
    assert deletions.select("post_id", "account_id", "at", "reason", "source_row").rows() == [
        (f"at://{A}/{POST}/k5", A, datetime(2026, 3, 1, 12, 0, 21, tzinfo=UTC), "deleted", 10),
        (f"at://{B}/{REPOST}/k6", B, datetime(2026, 3, 1, 12, 0, 22, tzinfo=UTC), "deleted", 11),
    ]


@pytest.mark.parametrize("name", VERSIONS)
def test_declared_times_that_are_far_off_are_counted(name: str, tmp_path: Path) -> None:
    problems = IMPORTER.find_problems(sample_source(name, tmp_path), ReadSettings())
    assert [(item.code, item.rows, item.example) for item in problems] == [
        ("declared_time_differs", 1, "row 3: declares 2015-01-01T00:00:00Z, seen at 2026-03-01T12:00:04Z"),
        ("stream_came_late", 1, "row 8: declares 2026-03-01T12:00:13Z, seen at 2026-03-01T12:10:13Z"),
    ]


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("name", VERSIONS)
def test_notices_and_profiles_are_dated_snapshots_of_accounts(name: str, tmp_path: Path) -> None:
    accounts = read_sample(name, tmp_path).accounts
    assert accounts.select("account_id", "handle", "display_name", "bio", "status").rows() == [
        (A, None, "آن", "Gärtnerin 🌱", None),
        (B, "bea.example", None, None, None),
        (B, None, None, None, "takendown"),
        (A, None, None, None, "active"),
    ]
    assert accounts["avatar_url"][0] == f"https://cdn.bsky.app/img/avatar/plain/{A}/bafkface@jpeg"
    assert accounts["observed_at"][2] == datetime(2026, 3, 1, 12, 0, 26, tzinfo=UTC)
    assert accounts["created_at"].null_count() == 4


@pytest.mark.parametrize("name", VERSIONS)
def test_what_is_no_post_is_counted_with_a_plain_reason(name: str, tmp_path: Path) -> None:
    reasons = [item.reason for item in read_sample(name, tmp_path).rejected]
    assert reasons[:8] == [
        "a like: no post",
        "a like that was taken back: no post",
        "a follow: no post",
        "a block: no post",
        "a rule about who may reply: no post",
        "another record of Bluesky: no post",
        "a record of another app: no post",
        "a notice about an account that names no handle",
    ]
    assert (
        reasons[8:] == []
        if name == VERSIONS[0]
        else ["a notice that a repository was read anew: no post", "a message of the stream: no post"]
    )


def test_both_versions_say_the_same(tmp_path: Path) -> None:
    first, second = (read_sample(name, tmp_path) for name in VERSIONS)
    assert first.posts.drop("source_sha256").equals(second.posts.drop("source_sha256"))
    assert first.accounts.drop("source_sha256").equals(second.accounts.drop("source_sha256"))


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("is_framed", [True, False])
@pytest.mark.parametrize("is_nested", [True, False])
def test_notices_are_read_framed_or_not_and_nested_or_flat(is_framed: bool, is_nested: bool, tmp_path: Path) -> None:
    told = [("identity", {"handle": "ann.example"}), ("account", {"active": False, "status": "takendown"})]
    lines = []
    for notice, says in told:
        event: dict[str, object] = {"$type": f"network.bsky.jetstream.subscribeEvents#{notice}", "did": A, "seq": 7}
        event |= {"time": "2026-07-04T14:38:08Z"} | ({notice: says} if is_nested else says)
        lines.append(orjson.dumps({"$type": "message", "payload": event} if is_framed else event))
    source = written_source(tmp_path, b"\n".join(lines).decode(), "events.jsonl")
    (batch,) = IMPORTER.read(source, ReadSettings())
    assert batch.accounts.select("account_id", "handle", "status").rows() == [
        (A, "ann.example", None),
        (A, None, "takendown"),
    ]


def test_only_events_are_taken(tmp_path: Path) -> None:
    for name in VERSIONS:
        assert IMPORTER.recognise(sample_source(name, tmp_path)) > 0.95
    assert IMPORTER.recognise(written_source(tmp_path, '{"did": "did:plc:a", "handle": "a.example"}\n')) == 0.0


def test_a_real_recording_is_counted_as_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = real_source("formats/bluesky_jetstream/events_v1.jsonl", tmp_path)
    (plain,) = IMPORTER.read(source, ReadSettings())
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", 0)
    (bulk,) = IMPORTER.read(source, ReadSettings())
    assert_same(plain, bulk)
    kinds = plain.posts["kind"].to_list()
    assert (kinds.count("repost"), kinds.count("post") + kinds.count("reply"), plain.deletions.height) == (15, 17, 1)
    assert (plain.read, plain.accounts.height, plain.accounts["status"].to_list()) == (152, 1, ["active"])
    assert {item.reason: item.rows for item in plain.rejected} == {
        "a like: no post": 105,
        "a follow: no post": 6,
        "a follow that was taken back: no post": 3,
        "a block: no post": 1,
        "a record of another app: no post": 1,
        "another record of Bluesky: no post": 1,
        "a notice about an account that names no handle": 1,
    }
    assert IMPORTER.find_problems(source, ReadSettings()) == ()


@EIGHT_FILES
@given(files(LINES))
def test_any_values_in_an_event_are_read_or_counted(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
