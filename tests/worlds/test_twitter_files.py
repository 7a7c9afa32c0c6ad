"""Twitter v1.1 files of a world: one status a line, originals nested, ids as text."""

from pathlib import Path

import orjson
import polars as pl
from polars.testing import assert_frame_equal

from unisono.importers.declaration import ReadSettings
from unisono.importers.opening import open_source
from unisono.importers.twitter_v1 import IMPORTER
from unisono.worlds import WorldSettings, build_world, write_v1_jsonl


def test_every_post_is_one_line_with_its_author_and_origin(tmp_path: Path) -> None:
    world = build_world(WorldSettings(posts=3_000, accounts=400), seed=7)
    path = tmp_path / "world.jsonl"
    assert write_v1_jsonl(world, path) == world.posts.height
    statuses = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    assert len(statuses) == world.posts.height
    by_id = {status["id_str"]: status for status in statuses}
    for post in world.posts.iter_rows(named=True):
        status = by_id[post["post_id"]]
        assert status["user"]["id_str"] == post["account_id"]
        handle = f"RT @{post['ref_handle']}: " if post["kind"] == "repost" else ""
        assert status["full_text"] == handle + post["text"]
        assert [tag["text"] for tag in status["entities"]["hashtags"]] == post["hashtags"]
        nested = {"repost": "retweeted_status", "quote": "quoted_status"}.get(post["kind"])
        assert {"retweeted_status", "quoted_status"} & set(status) == ({nested} if nested else set())
        if nested:
            assert status[nested]["id_str"] == post["ref_post_id"]
            assert status[nested]["user"]["screen_name"] == post["ref_handle"]
        elif post["kind"] == "reply":
            assert status["in_reply_to_status_id_str"] == post["ref_post_id"]


def test_times_are_written_as_twitter_wrote_them(tmp_path: Path) -> None:
    world = build_world(WorldSettings(posts=1_000, accounts=200, decoys=()), seed=8)
    write_v1_jsonl(world, tmp_path / "world.jsonl")
    first = orjson.loads((tmp_path / "world.jsonl").read_bytes().splitlines()[0])
    assert first["created_at"] == world.posts["created_at"][0].strftime("%a %b %d %H:%M:%S +0000 %Y")
    assert first["created_at"].endswith("+0000 2018")


def test_what_the_importer_reads_is_what_the_world_holds(tmp_path: Path) -> None:
    world = build_world(WorldSettings(posts=3_000, accounts=400), seed=9)
    write_v1_jsonl(world, tmp_path / "world.jsonl")
    source = open_source(str(tmp_path / "world.jsonl"), tmp_path)
    assert IMPORTER.recognise(source) > 0.5
    batches = list(IMPORTER.read(source, ReadSettings()))
    assert not any(batch.rejected for batch in batches)
    read = pl.concat([batch.posts for batch in batches])
    same = [
        "post_id",
        "account_id",
        "handle",
        "display_name",
        "created_at",
        "text",
        "kind",
        "ref_post_id",
        "ref_account_id",
    ]
    same += ["ref_handle", "hashtags", "urls", "mentions", "lang", "client"]
    assert_frame_equal(read.select(same), world.posts.select(same))
    reposts = pl.col("kind") == "repost"
    assert_frame_equal(
        read.filter(reposts).select("ref_created_at"), world.posts.filter(reposts).select("ref_created_at")
    )
