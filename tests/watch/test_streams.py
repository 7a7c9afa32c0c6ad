"""The builders of recorded streams write what the importers read, and what they say they wrote."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.watch.streams import (
    Push,
    account_line,
    delete_line,
    did,
    identity_line,
    post_line,
    post_uri,
    repost_line,
    status_line,
    write_lines,
    write_recording,
)
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.bluesky_jetstream import IMPORTER
from unisono.importers.formats.mastodon import IMPORTER as MASTODON
from unisono.importers.opening import open_source


def _read(path: Path, scratch: Path, importer=IMPORTER) -> list:
    return list(importer.read(open_source(str(path), scratch), ReadSettings()))


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_every_post_of_a_recording_is_read_by_the_importer(tmp_path: Path, ending: str) -> None:
    push = Push(accounts=5, start_s=100, seconds=10, tag="pushed", link="https://pushed.example/a", text="say it")
    recording = write_recording(tmp_path / f"made.jsonl{ending}", posts=400, seconds=300, pushes=[push])
    posts = [row for batch in _read(recording.path, tmp_path / "scratch") for row in batch.posts.iter_rows(named=True)]
    assert len(posts) == recording.posts == 405
    assert len({post["post_id"] for post in posts}) == 405
    pushed = [post for post in posts if "pushed" in (post["hashtags"] or [])]
    assert {post["post_id"] for post in pushed} == set(recording.pushed_posts)
    assert {post["account_id"] for post in pushed} == set(recording.pushed_accounts) and len(pushed) == 5
    assert all("https://pushed.example/a" in post["urls"] for post in pushed)
    assert {post["kind"] for post in posts} == {"post", "repost"}


def test_a_recording_is_in_the_order_of_time_and_its_reposts_are_of_posts_in_it(tmp_path: Path) -> None:
    recording = write_recording(tmp_path / "made.jsonl", posts=300, seconds=60, pushes=[Push(start_s=20, seconds=20)])
    events = [json.loads(line) for line in recording.path.read_bytes().splitlines()]
    assert all(earlier["time_us"] <= later["time_us"] for earlier, later in pairwise(events))
    kept = {f"at://{event['did']}/{event['commit']['collection']}/{event['commit']['rkey']}" for event in events}
    subjects = {
        event["commit"]["record"]["subject"]["uri"] for event in events if "subject" in event["commit"]["record"]
    }
    assert subjects and subjects <= kept


def test_single_events_are_read_as_what_they_are(tmp_path: Path) -> None:
    post = post_line(1, 0, "Ünïcode words", tags=["one", "two"], links=["https://a.example/x"])
    repost = repost_line(2, 1, post_uri(post))
    gone = delete_line(1, 2, post_uri(post).rsplit("/", 1)[1])
    lines = [post, repost, gone, account_line(1, 3, active=False), identity_line(2, 4, "b.example")]
    (batch,) = _read(write_lines(tmp_path / "few.jsonl", lines), tmp_path / "scratch")
    first, second = batch.posts.iter_rows(named=True)
    assert first["hashtags"] == ["one", "two"] and first["urls"] == ["https://a.example/x"]
    assert second["ref_post_id"] == first["post_id"] == post_uri(post)
    assert batch.deletions["post_id"].to_list() == [post_uri(post)]
    assert set(batch.accounts["account_id"]) >= {did(1), did(2)}


def test_statuses_are_read_by_the_importer_of_mastodon(tmp_path: Path) -> None:
    lines = [status_line(account, account, tags=["one"]) for account in range(3)]
    (batch,) = _read(write_lines(tmp_path / "toots.jsonl", lines), tmp_path / "scratch", MASTODON)
    assert batch.posts["hashtags"].to_list() == [["one"]] * 3 and batch.posts["account_id"].n_unique() == 3
