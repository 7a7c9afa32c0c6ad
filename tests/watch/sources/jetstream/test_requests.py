"""What Jetstream is asked for."""

from urllib.parse import parse_qs, urlsplit

import pytest

from unisono.model.errors import UsageError
from unisono.watch.sources.declaration import SourceOptions
from unisono.watch.sources.jetstream.events import Place
from unisono.watch.sources.jetstream.requests import COLLECTIONS, PUBLIC, SECOND, beginnings, read_request

ANN = "did:plc:ann"


def asked(
    typed: str, options: SourceOptions | None = None, cursor: str | None = None, number: int | None = None
) -> dict:
    address = read_request(typed, options or SourceOptions()).at(cursor, number)
    return parse_qs(address.query)


def test_without_an_address_the_public_server_is_asked() -> None:
    address = read_request("", SourceOptions()).address
    assert address.geturl().startswith(PUBLIC + "?")


def test_a_host_alone_is_asked_as_the_first_version_is() -> None:
    request = read_request("ws://127.0.0.1:1234", SourceOptions())
    assert (request.address.path, request.is_second) == ("/subscribe", False)


def test_the_path_tells_the_version_and_each_has_its_own_names() -> None:
    options = SourceOptions(accounts=(ANN,), most_message_bytes=99)
    first = asked("ws://h/subscribe", options, "5", 7)
    assert first == {
        "wantedCollections": list(COLLECTIONS),
        "wantedDids": [ANN],
        "maxMessageSizeBytes": ["99"],
        "compress": ["true"],
        "cursor": ["5"],
    }
    second = asked(f"ws://h{SECOND}", options, "5", 7)
    assert second == {
        "collections": list(COLLECTIONS),
        "dids": [ANN],
        "maxMessageSizeBytes": ["99"],
        "zstdDictionary": ["7"],
        "cursor": ["5"],
    }


def test_likes_and_follows_come_only_when_they_are_asked_for() -> None:
    likes = ("app.bsky.feed.like", "app.bsky.graph.*")
    assert asked("ws://h", SourceOptions(collections=likes))["wantedCollections"] == list(likes)
    assert "wantedCollections" not in asked("ws://h", SourceOptions(collections=()))


def test_what_stands_in_the_address_is_kept() -> None:
    found = asked("ws://h/subscribe?wantedCollections=app.bsky.feed.like&maxMessageSizeBytes=5&cursor=17", None, "9")
    assert found == {"wantedCollections": ["app.bsky.feed.like"], "maxMessageSizeBytes": ["5"], "cursor": ["9"]}
    assert read_request("ws://h?cursor=17", SourceOptions()).asked_cursor == "17"


def test_handles_are_no_ids_of_accounts() -> None:
    with pytest.raises(UsageError, match="begin with did:"):
        read_request("", SourceOptions(accounts=("ann.example",)))


def test_more_accounts_than_fit_into_an_address_are_refused_with_their_number() -> None:
    with pytest.raises(UsageError, match="1,000 accounts"):
        read_request("", SourceOptions(accounts=tuple(f"did:plc:{n:024}" for n in range(1000))))


def test_the_first_version_begins_a_little_before_the_last_time_or_at_the_oldest() -> None:
    assert beginnings(Place(None, 9_000_000), 5.0, is_second=False) == ["4000000", "1", None]
    assert beginnings(None, 5.0, is_second=False) == [None]


def test_the_second_version_begins_at_the_last_number_or_a_little_before_the_last_time() -> None:
    place = Place(100_000, 1_777_896_005_000_000)
    assert beginnings(place, 5.0, is_second=True) == ["100000", "1777896000000000", None]
    assert beginnings(Place(3, None), 5.0, is_second=True) == ["3", None]


def test_an_address_of_a_request_is_still_one() -> None:
    assert urlsplit(read_request("", SourceOptions()).at("5", None).geturl()).scheme == "wss"
