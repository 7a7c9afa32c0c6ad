"""Tables of twarc-csv say the same as the JSON that they were made of."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import real_source, sample_source, written_source
from tests.importers.twarc_rows import V2_HEADER, table_of, v2_rows
from tests.importers.tweet_builders import START, lines_of, post_id, read_whole, v2_post, v2_user
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats import twitter_v2
from unisono.importers.formats.twarc_csv import COLUMNS, IMPORTER, INLINED
from unisono.importers.guessing import choose_importer
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError

SAME = ("post_id", "account_id", "kind", "ref_post_id", "ref_account_id", "created_at", "text", "thread_id", "lang",
        "handle", "display_name", "ref_handle", "hashtags", "urls", "client", "collected_at",
        "repost_count", "reply_count", "like_count", "quote_count")  # fmt: skip
TWARC = {"version": "2.9.0", "retrieved_at": "2021-05-01T08:00:00+00:00"}


def flat(number: int, text: str = "Good morning", **changes: Any) -> dict[str, Any]:
    return {**v2_post(number, text, author=v2_user(number)), "__twarc": TWARC, **changes}


def refers(kind: str, to: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, **{name: value for name, value in to.items() if name != "__twarc"}}


def world() -> list[dict[str, Any]]:
    """Return posts of every kind, in Arabic too, with an original that nobody could see any more."""
    arabic = {
        "hashtags": [{"tag": "الحافلات"}, {"tag": "قطار"}],
        "urls": [{"expanded_url": "https://lamp.example/a,b?c=1", "display_url": "lamp.example/a"},
                 {"expanded_url": "https://twitter.com/x/status/1/photo/1", "display_url": "pic.twitter.com/1",
                  "media_key": "3_1"}],
        "mentions": [{"username": "person_9", "id": "1009"}],
    }  # fmt: skip
    files = {"media_keys": ["3_1"], "media": [{"media_key": "3_1", "type": "photo", "url": "https://pics.example/1"}]}
    first = flat(1, "صباح الخير\nيا جيران &amp; أصدقاء", entities=arabic, attachments=files)
    cut = f"RT @person_1: {first['text']}"[:30] + "…"
    return [
        first,
        flat(2, "See this", referenced_tweets=[refers("quoted", first)]),
        flat(3, "@person_1 no", referenced_tweets=[refers("replied_to", first)], in_reply_to_user_id="1001"),
        flat(4, cut, referenced_tweets=[refers("retweeted", first)]),
        flat(5, cut, referenced_tweets=[{"type": "retweeted", "id": post_id(START, 77)}]),
        flat(6, "@person_2 and this", in_reply_to_user_id="1002",
             referenced_tweets=[refers("replied_to", flat(2)), refers("quoted", first)]),
        flat(7, "no entities", entities=None, source=None),
    ]  # fmt: skip


def as_csv(folder: Path, posts: list[dict[str, Any]], **how: bool) -> Batch:
    rows = [row for post in posts for row in v2_rows(post, **how)]
    return read_whole(IMPORTER, written_source(folder, table_of(V2_HEADER, rows)))


def as_json(folder: Path, posts: list[dict[str, Any]]) -> Batch:
    return read_whole(twitter_v2.IMPORTER, written_source(folder, lines_of(*posts), "posts.jsonl"))


def test_the_sample_is_recognised_before_any_other_format(tmp_path: Path) -> None:
    source = sample_source("twarc_csv.csv", tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    assert max(each.recognise(source) for each in IMPORTERS if each is not IMPORTER) < IMPORTER.recognise(source)
    assert read_whole(IMPORTER, source).posts.height == 7
    assert IMPORTER.map_columns(source, ReadSettings())["account_id"] == "author_id"


def test_a_table_and_its_json_give_the_same_posts(tmp_path: Path) -> None:
    table, lines = as_csv(tmp_path, world()), as_json(tmp_path, world())
    assert table.posts.select(SAME).rows(named=True) == lines.posts.select(SAME).rows(named=True)
    assert table.posts["kind"].to_list() == ["post", "quote", "reply", "repost", "repost", "reply", "post"]
    assert table.posts["mentions"].to_list()[0] == ["person_9"]  # the JSON has 1009
    assert table.posts["media"].to_list()[0] == table.posts["media"].to_list()[3] == ["https://pics.example/1"]


def test_the_counts_of_a_repost_go_to_its_original(tmp_path: Path) -> None:
    table, lines = as_csv(tmp_path, world()), as_json(tmp_path, world())
    wanted = ("post_id", "account_id", "handle", "text", "repost_count", "like_count")
    original = table.references.filter(table.references["post_id"] == world()[0]["id"]).select(wanted)
    assert (
        original.rows() == lines.references.filter(lines.references["text"].str.len_bytes() > 20).select(wanted).rows()
    )
    assert table.posts["repost_count"].to_list()[3] is None


def test_profiles_are_dated_by_when_they_were_collected(tmp_path: Path) -> None:
    accounts = as_csv(tmp_path, world()).accounts
    told = accounts.filter(accounts["account_id"] == "1001").row(0, named=True)
    assert (told["followers"], told["bio"]) == (10, "I keep bees.")
    assert told["created_at"] == datetime(2016, 1, 20, 10, 11, 12, tzinfo=UTC)
    assert told["observed_at"] == datetime(2021, 5, 1, 8, tzinfo=UTC)


def old_export() -> list[dict[str, Any]]:
    """Return posts whose originals are by others, as a search gives them: the newest first."""
    originals = [flat(number, f"Original number {number} is about the tram that never comes") for number in range(4)]
    posts = [flat(20 + number, f"RT @person_{number % 4}: Original number…",
                  referenced_tweets=[refers("retweeted", originals[number % 4])]) for number in range(8)]  # fmt: skip
    return [*reversed(posts), flat(40, "quite alone")]


def test_rows_that_are_only_referred_to_become_references(tmp_path: Path) -> None:
    posts = old_export()
    rows = [row for post in posts for row in v2_rows(post, merge=False, inline=True)]
    rows = list({row["id"]: row for row in reversed(rows)}.values())[::-1]  # the tool writes each post once
    inlined = {row["id"] for row in rows} - {post["id"] for post in posts}
    for size in (200_000, 5, 3):
        source = written_source(tmp_path, table_of(V2_HEADER, _first_sights(posts)))
        batch = read_whole(IMPORTER, source, ReadSettings(rows_per_batch=size))
        assert (batch.posts.height, batch.read, len(inlined)) == (9, 13, 4)
        assert [each.reason for each in batch.rejected] == [INLINED] * 4
        assert set(batch.references["post_id"]) == inlined
        lines = as_json(tmp_path, posts).posts
        same = [name for name in SAME if name != "ref_created_at"]
        assert batch.posts.select(same).rows(named=True) == lines.select(same).rows(named=True)


def _first_sights(posts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of posts with what they refer to above them, each post where it comes first."""
    seen: dict[str, dict[str, Any]] = {}
    for post in posts:
        for row in v2_rows(post, merge=False, inline=True):
            seen.setdefault(row["id"], row)
    return list(seen.values())


