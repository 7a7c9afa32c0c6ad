"""What `unisono replay` is told in words: addresses, speeds, bursts, silences."""

import re
from typing import get_args

from unisono.model.errors import UsageError
from unisono.watch.replay.settings import MANNERS, WAYS_TO_BREAK, HowToBreak, Manner, Peak, Silence

NUMBER = r"(\d+(?:\.\d+)?)"
PEAK = re.compile(rf"^{NUMBER}:{NUMBER}@{NUMBER}$")
SILENCE = re.compile(rf"^{NUMBER}@(\d+)$")
HIGHEST_PORT = 65_535


def read_address(typed: str) -> tuple[str, int]:
    """Return the host and port of an address.

    >>> read_address("127.0.0.1:0"), read_address("[::1]:8080"), read_address("localhost")
    (('127.0.0.1', 0), ('::1', 8080), ('localhost', 0))
    """
    host, colon, port = typed.rpartition(":") if not typed.endswith("]") else (typed, "", "")
    if not colon:
        host, port = typed, "0"
    if not (port.isascii() and port.isdigit() and int(port) <= HIGHEST_PORT) or not host:
        raise UsageError(f"--serve {typed} is no address. Type for example: --serve 127.0.0.1:0")
    return host.removeprefix("[").removesuffix("]"), int(port)


def read_speed(typed: str) -> float | None:
    """Return how many times as quick; None for max.

    >>> read_speed("10"), read_speed("10x"), read_speed("max")
    (10.0, 10.0, None)
    """
    if typed == "max":
        return None
    if re.fullmatch(NUMBER, typed.removesuffix("x")) and float(typed.removesuffix("x")) > 0:
        return float(typed.removesuffix("x"))
    raise UsageError(f"--speed {typed} is no speed. Type for example: --speed 10, or --speed max")


def read_manner(typed: str | None) -> Manner | None:
    """Return as what a recording is served; None when nobody says."""
    for manner in MANNERS:
        if typed == manner:
            return manner
    if typed is None:
        return None
    raise UsageError(f"--as {typed} is not known. Type one of: --as {', --as '.join(get_args(Manner))}")


def read_way(typed: str) -> HowToBreak:
    """Return how connections are broken off."""
    for way in WAYS_TO_BREAK:
        if typed == way:
            return way
    raise UsageError(f"--disconnect-how {typed} is not known. Type one of: {', '.join(WAYS_TO_BREAK)}")


def read_peak(typed: str) -> Peak:
    """Return a burst.

    >>> read_peak("1000:10@60")
    Peak(rate=1000.0, seconds=10.0, start_s=60.0)
    """
    found = PEAK.match(typed)
    if found is None or not float(found[1]) or not float(found[2]):
        raise UsageError(f"--peak {typed} is no burst. Type RATE:SECONDS@START, for example: --peak 1000:10@60")
    return Peak(float(found[1]), float(found[2]), float(found[3]))


def read_silence(typed: str) -> Silence:
    """Return a silence.

    >>> read_silence("5@1000")
    Silence(seconds=5.0, after_messages=1000)
    """
    found = SILENCE.match(typed)
    if found is None:
        raise UsageError(f"--silence {typed} is no silence. Type SECONDS@MESSAGES, for example: --silence 5@1000")
    return Silence(float(found[1]), int(found[2]))
