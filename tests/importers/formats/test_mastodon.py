"""Mastodon's statuses: what they refer to across servers, their words, edits, deletions and accounts."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from hypothesis import given

from tests.importers.json_fuzz import EIGHT_FILES, assert_same, check_batch, check_holds_up, files
from tests.importers.table_sources import SAMPLES, real_source, sample_source, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.mastodon import IMPORTER
from unisono.importers.json_files import declared
from unisono.importers.opening import open_source
from unisono.model.batches import Batch

ANN, BEA, WEATHER = "https://one.example/@ann", "https://two.example/@bea", "https://one.example/@weather"
ANNS, BEAS = "https://one.example/users/ann/statuses/", "https://two.example/users/bea/statuses/"
NAMES = ["mastodon.jsonl", "mastodon_stream.jsonl"]
LINES = [orjson.loads(line) for name in NAMES for line in (SAMPLES / name).read_bytes().splitlines()]
PATH = "https://example.org/a/very/long/path?x=1&y=2"
REAL = {  # rows, different posts, reposts, replies, accounts
    "test_fetch_remaining": (60, 30, 0, 0, 1),
    "test_follow_with_notify_reblog": (4, 3, 1, 0, 2),
    "test_hashtag_tl": (2, 1, 0, 0, 1),
    "test_list_timeline": (8, 7, 0, 0, 1),
    "test_pagination_iterator": (80, 30, 0, 0, 1),
    "test_status": (2, 1, 0, 0, 1),
}
"""What the real files hold, one status a line, counted by hand."""


def read_sample(name: str, tmp_path: Path) -> Batch:
    (batch,) = IMPORTER.read(sample_source(name, tmp_path), ReadSettings())
    check_batch(batch)
    return batch


@pytest.fixture(params=[0, 1 << 40], ids=["kernels", "objects"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read small files in bulk too, and not."""
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", request.param)


@pytest.mark.usefixtures("reader")
def test_statuses_refer_to_addresses_where_the_file_knows_them(tmp_path: Path) -> None:
    posts = read_sample("mastodon.jsonl", tmp_path).posts
    assert posts.select("post_id", "account_id", "kind", "ref_post_id", "ref_account_id").rows() == [
        (f"{ANNS}101", ANN, "post", None, None),
        (f"{BEAS}102", BEA, "reply", f"{ANNS}101", ANN),
        (f"{BEAS}103", BEA, "reply", "one.example:77", BEA),
        ("https://one.example/users/weather/statuses/104/activity", WEATHER, "repost", f"{ANNS}101", ANN),
        (f"{ANNS}105", ANN, "quote", f"{BEAS}102", BEA),
        (f"{ANNS}106", ANN, "post", None, None),
        (f"{BEAS}107", BEA, "quote", f"{ANNS}106", None),
    ]
    assert posts["handle"].to_list()[:4] == [
        "ann@one.example",
        "bea@two.example",
        "bea@two.example",
        "weather@one.example",
    ]
    assert posts["ref_handle"].to_list()[3:5] == ["ann@one.example", "bea@two.example"]


@pytest.mark.usefixtures("reader")
def test_words_links_tags_and_mentions_come_out_of_the_html(tmp_path: Path) -> None:
    posts = read_sample("mastodon.jsonl", tmp_path).posts
    words = f"Read {PATH} #وسم\n\nصباح الخير"
    assert posts["text"].to_list() == [
        words, "@ann はい、そうです 🐘", "again", words, "what she says", "Food\n\nwith picture", "old quote",
    ]  # fmt: skip
    assert posts["urls"].to_list() == [[PATH], [], [], [PATH], [], [], []]
    assert posts["hashtags"].to_list() == [["وسم"], [], [], ["وسم"], [], [], []]
    assert posts["mentions"].to_list()[1] == [ANN]
    assert posts["media"].to_list()[5] == ["https://files.one.example/p.png", "https://files.two.example/q.png"]
    assert posts["client"].to_list()[:3] == ["Web", None, None]
    assert posts["like_count"].to_list()[:4] == [4, 0, 0, None]


@pytest.mark.usefixtures("reader")
def test_an_edit_is_a_later_sight_of_the_same_post(tmp_path: Path) -> None:
    batch = read_sample("mastodon_stream.jsonl", tmp_path)
    edited = batch.posts.select("post_id", "text", "collected_at").rows()[2:]
    assert edited == [(f"{ANNS}101", "corrected", datetime(2024, 3, 1, 10, 5, tzinfo=UTC))]
    deleted = batch.deletions.select("post_id", "account_id", "at", "reason", "source_row").rows()
    assert deleted == [(f"{BEAS}102", BEA, None, "deleted", 4), ("one.example:999", None, None, "deleted", 5)]


@pytest.mark.usefixtures("reader")
def test_what_a_stream_says_beside_statuses_is_counted(tmp_path: Path) -> None:
    batch = read_sample("mastodon_stream.jsonl", tmp_path)
    assert [(item.reason, item.row) for item in batch.rejected] == [
        ("a notification: no post", 6),
        ("a notice of the stream: no post", 7),
    ]
    assert batch.accounts["observed_at"].to_list() == [
        datetime(2024, 3, 1, 10, 0, 2, tzinfo=UTC),
        datetime(2024, 3, 1, 10, 5, tzinfo=UTC),
    ]


