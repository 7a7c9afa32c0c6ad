"""Connections that break off, repeat, fall silent and refuse: what comes is explained by what was asked for."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosedError, ConnectionClosedOK, InvalidStatus

from tests.watch.replay.listening import first_cursor, listen, listen_on, second_cursor
from tests.watch.streams import post_line, write_lines
from unisono.watch.replay import Faults, Serving, serving

SECOND = "/xrpc/network.bsky.jetstream.subscribeEvents"
QUICK_PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)  # explaining traces every line: slow
LINES = [post_line(number % 7, number * 0.5, key=f"key{number:04d}") for number in range(400)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("delivery") / "made.jsonl", LINES)


def keys_of(messages: list) -> list[str]:
    events = [json.loads(message) for message in messages]
    return [(event.get("commit") or event["payload"])["rkey"] for event in events]


@settings(max_examples=15, deadline=None, phases=QUICK_PHASES)
@given(
    faults=st.builds(
        Faults,
        seed=st.integers(0, 9),
        disconnect_every=st.sampled_from([0, 11, 40]),
        disconnect_about=st.sampled_from([0, 30]),
        disconnect_how=st.sampled_from(["close", "torn", "reset", "mixed"]),
        duplicates=st.sampled_from([0.0, 0.3]),
        duplicates_within=st.integers(1, 50),
        disorder_s=st.sampled_from([0.0, 10.0]),
        ahead_s=st.sampled_from([0.0, 500.0]),
    ),
    is_second=st.booleans(),
)
def test_who_resumes_gets_everything_whatever_breaks(path: Path, faults: Faults, is_second: bool) -> None:
    cursor_of = second_cursor if is_second else first_cursor
    with serving(path, Serving(speed=None, faults=faults)) as served:
        got, breaks = listen_on(served.url + (SECOND if is_second else ""), cursor_of)
        tally = served.tally
    assert set(keys_of(got)) == set(keys_of(LINES))
    assert len(got) <= tally.messages
    assert len(tally.connections) == breaks + 1
    assert (breaks > 0) == bool(faults.disconnect_every or faults.disconnect_about)
    if faults.disconnect_how != "reset" and faults.disconnect_how != "mixed":
        assert len(got) == tally.messages, "only a reset loses what is on its way"


def test_repetitions_are_the_same_bytes_again_within_so_many_messages(path: Path) -> None:
    with serving(path, Serving(speed=None, faults=Faults(duplicates=0.25, duplicates_within=10))) as served:
        got = listen(served.url)
        again = served.tally.again
    counts = Counter(got)
    assert set(counts.values()) == {1, 2} and 60 < again < 140
    assert len(got) - len(LINES) == again == served.tally.messages - len(LINES)
    assert list(dict.fromkeys(got)) == [line.decode() for line in LINES], "their first time, in the right order"
    places: dict[str, list[int]] = {}
    for place, message in enumerate(got):
        places.setdefault(message, []).append(place)
    assert all(found[-1] - found[0] <= 10 + 10 for found in places.values())


def test_a_connection_is_broken_off_after_so_many_messages_in_the_way_asked_for(path: Path) -> None:
    with serving(path, Serving(speed=None, faults=Faults(disconnect_every=50))) as served:
        with pytest.raises(ConnectionClosedOK) as closed:
            raise_the_end(served.url)
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1001
        assert served.tally.connections[0].messages == 50
        assert served.tally.connections[0].ended == "broken off (close)"
        assert len(listen(served.url)) == 50, "without a cursor it goes on where the stream stands"
        assert served.tally.connections[1].first_number == 51
    for how in ("reset", "torn"):
        with serving(path, Serving(speed=None, faults=Faults(disconnect_every=50, disconnect_how=how))) as served:
            with pytest.raises(ConnectionClosedError) as broken:
                listen(served.url)
            assert broken.value.rcvd is None


def test_who_resumes_far_back_gets_on_all_the_same(path: Path) -> None:
    first = json.loads(LINES[0])["time_us"]
    with serving(path, Serving(speed=None, faults=Faults(disconnect_every=100))) as served:
        assert [len(listen(f"{served.url}?cursor={first}")) for _ in range(4)] == [101, 201, 301, 400]


def raise_the_end(url: str) -> None:
    from websockets.sync.client import connect

    with connect(url, compression=None) as connection:
        while True:
            connection.recv(timeout=10)


def test_connections_are_refused_for_a_while_after_one_was_broken_off(path: Path) -> None:
    with serving(path, Serving(speed=None, faults=Faults(disconnect_every=50, refuse_s=60))) as served:
        assert len(listen(served.url)) == 50
        with pytest.raises(InvalidStatus) as refused:
            listen(served.url)
        assert refused.value.response.status_code == 503 and served.tally.refused == 1


def test_a_silence_and_a_delay_lose_nothing(path: Path) -> None:
    from unisono.watch.replay.settings import Silence

    faults = Faults(silences=(Silence(0.05, 100), Silence(0.05, 10)), jitter_s=0.001, jitter_share=0.2)
    with serving(path, Serving(speed=None, faults=faults)) as served:
        assert listen(served.url) == [line.decode() for line in LINES]


def test_a_cursor_before_what_is_kept_is_too_old(path: Path) -> None:
    at = [json.loads(line)["time_us"] for line in LINES]
    with serving(path, Serving(speed=None, keep_s=50.0)) as served:
        assert len(listen(served.url)) == 400
        assert len(listen(f"{served.url}?cursor={at[0]}")) == 101, "version 1 moves it up and says nothing"
        with pytest.raises(InvalidStatus) as refused:
            listen(f"{served.url}{SECOND}?cursor=5")
        body = json.loads(refused.value.response.body or b"")
        assert body["error"] == "CursorTooOld" and "300" in body["message"]
        told = [json.loads(message)["payload"] for message in listen(f"{served.url}{SECOND}?cursor={at[0]}")]
        assert told[0]["name"] == "OutdatedCursor" and told[1]["seq"] == 300 and len(told) == 102
        assert len(listen(f"{served.url}{SECOND}?cursor=390")) == 11


def test_who_leaves_early_is_noticed_and_does_not_hold_the_server_up(path: Path) -> None:
    with serving(path, Serving(speed=1.0, faults=Faults())) as served:
        assert len(listen(served.url, most=1)) == 1
    assert served.tally.connections[0].ended == "the client left"


def test_deletions_are_sent_in_both_versions(path: Path) -> None:
    with serving(path, Serving(speed=None, faults=Faults(deletes=0.2, delete_after_s=5))) as served:
        first = [json.loads(message)["commit"] for message in listen(served.url)]
        second = [json.loads(message)["payload"] for message in listen(served.url + SECOND)]
    gone = [commit["rkey"] for commit in first if commit["operation"] == "delete"]
    assert 50 < len(gone) < 120 and len(first) == 400 + len(gone)
    assert [event["rkey"] for event in second if event["operation"] == "delete"] == gone
    assert len({event["seq"] for event in second}) == len(second)