def test_a_thread_in_order_of_time_keeps_all_its_posts(tmp_path: Path) -> None:
    author = v2_user(1)
    thread = [flat(0, author=author, author_id="1001")]
    for number in range(1, 9):
        above = [refers("replied_to", thread[-1])]
        thread.append(flat(number, author=author, author_id="1001", referenced_tweets=above))
    assert as_csv(tmp_path, thread).posts.height == 9


def test_a_repost_of_an_older_version_is_known_as_cut(tmp_path: Path) -> None:
    posts = as_csv(tmp_path, world(), merge=False).posts.row(3, named=True)
    assert (posts["kind"], posts["ref_post_id"], posts["text_complete"]) == ("repost", world()[0]["id"], False)


def test_rounded_ids_are_reported_and_not_used(tmp_path: Path) -> None:
    rows = [row for post in world() for row in v2_rows(post)]
    for row in rows:
        row |= {"id": "1.00250E+18", "author_id": "1.1E+18", "author.id": "1.1E+18"}
    source = written_source(tmp_path, table_of(V2_HEADER, rows))
    posts = read_whole(IMPORTER, source).posts
    assert posts["account_id"].to_list() == [f"person_{number}" for number in range(1, 8)]
    assert posts["post_id"].n_unique() == 7 and posts["post_id"].str.starts_with("row-").all()
    codes = {problem.code: problem.rows for problem in IMPORTER.find_problems(source, ReadSettings())}
    assert codes == {"damaged_id": 7, "damaged_author_id": 7}


def test_the_versions_of_an_edited_post_are_named_by_the_first_as_in_the_json(tmp_path: Path) -> None:
    first, second = flat(1), flat(3, "Good evening")
    versions = [first["id"], second["id"]]
    posts = [{**first, "edit_history_tweet_ids": versions}, {**second, "edit_history_tweet_ids": versions}]
    posts.append(flat(5, referenced_tweets=[refers("quoted", posts[1])], edit_history_tweet_ids=[flat(5)["id"]]))
    read, lines_read = as_csv(tmp_path, posts), as_json(tmp_path, posts)
    for batch in (read, lines_read):
        assert batch.versions.select("post_id", "version_id").rows() == [(first["id"], second["id"])]
    table, lines = read.posts, lines_read.posts
    wanted = ("post_id", "account_id", "kind", "ref_post_id", "created_at", "text")
    assert table.select(wanted).rows() == lines.select(wanted).rows()
    assert table["post_id"].to_list() == [first["id"], first["id"], posts[2]["id"]]
    assert table["ref_post_id"].to_list()[2] == first["id"]


