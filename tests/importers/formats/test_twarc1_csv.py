"""Tables of twarc's json2csv say the same as the JSON that they were made of."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import sample_source, written_source
from tests.importers.twarc_rows import V1_HEADER, table_of, v1_row
from tests.importers.tweet_builders import lines_of, read_whole, v1_post, v1_repost, v1_user
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats import twitter_v1
from unisono.importers.formats.twarc1_csv import IMPORTER
from unisono.importers.guessing import choose_importer

SAME = ("post_id", "account_id", "kind", "ref_post_id", "ref_account_id", "ref_handle", "created_at", "handle",
        "display_name", "lang", "client", "hashtags", "urls", "repost_count", "like_count")  # fmt: skip


def world() -> list[dict[str, Any]]:
    """Return posts of every kind; a repost has the whole text of what it reposts."""
    tags = {
        "hashtags": [{"text": "الحافلات"}, {"text": "late"}],
        "urls": [{"expanded_url": "https://lamp.example/a"}, {"expanded_url": "https://lamp.example/b,c"}],
        "user_mentions": [{"screen_name": "person_9", "id_str": "1009"}],
    }
    first = v1_post(
        1, "@person_9 الحافلات &amp; trams are late", entities=tags, user=v1_user(1, url="https://me.example")
    )
    repost = v1_repost(2, first, entities=tags, favorite_count=0)
    quote = v1_post(3, "See", quoted_status=first, quoted_status_id_str=first["id_str"], is_quote_status=True)
    reply = v1_post(4, "@person_1 no", in_reply_to_status_id_str=first["id_str"], in_reply_to_user_id_str="1001",
                    in_reply_to_screen_name="person_1")  # fmt: skip
    return [first, repost, quote, reply, v1_post(5, "alone")]


def rows_of(posts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [v1_row(post) for post in posts]


def test_the_sample_is_recognised_before_any_other_format(tmp_path: Path) -> None:
    source = sample_source("twarc1_csv.csv", tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    assert max(each.recognise(source) for each in IMPORTERS if each is not IMPORTER) < IMPORTER.recognise(source)
    assert read_whole(IMPORTER, source).posts.height == 5
    assert IMPORTER.map_columns(source, ReadSettings())["account_id"] == "user_id"


def test_a_table_and_its_json_give_the_same_posts(tmp_path: Path) -> None:
    table = read_whole(IMPORTER, written_source(tmp_path, table_of(V1_HEADER, rows_of(world()))))
    lines = read_whole(twitter_v1.IMPORTER, written_source(tmp_path, lines_of(*world()), "posts.jsonl"))
    assert table.posts.select(SAME).rows(named=True) == lines.posts.select(SAME).rows(named=True)
    assert table.posts["kind"].to_list() == ["post", "repost", "quote", "reply", "post"]
    assert table.posts["mentions"].to_list()[0] == ["person_9"]  # the JSON has 1009
    told = table.accounts.filter(table.accounts["account_id"] == "1001").row(0, named=True)
    assert (told["url"], told["followers"], told["posts"], told["likes"]) == ("https://me.example", 10, 7, 3)
    assert told["created_at"] == datetime(2016, 1, 20, 10, 11, 12, tzinfo=UTC)


def test_a_cut_repost_is_known_as_cut_and_a_whole_one_as_whole(tmp_path: Path) -> None:
    rows = rows_of(world())
    cut = read_whole(IMPORTER, written_source(tmp_path, table_of(V1_HEADER, rows))).posts.row(1, named=True)
    assert (cut["text_complete"], cut["text"][:13]) == (False, "RT @person_1:")
    rows[1]["text"] = rows[0]["text"]
    batch = read_whole(IMPORTER, written_source(tmp_path, table_of(V1_HEADER, rows)))
    whole = batch.posts.row(1, named=True)
    assert (whole["text_complete"], whole["text"]) == (True, "@person_9 الحافلات & trams are late")
    reference = batch.references.row(0, named=True)
    assert (reference["text"], reference["repost_count"], reference["like_count"]) == (whole["text"], 4, None)


@pytest.mark.parametrize("type_column", [True, False])
def test_the_kind_is_known_without_its_column_and_from_the_hydrators_columns(type_column: bool, tmp_path: Path) -> None:
    header = [name for name in V1_HEADER if name != "tweet_type" and not name.startswith("retweet_or_quote")]
    header += ["retweet_id", "retweet_screen_name", "quote_id"] + (["tweet_type"] if type_column else [])
    rows = rows_of(world())
    for row in rows:
        of = row["retweet_or_quote_id"]
        is_repost = row["tweet_type"] == "retweet"
        row |= {"retweet_id": of if is_repost else None, "quote_id": None if is_repost else of}
        row |= {"retweet_screen_name": row["retweet_or_quote_screen_name"] if is_repost else None}
    rows = [{name: row[name] for name in header} for row in rows]
    posts = read_whole(IMPORTER, written_source(tmp_path, table_of(header, rows))).posts
    assert posts["kind"].to_list() == ["post", "repost", "quote", "reply", "post"]
    first = world()[0]["id_str"]
    assert posts["ref_post_id"].to_list() == [None, first, first, first, None]
    assert posts["ref_handle"].to_list()[1] == "person_1"


def test_rounded_ids_are_reported_and_not_used(tmp_path: Path) -> None:
    rows = [{**row, "id": "1.00250E+18"} for row in rows_of(world())]
    source = written_source(tmp_path, table_of(V1_HEADER, rows))
    assert read_whole(IMPORTER, source).posts["post_id"].str.starts_with("row-").all()
    assert [(found.code, found.rows) for found in IMPORTER.find_problems(source, ReadSettings())] == [("damaged_id", 5)]


@TEN_TABLES
@given(
    tables(
        V1_HEADER,
        {
            "id": ["1002502500000000001", "1002502500000000002"],
            "created_at": ["Fri Jun 01 12:00:00 +0000 2018"],
            "user_id": ["1001", "1002"],
            "user_screen_name": ["a", "b"],
            "text": ["RT @a: b"],
            "tweet_type": ["retweet", "quote", "reply", "original"],
            "retweet_or_quote_id": ["1002502500000000001"],
        },
    )
)
def test_any_cells_are_read_or_rejected(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
