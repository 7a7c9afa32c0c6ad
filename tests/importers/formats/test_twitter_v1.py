"""Twitter API v1.1 is read as its posts mean it."""

import json
import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.table_sources import real_source, sample_source, written_source
from tests.importers.tweet_builders import START, lines_of, post_id, read_whole, v1_post, v1_repost, v1_user
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.twitter_v1 import IMPORTER, recognise
from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES

REAL = (
    "testgetretweets",
    "testgetstatus",
    "testhometimeline",
    "testlisttimeline",
    "testretweetandunretweet",
    "testsearchtweets",
    "testupdateanddestroystatus",
    "testusertimeline",
)


def posts_of(folder: Path, *objects: Any) -> list[dict[str, Any]]:
    return read_whole(IMPORTER, written_source(folder, lines_of(*objects))).posts.to_dicts()


def test_the_sample_gives_its_posts_in_order_and_notes_the_deletion(tmp_path: Path) -> None:
    source = sample_source("twitter_v1.jsonl", tmp_path)
    assert recognise(source) > 0.9
    batch = read_whole(IMPORTER, source)
    assert dict(batch.posts.schema) == POSTS
    assert dict(batch.accounts.schema) == ACCOUNTS
    assert batch.posts["source_row"].to_list() == list(range(1, 20))
    assert Counter(batch.posts["kind"]) == {"post": 11, "repost": 6, "reply": 1, "quote": 1}
    assert (batch.rejected, batch.deletions["source_row"].to_list()) == ((), [20])
    assert batch.posts["text"][1] == "صباح الخير يا أصدقاء الحديقة"
    assert batch.posts["text"][2] == "蜂の巣箱を掃除しました 🐝"
    assert batch.posts["text"][4] == "Tea & cake at four <3"
    assert batch.posts["hashtags"][0].to_list() == ["bees", "蜂"]
    assert set(batch.posts["source_sha256"]) == {source.sha256}


def test_a_post_keeps_every_field_of_its_line(tmp_path: Path) -> None:
    entities = {
        "hashtags": [{"text": "Bees"}, {"text": "Honey"}],
        "urls": [{"url": "https://t.co/a", "expanded_url": "https://garden.example/a"}, {"url": "https://t.co/b"}],
        "user_mentions": [{"id_str": "77", "screen_name": "ann"}, {"screen_name": "bob"}],
    }
    pictures = {"media": [{"media_url_https": "https://pictures.example/1.jpg"}]}
    [post] = posts_of(tmp_path, v1_post(5, entities=entities, extended_entities=pictures))
    assert post["platform"] == "twitter"
    assert post["post_id"] == post_id(START + timedelta(seconds=5), 5)
    assert (post["account_id"], post["handle"], post["display_name"]) == ("1005", "person_5", "Person 5")
    assert post["created_at"] == START + timedelta(seconds=5)
    assert post["created_at_precision"] == "second"
    assert (post["kind"], post["ref_post_id"], post["text_complete"]) == ("post", None, True)
    assert post["hashtags"] == ["Bees", "Honey"]
    assert post["urls"] == ["https://garden.example/a", "https://t.co/b"]
    assert post["mentions"] == ["77", "bob"]
    assert post["media"] == ["https://pictures.example/1.jpg"]
    assert (post["lang"], post["client"]) == ("en", "Twitter for iPhone")
    assert (post["repost_count"], post["like_count"], post["reply_count"], post["view_count"]) == (4, 9, None, None)
    assert (post["is_deleted"], post["collected_at"]) == (None, None)


def test_a_repost_carries_the_original_and_no_counts_of_its_own(tmp_path: Path) -> None:
    original = v1_post(0, "x" * 139, entities={"hashtags": [{"text": "bees"}], "urls": [], "user_mentions": []})
    batch = read_whole(IMPORTER, written_source(tmp_path, lines_of(v1_repost(60, original))))
    [post] = batch.posts.to_dicts()
    assert (post["kind"], post["ref_post_id"]) == ("repost", original["id_str"])
    assert (post["ref_account_id"], post["ref_handle"], post["ref_created_at"]) == ("1000", "person_0", START)
    assert (post["text"], post["text_complete"], post["hashtags"]) == ("x" * 139, True, ["bees"])
    assert (post["repost_count"], post["like_count"]) == (None, None)
    [reference] = batch.references.to_dicts()
    assert list(reference) == list(REFERENCES)
    assert (reference["post_id"], reference["account_id"], reference["repost_count"]) == (original["id_str"], "1000", 4)
    assert reference["created_at"] == START


def test_a_repost_of_a_quote_is_a_repost_and_both_nested_posts_are_references(tmp_path: Path) -> None:
    quoted = v1_post(0)
    original = v1_post(1, quoted_status_id_str=quoted["id_str"])
    line = v1_repost(2, original, quoted_status=quoted, quoted_status_id_str=quoted["id_str"], is_quote_status=True)
    batch = read_whole(IMPORTER, written_source(tmp_path, lines_of(line)))
    assert batch.posts["kind"].to_list() == ["repost"]
    assert set(batch.references["post_id"]) == {quoted["id_str"], original["id_str"]}