@pytest.mark.usefixtures("reader")
def test_accounts_keep_what_they_say_of_themselves(tmp_path: Path) -> None:
    batch = read_sample("mastodon.jsonl", tmp_path)
    kept = batch.accounts.select("account_id", "handle", "bio", "is_bot_declared", "status", "followers").rows()
    assert sorted(kept, key=str) == [
        (ANN, "ann@one.example", "I am ann & co", False, None, 5),
        ("https://one.example/@cem", "cem@one.example", "I am cem & co", False, "suspended", 5),
        (WEATHER, "weather@one.example", "I am weather & co", True, None, 5),
        (BEA, "bea@two.example", "I am bea & co", False, None, 5),
    ]
    assert set(batch.accounts["created_at"]) == {datetime(2022, 11, 5, tzinfo=UTC)}
    assert batch.accounts["observed_at"].null_count() == 4
    assert [(item.reason, item.row) for item in batch.rejected] == [("a notification: no post", 8)]


@pytest.mark.usefixtures("reader")
def test_originals_of_reposts_and_quotes_are_references(tmp_path: Path) -> None:
    references = read_sample("mastodon.jsonl", tmp_path).references
    assert references.select("post_id", "account_id", "text", "like_count").rows() == [
        (f"{ANNS}101", ANN, f"Read {PATH} #وسم\n\nصباح الخير", 4),
        (f"{BEAS}102", BEA, "@ann はい、そうです 🐘", None),
    ]


def test_pages_and_lists_give_their_statuses(tmp_path: Path) -> None:
    statuses = LINES[:3]
    for page in (
        statuses,
        {"ancestors": statuses[:1], "descendants": statuses[1:]},
        {"statuses": statuses, "accounts": []},
    ):
        file = tmp_path / "page.json"
        file.write_bytes(orjson.dumps(page))
        source = open_source(str(file), tmp_path)
        assert IMPORTER.recognise(source) == 0.95
        (batch,) = IMPORTER.read(source, ReadSettings())
        assert batch.posts["post_id"].to_list() == [f"{ANNS}101", f"{BEAS}102", f"{BEAS}103"]


def test_the_same_post_seen_from_two_servers_is_one(tmp_path: Path) -> None:
    here = LINES[0]
    there = {**here, "id": "9999", "account": {**here["account"], "id": "8", "acct": "ann@one.example"}}
    source = written_source(tmp_path, b"\n".join(map(orjson.dumps, (here, there))).decode())
    (batch,) = IMPORTER.read(source, ReadSettings())
    assert set(batch.posts["post_id"]) == {f"{ANNS}101"}
    assert set(batch.posts["handle"]) == {"ann@one.example"}


def test_truth_social_and_gab_go_by_their_own_names_and_numbers(tmp_path: Path) -> None:
    def status(number: str, site: str, **more: object) -> dict[str, object]:
        account = {"id": "7", "username": "ann", "acct": "ann", "url": f"https://{site}/@ann", "display_name": "Ann"}
        about = {"id": number, "uri": f"https://{site}/@ann/{number}", "url": f"https://{site}/@ann/{number}"}
        times = {"created_at": "2024-03-01T10:00:00.000Z", "content": "<p>hi</p>", "visibility": "public"}
        mentions = [{"id": "9", "acct": "bea", "username": "bea", "url": f"https://{site}/@bea"}]
        return {**about, **times, "account": account, "mentions": mentions, **more}

    first = status("111", "truthsocial.com")
    lines = [
        first,
        status("112", "truthsocial.com", in_reply_to_id="50", in_reply_to_account_id="9"),
        status("113", "truthsocial.com", reblog=first),
        status("114", "gab.com"),
        status("115", "one.example"),
    ]
    source = written_source(tmp_path, "".join(orjson.dumps(line).decode() + "\n" for line in lines))
    (batch,) = IMPORTER.read(source, ReadSettings())
    named = batch.posts.select("platform", "post_id", "account_id", "handle", "ref_post_id", "ref_account_id").rows()
    assert named == [
        ("truthsocial", "111", "7", "ann", None, None),
        ("truthsocial", "112", "7", "ann", "50", "9"),
        ("truthsocial", "113", "7", "ann", "111", "7"),
        ("gab", "114", "7", "ann", None, None),
        ("mastodon", "https://one.example/@ann/115", "https://one.example/@ann", "ann@one.example", None, None),
    ]
    assert batch.posts["mentions"].to_list()[0] == ["bea"]
    assert batch.references.select("platform", "post_id").rows() == [("truthsocial", "111")]
    assert set(batch.accounts["platform"]) == {"truthsocial", "gab", "mastodon"}
    (given,) = IMPORTER.read(source, ReadSettings(platform="twitter"))
    assert given.posts["platform"].to_list() == batch.posts["platform"].to_list()


def test_only_statuses_are_taken(tmp_path: Path) -> None:
    assert [IMPORTER.recognise(sample_source(name, tmp_path)) for name in NAMES] == [0.95, 0.95]
    assert IMPORTER.recognise(written_source(tmp_path, '{"id": "1", "account": "a", "content": "b"}\n')) == 0.0


@pytest.mark.parametrize("name", REAL)
def test_real_files_are_counted_as_by_hand(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = real_source(f"formats/mastodon/{name}.jsonl", tmp_path)
    (plain,) = IMPORTER.read(source, ReadSettings())
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", 0)
    (bulk,) = IMPORTER.read(source, ReadSettings())
    assert_same(plain, bulk)
    kinds = plain.posts["kind"].to_list()
    accounts = plain.accounts["account_id"].n_unique()
    counted = (plain.read, plain.posts["post_id"].n_unique(), kinds.count("repost"), kinds.count("reply"), accounts)
    assert (counted, plain.rejected) == (REAL[name], ())


@EIGHT_FILES
@given(files(LINES))
def test_any_values_in_a_status_are_read_or_counted(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
