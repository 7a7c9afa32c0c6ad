"""What single events say of the stream."""

import pytest

from tests.watch.streams import account_line, identity_line, post_line
from unisono.watch.sources.jetstream.events import Notice, Place, notice_of, place_of, read_place

SECOND = b'{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#commit","seq":12,'


def test_every_kind_of_event_of_the_first_version_tells_its_time() -> None:
    for line in (post_line(1, 2.5), account_line(1, 2.5), identity_line(1, 2.5, "ann.example")):
        assert place_of(line) == Place(None, 1_777_896_002_500_000)


def test_an_event_of_the_second_version_tells_its_number_and_its_time() -> None:
    times = b'"time":"2026-05-04T12:00:09.000000Z","witnessedAt":"2026-05-04T12:00:01.000002Z"}'
    assert str(place_of(SECOND + times + b"}")) == "12@1777896001000002"
    assert str(place_of(b'{"seq":12,"did":"did:x",' + times)) == "12@1777896001000002"


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"{}", b"{", b'"x"', b'{"seq":"12"}', b'{"time":"soon"}', b'{"payload":3}']
)
def test_a_line_without_a_place_has_none(line: bytes) -> None:
    assert place_of(line) is None


@pytest.mark.parametrize("place", [Place(None, 5), Place(7, 5), Place(7, None)])
def test_a_place_is_read_as_it_was_written(place: Place) -> None:
    assert read_place(str(place)) == place


@pytest.mark.parametrize("text", ["", "@", "x", "12@x", "-5", "1 2", "١٢"])
def test_what_is_no_place_is_none(text: str) -> None:
    assert read_place(text) is None


@pytest.mark.parametrize(
    "line",
    [b'{"time_us":9999999999999999999999999}', b'{"time_us":-5}', b'{"seq":-1}', b'{"time":"9999-12-31T23:59:59Z"}'],
)
def test_a_time_or_number_that_no_stream_has_is_no_place(line: bytes) -> None:
    assert place_of(line) is None
    assert read_place("9" * 5000) is None


def test_notices_and_errors_of_the_stream_are_told_apart_from_events() -> None:
    kind = b'"$type": "network.bsky.jetstream.subscribeEvents#info"'
    info = b'{"$type": "message", "payload": {' + kind + b', "name": "OutdatedCursor", "message": "from 5"}}'
    assert notice_of(info) == Notice("OutdatedCursor", "from 5", is_fatal=False)
    assert notice_of(b'{"$type":"error","error":"ConsumerTooSlow"}') == Notice("ConsumerTooSlow", "", is_fatal=True)
    assert notice_of(SECOND + b'"time":"x"}}') is None
    assert notice_of(post_line(1, 2.5)) is None
    assert notice_of(b"{torn") is None
