"""Both versions of Jetstream on one port: what is sent, asked for and refused."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard
from websockets.exceptions import ConnectionClosedError, InvalidStatus

from tests.importers.table_sources import real_source
from tests.watch.replay.listening import ask, listen
from tests.watch.streams import (
    account_line,
    delete_line,
    did,
    identity_line,
    post_line,
    post_uri,
    repost_line,
    write_lines,
)
from unisono.watch.replay import Serving, serving
from unisono.watch.replay.serving import Served

SECOND = "/xrpc/network.bsky.jetstream.subscribeEvents"
DICTIONARY = "/xrpc/network.bsky.jetstream.getZstdDictionary"
QUICK = Serving(speed=None)


def made() -> list[bytes]:
    post = post_line(1, 0, "Zażółć 😀", tags=["one"], links=["https://a.example/x"])
    few = [post, repost_line(2, 1, post_uri(post)), account_line(3, 2), identity_line(3, 3, "c.example")]
    gone = delete_line(1, 4, post_uri(post).rsplit("/", 1)[1])
    return [*few, gone, *(post_line(10 + number % 7, 5 + number) for number in range(40))]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = write_lines(tmp_path_factory.mktemp("served") / "made.jsonl", made())
    with serving(path, QUICK) as running:
        yield running


def lines_of(messages: list) -> list[bytes]:
    return [message.encode() for message in messages]


def test_version_one_comes_as_it_was_recorded_byte_by_byte(served: Served) -> None:
    assert lines_of(listen(served.url + "/subscribe")) == made()
    assert lines_of(listen(served.url)) == made()


def test_collections_and_their_prefixes_limit_commits_only(served: Served) -> None:
    def kinds(query: str) -> set[str]:
        events = [json.loads(message) for message in listen(f"{served.url}/subscribe?{query}")]
        return {event.get("commit", {}).get("collection", event["kind"]) for event in events}

    assert kinds("wantedCollections=app.bsky.feed.repost") == {"app.bsky.feed.repost", "account", "identity"}
    assert kinds("wantedCollections=app.bsky.feed.*") == {
        "app.bsky.feed.post", "app.bsky.feed.repost", "account", "identity",
    }  # fmt: skip
    assert kinds("wantedCollections=app.bsky.graph.*") == {"account", "identity"}


def test_accounts_limit_everything_and_long_messages_can_be_left_out(served: Served) -> None:
    messages = listen(f"{served.url}/subscribe?wantedDids={did(3)}&wantedDids={did(1)}")
    assert lines_of(messages) == [line for line in made() if json.loads(line)["did"] in (did(1), did(3))]
    limit = 420
    short = listen(f"{served.url}/subscribe?maxMessageSizeBytes={limit}")
    assert lines_of(short) == [line for line in made() if len(line) <= limit] and len(short) < len(made())


def test_a_cursor_of_version_one_is_where_it_goes_on_inclusively(served: Served) -> None:
    lines = made()
    at = json.loads(lines[30])["time_us"]
    assert lines_of(listen(f"{served.url}/subscribe?cursor={at}")) == lines[30:]
    assert lines_of(listen(f"{served.url}/subscribe?cursor={at + 1}")) == lines[31:]
    assert lines_of(listen(f"{served.url}/subscribe?cursor=1000000000000000")) == lines


def test_nothing_is_sent_before_the_hello_that_was_announced_and_it_sets_what_is_wanted(served: Served) -> None:
    hello = {"type": "options_update", "payload": {"wantedCollections": ["app.bsky.feed.repost"], "wantedDids": []}}
    messages = listen(f"{served.url}/subscribe?requireHello=true", first=json.dumps(hello))
    assert [json.loads(message)["kind"] for message in messages] == ["commit", "account", "identity"]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("no json", 1007),
        ('{"type":"options_update","payload":{"wantedCollections":"a"}}', 1007),
        ('{"type":"options_update","payload":{"wantedDids":["nobody"]}}', 1008),
    ],
)
def test_a_message_that_is_no_update_ends_the_connection(served: Served, message: str, code: int) -> None:
    with pytest.raises(ConnectionClosedError) as closed:
        listen(f"{served.url}/subscribe?requireHello=true", first=message)
    assert closed.value.rcvd is not None and closed.value.rcvd.code == code


def test_version_two_tells_the_same_events_flat_and_numbered(served: Served) -> None:
    frames = [json.loads(message) for message in listen(served.url + SECOND)]
    assert {frame["$type"] for frame in frames} == {"message"}
    events = [frame["payload"] for frame in frames]
    assert [event["seq"] for event in events] == list(range(1, len(made()) + 1))
    first = events[0]
    recorded = json.loads(made()[0])
    assert first["$type"] == "network.bsky.jetstream.subscribeEvents#commit" and first["did"] == recorded["did"]
    assert {name: first[name] for name in recorded["commit"]} == recorded["commit"]
    assert first["time"] == "2026-05-04T12:00:00.000000Z"
    assert events[2]["account"] == json.loads(made()[2])["account"]


def test_version_two_goes_on_from_a_number_or_a_time(served: Served) -> None:
    def numbers(query: str) -> list[int]:
        return [json.loads(message)["payload"].get("seq") for message in listen(f"{served.url}{SECOND}?{query}")]

    count = len(made())
    assert numbers("cursor=0") == list(range(1, count + 1))
    assert numbers("cursor=12") == list(range(12, count + 1))
    assert numbers(f"cursor={json.loads(made()[20])['time_us']}") == list(range(21, count + 1))
    assert numbers("cursor=999999") == [None, *range(1, count + 1)], "a notice comes first"
    assert numbers("kinds=account&kinds=identity") == [3, 4]
    assert numbers(f"dids={did(1)}&collections=app.bsky.feed.*&kinds=commit") == [1, 5]
    assert numbers("collections=app.bsky.feed.repost") == [2, 3, 4]


def test_the_subprotocol_is_agreed_on_where_it_is_offered(served: Served) -> None:
    assert listen(served.url + SECOND, subprotocols=["xrpc.v1.json", "other"], most=1)
    assert listen(served.url + SECOND, most=1)


def test_version_two_hears_nothing(served: Served) -> None:
    with serving(served.recording.path, Serving(speed=None, stays=True)) as staying:
        with pytest.raises(ConnectionClosedError) as closed:
            listen(staying.url + SECOND, first="{}")
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1008


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("wantedCollections=app.bsky.feed.post", "InvalidRequest", "use collections"),
        ("wantedDids=did:plc:a", "InvalidRequest", "use dids"),
        ("requireHello=true", "InvalidRequest", "server-push only"),
        ("compress=true", "InvalidRequest", "zstdDictionary"),
        ("zstdDictionary=12345", "UnknownZstdDictionary", "current dictionary id is"),
        ("zstdDictionary=banana", "InvalidRequest", "positive integer"),
        ("kinds=likes", "InvalidRequest", 'unknown kind "likes"'),
        ("kinds=identity&collections=app.bsky.feed.like", "InvalidRequest", "can never apply"),
        ("collections=not_an_nsid.*", "InvalidRequest", "wildcard"),
        ("cursor=yesterday", "InvalidRequest", "invalid cursor"),
        ("cursor=-1", "InvalidRequest", "invalid cursor"),
        ("maxMessageSizeBytes=-1", "InvalidRequest", "no number"),
    ],
)
def test_version_two_refuses_what_cannot_be_and_names_it(served: Served, query: str, name: str, words: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        listen(f"{served.url}{SECOND}?{query}")
    assert refused.value.response.status_code == 400
    body = json.loads(refused.value.response.body or b"")
    assert body["error"] == name and words in body["message"]


@pytest.mark.parametrize("query", ["cursor=abc", "wantedDids=nobody", "wantedCollections=app.bsky.fo*"])
def test_version_one_refuses_what_cannot_be(served: Served, query: str) -> None:
    assert ask(f"{served.url}/subscribe?{query}")[0] == 400


def test_packed_messages_are_unpacked_with_the_dictionary_of_the_recording(served: Served) -> None:
    status, dictionary = ask(served.url + DICTIONARY)
    made_here = zstandard.ZstdCompressionDict(dictionary)
    unpacking = zstandard.ZstdDecompressor(dict_data=made_here)
    assert status == 200 and made_here.dict_id() > 0
    packed = listen(served.url + "/subscribe?compress=true")
    assert [unpacking.decompress(message) for message in packed] == made()
    assert sum(map(len, packed)) < sum(map(len, made()))
    second = listen(f"{served.url}{SECOND}?zstdDictionary={made_here.dict_id()}")
    assert [json.loads(unpacking.decompress(message))["payload"]["seq"] for message in second][:2] == [1, 2]
    assert ask(f"{served.url}{DICTIONARY}?id={made_here.dict_id()}") == (200, dictionary)
    assert json.loads(ask(f"{served.url}{DICTIONARY}?id=7")[1])["error"] == "DictionaryNotFound"


def test_other_paths_and_plain_requests_are_told_what_to_do(served: Served) -> None:
    assert ask(served.url + "/elsewhere")[0] == 404
    status, words = ask(served.url + "/subscribe")
    assert status == 426 and b"ws://" in words


def test_a_recording_of_version_two_is_told_as_version_one_and_back_without_a_loss(
    served: Served, tmp_path: Path
) -> None:
    second = lines_of(listen(served.url + SECOND))
    with serving(write_lines(tmp_path / "second.jsonl", second), QUICK) as again:
        first = listen(again.url + "/subscribe")
        assert [json.loads(line) for line in first] == [json.loads(line) for line in made()]
        assert [json.loads(line) for line in listen(again.url + SECOND)] == [json.loads(line) for line in second]


def test_notices_in_a_recording_are_left_out_and_numbers_of_its_own_are_kept(tmp_path: Path) -> None:
    events = [
        {"$type": "network.bsky.jetstream.subscribeEvents#identity", "seq": seq, "did": did(1), "time": time}
        for seq, time in ((70, "2026-05-04T12:00:00Z"), (75, "2026-05-04T12:00:01Z"), (90, "2026-05-04T12:00:02Z"))
    ]
    notice = {"$type": "network.bsky.jetstream.subscribeEvents#info", "name": "OutdatedCursor"}
    path = write_lines(tmp_path / "few.jsonl", [json.dumps(event).encode() for event in (notice, *events)])
    with serving(path, Serving(speed=None, is_framed=False)) as running:
        assert running.recording.damaged == 1
        assert [json.loads(line)["seq"] for line in listen(f"{running.url}{SECOND}?cursor=71")] == [75, 90]
        assert len(listen(running.url)) == 3


def test_real_events_come_as_they_were_recorded_and_lose_no_member_on_the_way_through_version_two(
    tmp_path: Path,
) -> None:
    real = real_source("formats/bluesky_jetstream/events_v1.jsonl", tmp_path).path
    lines = real.read_bytes().splitlines()
    with serving(real, QUICK) as running:
        assert lines_of(listen(running.url + "/subscribe")) == lines
        feed = lines_of(listen(running.url + "/subscribe?wantedCollections=app.bsky.feed.*"))
        assert feed == [
            line
            for line in lines
            if json.loads(line).get("commit", {}).get("collection", "app.bsky.feed.").startswith("app.bsky.feed.")
        ]
        second = lines_of(listen(running.url + SECOND))
    with serving(write_lines(tmp_path / "second.jsonl", second), QUICK) as again:
        back = listen(again.url + "/subscribe")
    assert [json.loads(line) for line in back] == [json.loads(line) for line in lines]
