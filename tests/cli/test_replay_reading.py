"""What the command that serves recordings is told in words."""

import pytest

from unisono.cli.replay_reading import read_address, read_manner, read_peak, read_silence, read_speed, read_way
from unisono.model.errors import UsageError
from unisono.watch.replay.settings import Peak, Silence


def test_addresses_with_and_without_a_port_are_read() -> None:
    assert read_address("127.0.0.1:8080") == ("127.0.0.1", 8080)
    assert read_address("[::1]:9") == read_address("[::1]:09") == ("::1", 9)
    assert read_address("localhost") == ("localhost", 0)


@pytest.mark.parametrize("typed", [":80", "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:-1", ""])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="--serve"):
        read_address(typed)


def test_speeds_bursts_and_silences_are_read() -> None:
    assert (read_speed("max"), read_speed("0.5"), read_speed("10x")) == (None, 0.5, 10.0)
    assert read_peak("1000:10@0.5") == Peak(1000.0, 10.0, 0.5)
    assert read_silence("2.5@10") == Silence(2.5, 10)
    assert read_manner(None) is None and read_manner("ndjson") == "ndjson" and read_way("torn") == "torn"


@pytest.mark.parametrize("typed", ["0", "-1", "", "1e9", "nan", "maximal"])
def test_what_is_no_speed_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="--speed max"):
        read_speed(typed)


@pytest.mark.parametrize("typed", ["", "10", "10:5", "0:5@1", "10:0@1", "a:b@c"])
def test_what_is_no_burst_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="RATE:SECONDS@START"):
        read_peak(typed)


def test_other_words_are_refused_with_those_that_are_known() -> None:
    with pytest.raises(UsageError, match="--as mastodon"):
        read_manner("usenet")
    with pytest.raises(UsageError, match="torn"):
        read_way("loud")
    with pytest.raises(UsageError, match="SECONDS@MESSAGES"):
        read_silence("5@")
