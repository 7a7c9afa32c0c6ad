"""What is being done at this moment and by whom: said once at the door, heard where a case writes it down."""

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Doing:
    """The command or page at work, and the name that the person at it has given; empty where not said.

    words: of a command that was typed, which may name people; a log tells these with care, and `command` otherwise.
    """

    command: str = ""
    by: str = ""
    words: tuple[str, ...] = ()


_doing: ContextVar[Doing] = ContextVar("doing")


def now_doing() -> Doing:
    """Return what was said of the present moment; empty where nobody said anything."""
    return _doing.get(Doing())


@contextmanager
def doing(command: str, by: str = "", words: Sequence[str] = ()) -> Iterator[None]:
    """Say for the length of a `with` block what is being done.

    >>> with doing("unisono scan mycase"):
    ...     now_doing().command
    'unisono scan mycase'
    """
    said = _doing.set(Doing(command, by, tuple(_password.sub("", word) for word in words)))
    try:
        yield
    finally:
        _doing.reset(said)


def say_who(by: str) -> None:
    """Say who is at work; it holds until the present `doing` ends."""
    _doing.set(replace(now_doing(), by=by))


LONGEST = 2_000
_password = re.compile(r"(?<=://)[^\s/@]*@")


def as_typed(words: Sequence[str]) -> str:
    """Return a command as it was typed, without the names and passwords in its addresses.

    >>> as_typed(["watch", "mycase", "--from", "jetstream:wss://ann:secret@example.org"])
    'unisono watch mycase --from jetstream:wss://example.org'
    """
    whole = shlex.join(["unisono", *(_password.sub("", word) for word in words)])
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}…"