def test_text_is_taken_from_the_extended_post_then_full_text_then_text(tmp_path: Path) -> None:
    extended = {"full_text": "all of it", "entities": {"hashtags": [{"text": "late"}], "urls": [], "user_mentions": []}}
    found = posts_of(
        tmp_path,
        v1_post(1, "all of…", truncated=True, extended_tweet=extended, full_text="not this"),
        v1_post(2, "all of…", full_text="everything"),
        v1_post(3, "all of…", truncated=True),
    )
    assert [(post["text"], post["text_complete"]) for post in found] == [
        ("all of it", True),
        ("everything", True),
        ("all of…", False),
    ]
    assert found[0]["hashtags"] == ["late"]


def test_a_quote_that_answers_is_a_reply_and_keeps_the_quoted_link(tmp_path: Path) -> None:
    quoted = v1_post(0)
    link = f"https://twitter.com/person_0/status/{quoted['id_str']}"
    entities = {"hashtags": [], "urls": [{"expanded_url": link}, {"expanded_url": "https://a.example/"}]}
    both = {"quoted_status": quoted, "quoted_status_id_str": quoted["id_str"], "entities": entities}
    answered = post_id(START - timedelta(hours=1))
    reply, quote = posts_of(tmp_path, v1_post(1, in_reply_to_status_id_str=answered, **both), v1_post(2, **both))
    assert (reply["kind"], reply["ref_post_id"], reply["urls"]) == ("reply", answered, [link, "https://a.example/"])
    assert reply["ref_created_at"] == START - timedelta(hours=1)  # out of the id: the answered post is not in the line
    assert (quote["kind"], quote["ref_post_id"], quote["urls"]) == ("quote", quoted["id_str"], ["https://a.example/"])


def test_a_repost_typed_by_hand_names_whom_it_reposts(tmp_path: Path) -> None:
    cut, whole, talk = posts_of(
        tmp_path, v1_post(1, "RT @ann: long words…"), v1_post(2, "RT @ann: words"), v1_post(3, "I say: RT @ann: words")
    )
    assert (cut["kind"], cut["ref_handle"], cut["ref_post_id"], cut["text_complete"]) == ("repost", "ann", None, False)
    assert cut["text"] == "RT @ann: long words…"
    assert (whole["kind"], whole["text_complete"]) == ("repost", True)
    assert (talk["kind"], talk["ref_handle"]) == ("post", None)


def test_ids_and_times_are_read_whatever_number_format_the_line_has(tmp_path: Path) -> None:
    without = v1_post(1)
    del without["id_str"]
    offset = v1_post(2, created_at="Fri Jun 01 14:00:02 +0200 2018")
    lost = v1_post(3, created_at=None)
    found = posts_of(tmp_path, without, offset, lost)
    assert found[0]["post_id"] == str(without["id"])
    assert found[1]["created_at"] == datetime(2018, 6, 1, 12, 0, 2, tzinfo=UTC)
    assert found[2]["created_at"] == START + timedelta(seconds=3)  # out of the id


def test_a_field_of_the_wrong_type_never_takes_its_line_or_chunk_with_it(tmp_path: Path) -> None:
    strange = v1_post(2, user="somebody", entities=[1], retweet_count="many", retweeted_status=7, lang={"a": 1})
    found = posts_of(tmp_path, v1_post(1), strange, v1_post(3))
    assert [post["account_id"] for post in found] == ["1001", None, "1003"]
    assert found[1]["repost_count"] is None
    assert found[1]["hashtags"] is None


def test_each_bad_line_is_reported_with_its_row_and_the_others_are_read(tmp_path: Path) -> None:
    text = lines_of(
        v1_post(1),
        "",
        "{not json",
        v1_post(4),
        "[1, 2]",
        {"limit": {"track": 5}},
        {"hello": 1},
        v1_post(8),
        '{"id_str": "5", "text": "half',
    )
    batch = read_whole(IMPORTER, written_source(tmp_path, text))
    assert batch.posts["source_row"].to_list() == [1, 4, 8]
    assert [(found.row, found.reason.split(":")[0]) for found in batch.rejected] == [
        (3, "no JSON"),
        (5, "no JSON object"),
        (6, "limit notice"),
        (7, "no post"),
        (9, "no JSON"),
    ]
    assert batch.rejected[0].example == "{not json"
    assert batch.read == 8


def test_a_halved_emoji_costs_one_character_and_not_the_post(tmp_path: Path) -> None:
    line = json.dumps(v1_post(2, "bees \ud83d here"))  # written as an escape, as broken software does
    batch = read_whole(IMPORTER, written_source(tmp_path, lines_of(v1_post(1), line, v1_post(3))))
    assert batch.posts["source_row"].to_list() == [1, 2, 3]
    assert batch.posts["text"][1] == "bees \ufffd here"


