"""Addresses as users type them."""

import re

import pytest

from unisono.model.errors import UsageError
from unisono.watch.sources.addresses import is_local, read_address, said_by_server

EXAMPLE = "--from ws://127.0.0.1:8080"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ws://127.0.0.1:8080/x?a=1", "ws://127.0.0.1:8080/x?a=1"),
        ("https://mastodon.example", "wss://mastodon.example"),
        ("http://localhost:3000#top", "ws://localhost:3000"),
        ("stream.example/subscribe", "wss://stream.example/subscribe"),
    ],
)
def test_addresses_become_those_of_web_sockets(typed: str, read: str) -> None:
    assert read_address(typed, EXAMPLE).geturl() == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ftp://example.org",
        "ws://",
        "ws://example.org:99999",
        "ws://example.org:abc",
        "ws://[::1",
        "ws://a b",
        "ws://x\u202e.org",
    ],
)
def test_what_is_no_address_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"Type: {EXAMPLE}")):
        read_address(typed, EXAMPLE)


@pytest.mark.parametrize(
    "typed", ["wss://ann:hunter2@example.org/x", "wss://hunter2@example.org", "wss://example.org/?access_token=hunter2"]
)
def test_a_secret_in_an_address_is_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_address(typed, EXAMPLE)
    assert "hunter2" not in str(refused.value)
    assert "example.org" in str(refused.value)


def test_a_secret_in_what_is_no_address_is_not_repeated_either() -> None:
    for typed in ("ftp://ann:hunter2@example.org", "ftp://example.org/?token=hunter2", "ws://u:hunter2@a b"):
        with pytest.raises(UsageError) as refused:
            read_address(typed, EXAMPLE)
        assert "hunter2" not in str(refused.value)


def test_only_addresses_of_this_machine_are_local() -> None:
    assert is_local(read_address("ws://[::1]:80", EXAMPLE))
    assert not is_local(read_address("ws://127.0.0.1.example.org", EXAMPLE))


def test_what_a_server_says_can_do_nothing_to_a_terminal() -> None:
    assert said_by_server("a\x1b[31m\u202eb\r\nc") == "a [31mb  c"
    assert len(said_by_server("x" * 10_000)) == 300
