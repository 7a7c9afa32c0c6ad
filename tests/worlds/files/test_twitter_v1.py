"""Twitter v1.1 files of a world: one status a line, originals nested, ids as text."""

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import polars as pl
from polars.testing import assert_frame_equal

from unisono.content.wording import wordings
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.twitter_v1 import IMPORTER
from unisono.importers.opening import open_source
from unisono.worlds import Planted, World, WorldSettings, build_world, write_v1_jsonl
from unisono.worlds.draft import REPOST, Draft, ImageRecipe
from unisono.worlds.files.twitter_v1 import texts_in_lines
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
        assert post["text"] in unescape(status["full_text"])
        assert status["full_text"].startswith(f"RT @{post['ref_handle']}: ") == (post["kind"] == "repost")
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
    told = world.posts.with_columns(texts_in_lines(world.posts, world))
    assert_frame_equal(read.select(same), told.select(same))
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
    assert [len(mentions) for mentions in told["mentions"]] == [1, 0, 1]
    told = told.with_columns(texts_in_lines(told, world))
    same = ["post_id", "text", "kind", "hashtags", "urls", "mentions", "display_name"]
    back = read.filter(pl.col("text").str.contains(AWKWARD, literal=True))
    assert_frame_equal(back.select(same), told.select(same))
    assert back["media"].to_list() == told["media"].fill_null([]).to_list() == [["images/0.png"]] * 3
    profiles = pl.concat([batch.accounts for batch in IMPORTER.read(source, ReadSettings())])
    assert profiles["avatar_url"].drop_nulls().unique().to_list() == ["images/1.png"]


def test_every_entity_stands_where_its_indices_say(tmp_path: Path) -> None:
    settings = WorldSettings(posts=3_000, accounts=400, planted=(Planted("threat_wave", size=20, acts=6),), pictures=60)
    worlds = {
        "life": build_world(settings, seed=7),
        "awkward": build_world(replace(settings, posts=400, accounts=50, decoys=()), seed=4, tell=publish_awkwardly),
    }
    found = Counter[str]()
    for name, world in worlds.items():
        write_v1_jsonl(world, tmp_path / name)
        for line in (tmp_path / name).read_bytes().splitlines():
            status = orjson.loads(line)
            for each in (status, status.get("retweeted_status"), status.get("quoted_status")):
                if each is not None:
                    found.update(entities_in_place(each))
    assert min(found[kind] for kind in ("hashtags", "urls", "user_mentions", "media")) > 50, found


def entities_in_place(status: dict[str, Any]) -> list[str]:
    """Return the kind of every entity of a status, each found where it says; the visible text leaves out its edges."""
    text, kinds = status["full_text"], []
    begins, ends = status["display_text_range"]
    written = {"hashtags": "#{text}", "urls": "{url}", "user_mentions": "@{screen_name}", "media": "{url}"}
    listed = status["entities"] | status.get("extended_entities", {"media": []})
    for kind, pattern in written.items():
        for entity in listed[kind]:
            first, last = entity["indices"]
            assert text[first:last] == pattern.format(**entity), (kind, text)
            assert (last <= ends) == (kind != "media")
            kinds.append(kind)
    is_answer = status["in_reply_to_status_id"] is not None and not text.startswith("RT @")
    assert begins == (text.index(" ") + 1 if is_answer else 0)
    return kinds


def test_short_links_lead_nowhere_real_and_every_post_has_its_own(tmp_path: Path) -> None:
    world = build_world(WorldSettings(posts=3_000, accounts=400), seed=7)
    write_v1_jsonl(world, tmp_path / "world.jsonl")
    short: dict[str, set[str]] = {}
    for line in (tmp_path / "world.jsonl").read_bytes().splitlines():
        status = orjson.loads(line)
        status = status.get("retweeted_status", status)
        for link in status["entities"]["urls"]:
            assert link["url"].startswith("https://to.example/")
            assert link["expanded_url"] not in status["full_text"]
            short.setdefault(link["url"], set()).add(status["id_str"])
    assert len(short) > 200
    assert all(len(posts) == 1 for posts in short.values())


def test_a_text_is_the_same_wording_whatever_links_and_names_stand_in_it(tmp_path: Path) -> None:
    world = build_world(WorldSettings(posts=3_000, accounts=400), seed=7)
    posts = world.posts.filter(pl.col("hashtags").list.len() == 0)
    shown = texts_in_lines(posts, world)
    assert (shown != posts["text"]).sum() > 500
    assert wordings(shown).to_list() == wordings(posts["text"]).to_list()


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


def lines_of(tmp_path: Path, **settings: int) -> tuple[World, list[dict[str, Any]]]:
    """Return a world and its status objects."""
    world = build_world(WorldSettings(**{"posts": 4_000, "accounts": 400, **settings}), seed=6)  # type: ignore[arg-type]  # numbers only
    write_v1_jsonl(world, tmp_path / "world.jsonl")
    return world, [orjson.loads(line) for line in (tmp_path / "world.jsonl").read_bytes().splitlines()]


def test_a_repost_has_the_language_of_what_it_repeats(tmp_path: Path) -> None:
    world, statuses = lines_of(tmp_path)
    spoken = dict(world.accounts.select("account_id", "lang").iter_rows())
    foreign = 0
    for status in statuses:
        original = status.get("retweeted_status")
        if original is None:
            assert status["lang"] == spoken[status["user"]["id_str"]]
            continue
        assert status["lang"] == original["lang"] == spoken[original["user"]["id_str"]]
        foreign += status["lang"] != spoken[status["user"]["id_str"]]
    assert foreign > 50


def test_an_original_in_a_repost_is_a_whole_status_with_counters_of_its_own(tmp_path: Path) -> None:
    _, statuses = lines_of(tmp_path)
    own = {status["id_str"]: status for status in statuses}
    reposts = [status for status in statuses if "retweeted_status" in status]
    assert len(reposts) > 1_000
    for status in reposts:
        original = status["retweeted_status"]
        assert set(original) >= set(status) - {"retweeted_status", "extended_entities"}
        assert re.fullmatch(r'<a href="[^"]+" rel="nofollow">[^<]+</a>', original["source"])
        assert (status["favorite_count"], status["retweet_count"]) == (0, original["retweet_count"])
        published = own.get(original["id_str"], original)
        for name in ("lang", "source", "full_text", "in_reply_to_status_id_str", "is_quote_status"):
            assert original[name] == published[name]


def test_an_original_was_reposted_at_least_as_often_as_the_archive_shows_and_never_less_later(tmp_path: Path) -> None:
    _, statuses = lines_of(tmp_path)
    reposts, told, liked = Counter[str](), dict[str, int](), dict[str, int]()
    for status in statuses:
        nested = [status[name] for name in ("retweeted_status", "quoted_status") if name in status]
        if "retweeted_status" in status:
            reposts[status["retweeted_status"]["id_str"]] += 1
        for each in nested if "retweeted_status" in status else [*nested, status]:
            name = each["id_str"]
            assert each["retweet_count"] >= max(reposts[name], told.get(name, 0))
            assert each["favorite_count"] >= liked.get(name, 0)
            told[name], liked[name] = each["retweet_count"], each["favorite_count"]
    assert told[max(reposts, key=reposts.__getitem__)] == max(reposts.values())
    ordinary = [liked[status["id_str"]] for status in statuses if "retweeted_status" not in status]
    assert np.median(ordinary) < 10
    assert max(liked.values()) > 20 * np.mean(ordinary)