def test_bytes_that_are_no_utf8_are_rejected_by_row(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    good = lines_of(v1_post(1, "日本")).encode()
    path.write_bytes(good + b'{"id_str": "5", "text": "\xff\xfe"}\n' + good)
    source = written_source(tmp_path, "{}", "unused")
    batch = read_whole(IMPORTER, type(source)(str(path), path, "0" * 64, good.decode()))
    assert batch.posts.height == 2
    assert [(found.reason, found.row) for found in batch.rejected] == [("not UTF-8", 2)]


def test_a_rename_gives_two_snapshots_and_a_growing_crowd_one_a_day(tmp_path: Path) -> None:
    def seen(number: int, **changes: Any) -> dict[str, Any]:
        return v1_post(number, user=v1_user(1, **changes))

    text = lines_of(seen(1, followers_count=5), seen(2, followers_count=6), seen(3, screen_name="other_name"))
    accounts = read_whole(IMPORTER, written_source(tmp_path, text)).accounts
    assert accounts.select("handle", "followers").rows() == [("person_1", 6), ("other_name", 10)]
    assert accounts["observed_at"].to_list() == [START + timedelta(seconds=2), START + timedelta(seconds=3)]


def test_small_batches_hold_the_same_posts_in_the_same_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = written_source(tmp_path, lines_of(*(v1_post(number) for number in range(300)), "nonsense"))
    whole = read_whole(IMPORTER, source)
    monkeypatch.setattr("unisono.engine.json_lines.read_chunks.__defaults__", (20_000,))
    pieces = list(IMPORTER.read(source, ReadSettings(rows_per_batch=50)))
    assert len(pieces) > 2
    assert pl.concat([piece.posts for piece in pieces]).equals(whole.posts)
    assert [found.row for piece in pieces for found in piece.rejected] == [301]


def kind_by_hand(line: dict[str, Any]) -> str:
    """What a line is, decided without the importer."""
    if line.get("retweeted_status"):
        return "repost"
    if line.get("in_reply_to_status_id_str") or line.get("in_reply_to_user_id_str"):
        return "reply"
    if line.get("quoted_status_id_str"):
        return "quote"
    return "repost" if line["text"].startswith("RT @") else "post"


@pytest.mark.parametrize("name", REAL)
def test_real_files_give_what_a_plain_loop_counts(name: str, tmp_path: Path) -> None:
    source = real_source(f"formats/twitter_v1.1/{name}.jsonl", tmp_path)
    lines = [orjson.loads(line) for line in source.path.read_bytes().splitlines() if line.strip()]
    batch = read_whole(IMPORTER, source)
    assert recognise(source) > 0.9
    assert batch.rejected == ()
    assert batch.posts["post_id"].to_list() == [line["id_str"] for line in lines]
    assert batch.posts["account_id"].to_list() == [line["user"]["id_str"] for line in lines]
    assert Counter(batch.posts["kind"]) == Counter(kind_by_hand(line) for line in lines)
    assert batch.posts["hashtags"].to_list() == [
        [tag["text"] for tag in line.get("retweeted_status", line)["entities"]["hashtags"]] for line in lines
    ]
    assert batch.posts["created_at"].to_list() == [
        datetime.strptime(line["created_at"], "%a %b %d %H:%M:%S %z %Y") for line in lines
    ]
    originals = [line["retweeted_status"]["id_str"] for line in lines if "retweeted_status" in line]
    assert {*originals} <= {*batch.references["post_id"]}
    assert {line["user"]["id_str"] for line in lines} <= {*batch.accounts["account_id"]}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
fields = st.sampled_from([*v1_post(0), "retweeted_status", "quoted_status", "extended_tweet", "delete", "data", "id"])


@settings(
    max_examples=int(os.environ.get("UNISONO_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.dictionaries(fields, anything, max_size=6).map(json.dumps) | st.text(max_size=30), max_size=6))
def test_no_line_whatever_is_lost_or_breaks_the_reader(tmp_path: Path, lines: list[str]) -> None:
    lines = [line.replace("\n", " ").replace("\r", " ").replace("\x00", "") for line in lines]
    text = "".join(line + "\n" for line in [*lines, json.dumps(v1_post(1))])
    path = tmp_path / "fuzz.jsonl"
    path.write_bytes(text.encode("utf-8", errors="replace"))
    batch = read_whole(IMPORTER, type(written_source(tmp_path, "{}"))(str(path), path, "0" * 64, text))
    with_content = sum(1 for line in path.read_bytes().split(b"\n") if line.strip())
    assert batch.posts.height + len(batch.rejected) == batch.read == with_content
    assert batch.posts["post_id"].to_list()[-1] == v1_post(1)["id_str"]
    assert batch.posts["source_row"].to_list()[-1] == len(lines) + 1
