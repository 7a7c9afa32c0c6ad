"""Commits as the servers of Jetstream version 1 write them: told apart and put into version 2 without reading all.

Only for recordings in which every line was read once and no commit has members beside the known ones.
"""

import re

from unisono.watch.replay.event_times import iso_us
from unisono.watch.replay.manners.jetstream_events import EVENTS

COMMIT = re.compile(
    rb'\{("did":"([^"\\]*)"),"time_us":(\d{1,18}),"kind":"commit","commit":'
    rb'\{("rev":"[^"\\]*","operation":"[a-z]*","collection":"([^"\\]*)",)'
)
END = re.compile(rb'"(?:cid|rkey)":"[^"\\]*"\}\}\Z')
LONGEST_END = 300
MICROSECONDS = 1_000_000


class PlainCommits:
    """Reads and rewrites plain commits; remembers the last second it has written."""

    def __init__(self, *, is_framed: bool) -> None:
        begin, self.end = (b'{"$type":"message","payload":', b"}") if is_framed else (b"", b"")
        self.begin = begin + b'{"$type":"' + EVENTS.encode() + b'commit","seq":%d,%b,"time":"%b%06dZ",%b'
        self.second = -1
        self.second_text = b""

    def subject(self, line: bytes) -> tuple[str, str] | None:
        """Return the account and the collection of a commit; None for a line that is no plain commit."""
        found = COMMIT.match(line)
        return (found[2].decode(), found[5].decode()) if found else None

    def flat(self, line: bytes, sequence: int) -> bytes | None:
        """Return a commit as the second version tells it; None for a line that is no plain commit."""
        found = COMMIT.match(line)
        if found is None or END.search(line, max(len(line) - LONGEST_END, 0)) is None:
            return None
        seconds, rest = divmod(int(found[3]), MICROSECONDS)
        if seconds != self.second:
            self.second, self.second_text = seconds, iso_us(seconds * MICROSECONDS)[:-7].encode()
        head = self.begin % (sequence, found[1], self.second_text, rest, found[4])
        return head + line[found.end() : -1] + self.end