def test_a_rounded_id_is_found_again_in_the_list_of_versions(tmp_path: Path) -> None:
    rows = [row for number in (1, 2) for row in v2_rows(flat(number, edit_history_tweet_ids=[flat(number)["id"]]))]
    for row in rows:
        row["id"] = "1.0025E+18"
    posts = read_whole(IMPORTER, written_source(tmp_path, table_of(V2_HEADER, rows))).posts
    assert posts["post_id"].to_list() == [flat(1)["id"], flat(2)["id"]]


def test_edited_and_withheld_posts_are_reported(tmp_path: Path) -> None:
    posts = [
        flat(1, edit_history_tweet_ids=["1", "2"]),
        flat(2, withheld={"country_codes": ["DE", "FR"], "copyright": False}, edit_history_tweet_ids=["3"]),
    ]
    source = written_source(tmp_path, table_of(V2_HEADER, [row for post in posts for row in v2_rows(post)]))
    problems = IMPORTER.find_problems(source, ReadSettings())
    assert [(problem.code, problem.rows) for problem in problems] == [("edited_posts", 1), ("withheld_posts", 1)]


def test_cells_that_were_all_written_as_json_are_read_too(tmp_path: Path) -> None:
    rows = [row for post in world() for row in v2_rows(post)]
    for row in rows:
        row |= {name: json.dumps(cell) for name, cell in row.items() if isinstance(cell, str) and cell[:1] != "["}
    for row, post in zip(rows, world(), strict=True):
        named = {one["type"]: one for one in post.get("referenced_tweets", [])}
        row["text"] = json.dumps(named.get("retweeted", {}).get("text", post["text"]))
    table = read_whole(IMPORTER, written_source(tmp_path, table_of(V2_HEADER, rows))).posts
    lines = as_json(tmp_path, world()).posts
    assert table.select(SAME).rows(named=True) == lines.select(SAME).rows(named=True)


def test_real_flattened_posts_give_the_same_ids_kinds_and_times(tmp_path: Path) -> None:
    source = real_source("formats/twitter_v2/flat.jsonl", tmp_path)
    posts = [json.loads(line) for line in source.path.read_text(encoding="utf-8").splitlines() if line.strip()]
    table = as_csv(tmp_path, posts).posts
    lines = read_whole(twitter_v2.IMPORTER, source).posts
    wanted = ("post_id", "account_id", "kind", "ref_post_id", "ref_account_id", "created_at", "text", "hashtags")
    assert lines.height == 100
    assert table.select(wanted).rows(named=True) == lines.select(wanted).rows(named=True)


def test_a_row_without_time_id_and_author_is_rejected_and_so_is_a_table_without_rows(tmp_path: Path) -> None:
    rows = [v2_rows(flat(1))[0], {"text": "nobody's"}, {"id": "x", "text": "y", "created_at": "some day"}]
    batch = read_whole(IMPORTER, written_source(tmp_path, table_of(V2_HEADER, rows)))
    assert [each.reason for each in batch.rejected] == ["has neither time nor account", "time cannot be read"]
    assert (batch.posts.height, batch.read) == (1, 3)
    with pytest.raises(DataRejectedError, match="no row below them"):
        read_whole(IMPORTER, written_source(tmp_path, table_of(V2_HEADER, [])))


@TEN_TABLES
@given(
    tables(
        COLUMNS,
        {
            "id": ["1002502500000000001", "1002502500000000002"],
            "created_at": ["2018-06-01T12:00:00.000Z"],
            "author_id": ["1001", "1002"],
            "text": ["RT @a: b", "two\\nlines"],
            "referenced_tweets.retweeted.id": ["1002502500000000001"],
            "referenced_tweets.quoted.id": ["", "1002502500000000002"],
            "entities.hashtags": ['["#a", "#\\u0634"]', '[{"tag": "a"}]', '[{"tag": 1}]', "[1]"],
            "entities.urls": ['["https://a.example"]', '[{"media_key": "1", "url": "u"}]'],
            "attachments.media": ['[{"url": "u"}]', '[{"url": {"a": 1}}]'],
        },
    )
)
def test_any_cells_are_read_or_rejected(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
