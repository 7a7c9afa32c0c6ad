"""The open streams of live pages: how many there are, when they end, and what was filled last for all of them."""

import threading
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

EVERY_SECONDS = 1.0
MOST_STREAMS = 24
"""Live pages open at once; each holds a connection."""

Parts = dict[str, str]
"""Name -> HTML of the parts of a page."""


@dataclass
class Streams:
    """Counts open streams, and keeps the parts of each page as they were filled last: ten readers cost what one does.

    is_ending: asked about once a second by each stream, which then ends, so that no open page holds the server up.
    """

    is_ending: Callable[[], bool] = lambda: False
    opened: int = 0
    _filled: dict[tuple[str, str], tuple[str, float, Parts]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def parts(self, key: tuple[str, str], look: Callable[[], tuple[str, Callable[[], Parts]]]) -> Parts:
        """Return what was filled for a key, filled anew where a look finds another stamp; looks twice a second at most.

        look: returns what changes whenever the parts do, and the function that fills them.
        """
        with self._lock:
            known = self._filled.get(key)
            if known is not None and time.monotonic() - known[1] < EVERY_SECONDS / 2:
                return known[2]
            stamp, fill = look()
            parts = known[2] if known is not None and known[0] == stamp else fill()
            self._filled[key] = (stamp, time.monotonic(), parts)
            return parts


class EventStream(StreamingResponse):
    """Events as a browser's EventSource reads them; counted for as long as it is open."""

    def __init__(self, streams: Streams, content: AsyncIterator[str]) -> None:
        """Prepare the answer."""
        super().__init__(content, media_type="text/event-stream", headers={"x-accel-buffering": "no"})
        self.streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the reader leaves or the workbench ends."""
        self.streams.opened += 1
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.streams.opened -= 1
