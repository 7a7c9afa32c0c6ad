"""The list of sources."""

import pytest

from unisono.model.errors import UsageError
from unisono.watch.sources import KINDS, open_source
from unisono.watch.sources.jetstream.stream import JetstreamSource
from unisono.watch.sources.plain_streams import WebSocketSource


@pytest.mark.parametrize("typed", ["ws://h:1/x", "ws:h:1/x", "ws:ws://h:1/x", "ws:http://h:1/x"])
def test_an_address_of_web_sockets_may_be_typed_in_several_ways(typed: str) -> None:
    source = open_source(typed)
    assert isinstance(source, WebSocketSource)
    assert source.address == "ws://h:1/x"


def test_every_source_is_known_by_its_word() -> None:
    addresses = ["jetstream:ws://127.0.0.1:5", "mastodon:https://m.example", "ws:h/x", "wss://h/x"]
    names = ["jetstream", *addresses, f"replay:{__file__}"]
    for name in names:
        assert open_source(name).name == name
    assert isinstance(open_source("jetstream"), JetstreamSource)


@pytest.mark.parametrize(
    "typed", ["", "twitter", "https://ann:hunter2@example.org", "stdin:x", "Jetstream\x1b[2J", "?token=hunter2"]
)
def test_what_is_no_source_is_refused_with_the_list_of_them(typed: str) -> None:
    with pytest.raises(UsageError) as refused:
        open_source(typed)
    assert all(kind in str(refused.value) for kind in KINDS)
    assert "hunter2" not in str(refused.value)
    assert "\x1b" not in str(refused.value)
