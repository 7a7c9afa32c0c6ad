"""The live board says in words how a watcher stands, what it told, and what it did not see."""

import html
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from starlette.testclient import TestClient

from tests.web.live.live_case import live_case, say
from tests.web.workbench import signed_in
from unisono.cases import create_case
from unisono.cases.durable import writer_lock
from unisono.cases.live.folder import WATCHING_LOCK

LONG_AGO = datetime.now(UTC) - timedelta(minutes=5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(tmp_path_factory.mktemp("boards"))
    live_case(folder / "watched")
    live_case(folder / "gone", now=LONG_AGO)
    create_case(folder / "never")
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with signed_in(folder / "watched", folder / "gone", folder / "never") as client:
        yield client


def page(client: TestClient, case: str, **query: str) -> str:
    answer = client.get(f"/case/{case}/live", params=query)
    assert answer.status_code == 200
    return html.unescape(answer.text)


def test_a_case_that_nobody_watched_says_what_to_type(client: TestClient, folder: Path) -> None:
    told = page(client, "never")
    assert "Nobody watches this case" in told and f"unisono watch {folder / 'never'} --from jetstream" in told
    assert "What came in" not in told and "0.4 s" not in told


def test_the_board_tells_rate_lag_counts_and_windows(client: TestClient, folder: Path) -> None:
    say(folder / "watched", "connected")
    told = page(client, "watched")
    for words in ("Connected", "0.4 s", "buffer full", "reaches back 10 min", "1,200 acts on 80 things", "-0.5 s"):
        assert words in told, words


def test_an_alert_stands_with_chance_innocent_reasons_and_its_posts(client: TestClient) -> None:
    told = client.get("/case/watched/live").text
    for words in ("by chance 3.4 would have", "A match or a debate", "Such alerts a day by chance", ">0.25<"):
        assert words in told, words
    assert 'href="/case/watched/hashtag/vote"' in told and 'href="/case/watched/post/bluesky:1"' in told
    assert "/case/watched/posts?hashtag=vote&amp;since=" in told


def test_what_was_lost_is_told_apart_from_what_was_read_later(client: TestClient) -> None:
    told = page(client, "watched")
    assert "lost, nobody knows how many" in told and "read later" in told
    assert told.count('class="axis uncollected"') == 2, "one stretch and its key: what was read later is not shaded"
    assert "Not seen" in told and "server gone" in told


def test_hostile_words_do_nothing(client: TestClient) -> None:
    raw = client.get("/case/watched/live").text
    assert "<img src=x" not in raw and "<script>alert" not in raw and "ana<script>" not in raw
    assert "\u202e" not in raw and "\u0007" not in raw


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("starting", "The windows are being filled"),
        ("reconnecting", "What is posted now is not seen"),
        ("behind", "What did not fit was dropped and counted"),
        ("ended", "The source closed"),
        ("stopped", "Go on from where it stopped"),
        ("failed", "Type another address: ws://x"),
    ],
)
def test_each_state_is_told_in_words(client: TestClient, folder: Path, state: str, words: str) -> None:
    say(folder / "watched", state, "Refused. Type another address: ws://x" if state == "failed" else None)
    assert words in page(client, "watched")


def test_a_watcher_that_ended_without_a_word_is_told_from_one_that_is_held_up(client: TestClient, folder: Path) -> None:
    told = page(client, "gone")
    assert "Ended without a word" in told and "--from jetstream:ws://127.0.0.1:1234" in told
    with writer_lock(folder / "gone" / "live" / WATCHING_LOCK):
        assert "No sign of life" in page(client, "gone")


def test_a_damaged_state_is_told(client: TestClient, folder: Path) -> None:
    create_case(folder / "damaged")
    (folder / "damaged" / "live").mkdir()
    (folder / "damaged" / "live" / "status.json").write_text('{"state": "conn')
    with signed_in(folder / "damaged") as other:
        assert "The state cannot be read" in page(other, "damaged")


def test_the_data_have_the_state_the_alerts_and_the_gaps(client: TestClient) -> None:
    rows = [orjson.loads(line) for line in client.get("/case/watched/live", params={"as": "json"}).text.splitlines()]
    assert [row["kind"] for row in rows] == ["status", *["alert"] * 5, *["gap"] * 2]
    table = client.get("/case/watched/live", params={"as": "csv"}).text
    assert ",=cmd" not in table and "'=cmd" in table


def test_a_later_page_of_alerts_stays_as_it_is(client: TestClient) -> None:
    assert 'data-part="alerts"' in page(client, "watched", rows="2")
    second = page(client, "watched", rows="2", page="2")
    assert 'data-part="alerts"' not in second and second.count('<tr data-key="A-') == 2


def test_the_list_of_cases_says_which_are_watched(client: TestClient, folder: Path) -> None:
    say(folder / "watched", "connected")
    told = client.get("/cases").text
    assert '<a href="/case/watched/live">Connected</a>' in told and "not watched" in told


def test_german_and_spanish_boards_are_whole(client: TestClient) -> None:
    for language, words in (("de", "Meldungen"), ("es", "Alertas")):
        told = client.get("/case/watched/live", headers={"accept-language": language}).text
        assert words in told and "What came in" not in told
