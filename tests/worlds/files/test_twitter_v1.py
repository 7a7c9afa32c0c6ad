"""Twitter v1.1 files of a world: one status a line, originals nested, ids as text."""

from pathlib import Path

import numpy as np
import orjson
import polars as pl
from polars.testing import assert_frame_equal

from unisono.importers.declaration import ReadSettings
from unisono.importers.opening import open_source
from unisono.importers.twitter_v1 import IMPORTER
from unisono.worlds import WorldSettings, build_world, write_v1_jsonl
from unisono.worlds.draft import REPOST, Draft, ImageRecipe
from unisono.worlds.numbering import FACEBOOK
from unisono.worlds.population import add_accounts
from unisono.worlds.stage import Stage

AWKWARD = 'She said "R&D" <b>\\now</b> &amp;\n\tthen \x01 ünïcödé 試験 \u2028 \U0001f600'


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


def test_awkward_texts_pictures_and_mentions_come_back_as_they_were(tmp_path: Path) -> None:
    world = build_world(WorldSettings(posts=400, accounts=50, decoys=(), communities=3), seed=4, tell=publish_awkwardly)
    count = write_v1_jsonl(world, tmp_path / "world.jsonl")
    assert count == world.posts.height - 1
    source = open_source(str(tmp_path / "world.jsonl"), tmp_path)
    read = pl.concat([batch.posts for batch in IMPORTER.read(source, ReadSettings())])
    told = world.posts.filter(pl.col("platform") == "twitter", pl.col("text") == AWKWARD)
    same = ["post_id", "text", "kind", "hashtags", "urls", "mentions", "display_name"]
    back = read.filter(pl.col("text") == AWKWARD)
    assert_frame_equal(back.select(same), told.select(same))
    assert back["media"].to_list() == told["media"].fill_null([]).to_list() == [["images/0.png"]] * 3
    profiles = pl.concat([batch.accounts for batch in IMPORTER.read(source, ReadSettings())])
    assert profiles["avatar_url"].drop_nulls().unique().to_list() == ["images/1.png"]


def publish_awkwardly(draft: Draft, stage: Stage) -> None:
    pictures = draft.add_images([ImageRecipe("meme", 1), ImageRecipe("avatar", 2)])
    text = draft.add_texts([AWKWARD])[0]
    tags = draft.add_tag_sets([("Ünï", "試験")])[0]
    link = draft.add_links(['https://a.example/?q="x"&y=\\'])[0]
    who = add_accounts(draft, 3, display_name='"Nick" \\o/ &amp;', avatar=pictures[1])
    at = np.array([draft.settings.start_ms + 1000])
    said = {"text": text, "tags": tags, "link": link, "image": pictures[0]}
    first = draft.add_items(who[:1], at, **said, mention=stage.people[0])
    draft.add_items(who[1:2], at + 5000, **said)
    draft.add_items(who[2:], at + 9000, kind=REPOST, ref=first)
    draft.add_items(add_accounts(draft, 1, platform=FACEBOOK), at, text=text)
