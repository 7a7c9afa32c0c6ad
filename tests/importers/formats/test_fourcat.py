"""Tables of 4CAT and Zeeschuimer: which source they are from, and what each source's columns become."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.fourcat_tables import AT, HEADERS, UNIX, row, table, x_post
from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import sample_source, written_source
from tests.importers.tweet_builders import read_whole
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.fourcat import IMPORTER
from unisono.importers.fourcat_fields.sources import SOURCES, source_of
from unisono.importers.guessing import choose_importer
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError, UsageError

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
PLATFORMS = {source.name: source.platform for source in SOURCES}


def read(folder: Path, source: str, *rows: dict[str, Any], said: ReadSettings | None = None, **how: Any) -> Batch:
    return read_whole(IMPORTER, written_source(folder, table(source, *rows, **how)), said)


def one(folder: Path, source: str, **cells: Any) -> dict[str, Any]:
    (post,) = read(folder, source, row(source, **cells)).posts.to_dicts()
    return post


@pytest.mark.parametrize("name", HEADERS)
def test_the_columns_tell_every_source_and_no_other_format_is_surer(name: str, tmp_path: Path) -> None:
    found = source_of(HEADERS[name])
    assert found is not None and found.name == name
    rows = [row(name, id=str(number)) for number in range(3)]
    source = written_source(tmp_path, table(name, *rows))
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)
    assert set(IMPORTER.map_columns(source, ReadSettings())) >= {"post_id", "created_at"}


@pytest.mark.parametrize("name", HEADERS)
def test_every_source_has_posts_with_platform_time_account_and_text(name: str, tmp_path: Path) -> None:
    delimiter = ";" if len(name) % 2 else ","
    named = {"account_id": "7", "account_username": "ann", "author_id": "7", "author_user_id": "7"}
    cells = {"body": "hello; there, 世界", **{key: each for key, each in named.items() if key in HEADERS[name]}}
    if "created_at" in HEADERS[name]:
        cells["created_at"] = "2024-05-01T12:00:00.000Z"
    rows = [row(name, id=str(number), **cells) for number in (11, 12)]
    batch = read(tmp_path, name, *rows, delimiter=delimiter)
    assert (batch.posts.height, batch.read) == (2, 2)
    assert set(batch.posts["platform"]) == {PLATFORMS[name]}
    assert set(batch.posts["created_at"]) == {NOON}
    assert batch.posts["account_id"].null_count() == 0
    assert set(batch.posts["text"]) == {"hello; there, 世界"}


def test_the_samples_are_read(tmp_path: Path) -> None:
    for name, posts in (("fourcat_x.csv", 6), ("zeeschuimer_telegram.csv", 4)):
        source = sample_source(name, tmp_path)
        assert choose_importer(source, None, ReadSettings()) is IMPORTER
        assert read_whole(IMPORTER, source).posts.height == posts
        assert IMPORTER.find_problems(source, ReadSettings()) == ()


# X


def test_the_kinds_of_x_and_what_they_refer_to(tmp_path: Path) -> None:
    first = x_post(
        1,
        body="Trams &amp; buses https://lamp.example/a,b",
        urls="https://lamp.example/a,b,https://b.example",
        hashtags="تراموای,Late",
        mentions="person_9",
        retweet_count="4",
        images="https://p.example/1.jpg",
    )
    reposted = {"is_retweet": "yes", "retweeted_user": "Person_1", "body": "RT @person_1: Trams &amp; buses"}
    quoted = {"quote_tweet_id": first["id"], "quote_author": "person_1", "quote_body": "Trams &amp; b"}
    posts = [
        first,
        x_post(2, **reposted, retweet_count="4"),
        x_post(3, is_quote_tweet="yes", **quoted, urls=f"https://x.com/a/status/{first['id']},https://c.example"),
        x_post(4, is_reply="yes", thread_id=first["id"], replied_author="person_1"),
        x_post(5, is_reply="yes", thread_id=first["id"], replied_author="person_4"),
        x_post(6, is_reply="yes", is_quote_tweet="yes", thread_id="123", replied_author="away", quote_tweet_id="9"),
    ]
    batch = read(tmp_path, "twitter-import", *posts)
    assert batch.posts.select("kind", "ref_post_id", "ref_handle").rows() == [
        ("post", None, None),
        ("repost", None, "Person_1"),
        ("quote", first["id"], "person_1"),
        ("reply", first["id"], "person_1"),
        ("reply", None, "person_4"),
        ("reply", "123", "away"),
    ]
    told = batch.posts.to_dicts()
    assert [told[0][name] for name in ("text", "urls", "hashtags", "mentions", "repost_count", "media")] == [
        "Trams & buses https://lamp.example/a,b", ["https://lamp.example/a,b", "https://b.example"],
        ["تراموای", "Late"], ["person_9"], 4, ["https://p.example/1.jpg"],
    ]  # fmt: skip
    assert (told[1]["text"], told[1]["repost_count"]) == ("Trams & buses", None)
    assert told[2]["urls"] == ["https://c.example"]
    assert batch.references.select("post_id", "handle", "text").rows() == [(first["id"], "person_1", "Trams & b")]
    assert batch.posts["account_id"].to_list() == [str(1000 + number) for number in range(1, 7)]


@pytest.mark.parametrize("size", [1, 3])
def test_posts_of_x_are_the_same_whatever_the_size_of_a_batch(size: int, tmp_path: Path) -> None:
    first = x_post(9)
    answers = [x_post(number, is_reply="yes", thread_id=first["id"], replied_author="person_9") for number in range(4)]
    whole = read(tmp_path, "twitter-import", *answers, first).posts
    pieces = read(tmp_path, "twitter-import", *answers, first, said=ReadSettings(rows_per_batch=size)).posts
    assert pieces.equals(whole)


def test_a_repost_and_the_same_repost_of_the_other_export_have_the_same_words(tmp_path: Path) -> None:
    cells = {"is_retweet": "yes", "retweeted_user": "bo", "is_quote_tweet": "no", "is_reply": "no"}
    for source, body in (("twitter-import", "RT @bo: hi"), ("twitterv2", "RT @bo: hi"), ("twitter-import", "hi")):
        post = one(tmp_path, source, body=body, **cells)
        assert (post["kind"], post["text"], post["ref_handle"], post["ref_post_id"]) == ("repost", "hi", "bo", None)
    typed = one(tmp_path, "twitter-import", body="RT @other: hi", **cells)
    assert typed["text"] == "RT @other: hi"


def test_an_author_whom_the_tool_cannot_name_keeps_his_id(tmp_path: Path) -> None:
    source = written_source(tmp_path, table("twitter-import", x_post(1, author="", author_fullname="")))
    (post,) = read_whole(IMPORTER, source).posts.to_dicts()
    assert (post["account_id"], post["handle"]) == ("1001", None)
    assert [found.code for found in IMPORTER.find_problems(source, ReadSettings())] == ["no_handle"]


def test_an_address_made_of_a_rounded_id_is_reported_and_the_id_is_used(tmp_path: Path) -> None:
    post = x_post(1)
    wrong = {**post, "link": f"https://x.com/person_1/status/{post['id'][:-3]}000"}
    right = {**x_post(2), "link": f"https://x.com/person_2/status/{x_post(2)['id']}"}
    source = written_source(tmp_path, table("twitter-import", wrong, right))
    (found,) = IMPORTER.find_problems(source, ReadSettings())
    assert (found.code, found.rows) == ("link_names_other_post", 1)
    assert read_whole(IMPORTER, source).posts["post_id"].to_list() == [post["id"], x_post(2)["id"]]


# Times


@pytest.mark.parametrize(
    ("source", "text", "unix", "hour"),
    [
        ("twitterv2", AT, str(int(UNIX) - 7200), 12),
        ("telegram", "2024-05-01 14:00:00", UNIX, 12),
        ("instagram", "2024-05-01 17:45:00", UNIX, 12),
    ],
)
def test_times_hours_apart_are_reported_and_the_platforms_own_is_used(
    source: str, text: str, unix: str, hour: int, tmp_path: Path
) -> None:
    more = {"author_id": "7"} if "author_id" in HEADERS[source] else {}
    opened = written_source(tmp_path, table(source, row(source, timestamp=text, unix_timestamp=unix, **more)))
    assert read_whole(IMPORTER, opened).posts["created_at"][0] == datetime(2024, 5, 1, hour, tzinfo=UTC)
    assert "shifted_clock" in [found.code for found in IMPORTER.find_problems(opened, ReadSettings())]


def test_a_time_of_zero_is_none_and_a_row_without_time_and_author_is_rejected(tmp_path: Path) -> None:
    zero = {"timestamp": "1970-01-01 00:00:00", "unix_timestamp": "0"}
    rows = [row("instagram", id="a", **zero), row("instagram", id="b", author="", **zero),
            row("instagram", id="c", timestamp="0", unix_timestamp="0"), row("instagram", id="d", timestamp="soon",
            unix_timestamp="")]  # fmt: skip
    batch = read(tmp_path, "instagram", *rows)
    assert batch.posts.select("post_id", "created_at").rows() == [("a", None), ("c", None)]
    assert [each.reason for each in batch.rejected] == ["has neither time nor account", "time cannot be read"]


# Accounts that were replaced


def test_hashed_authors_are_bound_to_their_file_and_have_no_names(tmp_path: Path) -> None:
    digest, nothing = "ab" * 24, "cd" * 24
    rows = [
        x_post(1, author=digest, author_id="12" * 24, author_fullname="34" * 24, author_banner_url=nothing),
        x_post(2, author=digest, author_id="12" * 24, author_banner_url=nothing),
        x_post(3, author=nothing, author_id=nothing, author_banner_url=nothing),
    ]
    source = written_source(tmp_path, table("twitter-import", *rows))
    posts = read_whole(IMPORTER, source).posts
    assert posts["account_id"].to_list() == [f"{source.sha256[:12]}/{'12' * 24}"] * 2 + [None]
    assert (posts["handle"].null_count(), posts["display_name"].to_list()) == (3, [None, "Person 2", "Person 3"])
    codes = {found.code: found.rows for found in IMPORTER.find_problems(source, ReadSettings())}
    assert codes == {"pseudonymised_accounts": 3}
    other = read_whole(IMPORTER, written_source(tmp_path, table("twitter-import", *rows[:2]))).posts
    assert not set(other["account_id"]) & set(posts["account_id"].drop_nulls())


def test_one_word_for_all_authors_is_nobodys_account(tmp_path: Path) -> None:
    rows = [row("tiktok", id=str(number), author="REDACTED", author_full="REDACTED") for number in range(2)]
    source = written_source(tmp_path, table("tiktok", *rows))
    batch = read_whole(IMPORTER, source)
    assert (batch.posts["account_id"].null_count(), batch.accounts.height) == (2, 0)
    assert [found.code for found in IMPORTER.find_problems(source, ReadSettings())] == ["anonymised_accounts"]


# Settings


def test_the_user_may_name_platform_and_columns(tmp_path: Path) -> None:
    source = written_source(tmp_path, table("any", row("any", subject="Title")))
    (post,) = read_whole(IMPORTER, source, ReadSettings(platform="reddit")).posts.to_dicts()
    assert (post["platform"], post["text"]) == ("reddit", "Title\nhello")
    (post,) = read_whole(IMPORTER, source, ReadSettings(mapping={"text": "subject"})).posts.to_dicts()
    assert post["text"] == "Title"
    with pytest.raises(UsageError, match="has no column nowhere"):
        read_whole(IMPORTER, source, ReadSettings(mapping={"text": "nowhere"}))


def test_a_table_of_no_source_is_refused_with_its_columns(tmp_path: Path) -> None:
    source = written_source(tmp_path, "a,b\n1,2\n")
    assert (IMPORTER.recognise(source), IMPORTER.find_problems(source, ReadSettings())) == (0.0, ())
    with pytest.raises(DataRejectedError, match="has no column id"):
        read_whole(IMPORTER, source)


GOOD = {
    "id": ["1", "2", "chat-3", "at://did:plc:a/app.bsky.feed.post/3k"], "timestamp": [AT, "0"], "author": ["ann", "bo"],
    "unix_timestamp": [UNIX, "0"], "created_at": ["2024-05-01T12:00:00.000Z"], "is_retweet": ["yes", "no"],
    "is_reply": ["yes", "no"], "is_quote_tweet": ["yes", "no"], "thread_id": ["1", "2"], "author_id": ["7", "ab" * 24],
    "account_id": ["7", "REDACTED"], "author_user_id": ["7"], "replied_to_post": ["https://bsky.app/profile/a.b/post/3k"],
    "chat": ["lamp", "-1001234567"], "link": ["https://vk.com/wall-1_2", "https://x.com/a/status/1"],
    "body": ["<p>a</p>", "RT @bo: hi"], "images": ["https://a.example/1.jpg,x", ""], "type": ["group", "post"],
}  # fmt: skip


@st.composite
def any_tables(draw: st.DrawFn) -> bytes:
    """Draw a table of any source."""
    header = HEADERS[draw(st.sampled_from(sorted(HEADERS)))]
    return draw(tables(header, {column: GOOD[column] for column in header if column in GOOD}))


@TEN_TABLES
@given(any_tables())
def test_any_cells_of_any_source_are_read_or_rejected(raw: bytes) -> None:
    for batch in check_holds_up(IMPORTER, raw):
        counts = batch.posts.select(pl.col("^.*_count$")).min().row(0)
        assert all(count is None or count >= 0 for count in counts)


def test_a_rounded_id_of_x_is_taken_from_the_address_and_a_rounded_account_is_its_handle(tmp_path: Path) -> None:
    whole = [x_post(number) for number in (1, 2)]
    rounded = [
        {**post, "id": "1.78575E+18", "thread_id": "1.78575E+18", "author_id": "9.00720E+17",
         "link": f"https://x.com/{post['author']}/status/{post['id']}"}
        for post in whole
    ]  # fmt: skip
    source = written_source(tmp_path, table("twitter-import", *rounded))
    posts = read_whole(IMPORTER, source).posts
    assert posts["post_id"].to_list() == [post["id"] for post in whole]
    assert posts["account_id"].to_list() == ["person_1", "person_2"]
    problems = {problem.code: problem.rows for problem in IMPORTER.find_problems(source, ReadSettings())}
    assert problems == {"damaged_account_id": 2, "damaged_thread_id": 2, "damaged_post_id": 2}


def test_a_rounded_id_without_an_address_is_derived_and_both_are_said(tmp_path: Path) -> None:
    source = written_source(tmp_path, table("twitter-import", x_post(1, id="1.78575E+18")))
    assert read_whole(IMPORTER, source).posts["post_id"][0].startswith("row-")
    problems = {problem.code: problem.rows for problem in IMPORTER.find_problems(source, ReadSettings())}
    assert problems == {"derived_post_ids": 1, "damaged_post_id": 1}
