"""The events of a live page: each part that has changed, sent about once a second for as long as the page is open."""

import asyncio
import time
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from unisono.model.errors import UnisonoError
from unisono.model.json_text import json_line
from unisono.web.addresses import address_of
from unisono.web.answering import language_of, say
from unisono.web.asked import Asked, Workbench
from unisono.web.live.parts import filled_parts
from unisono.web.live.streams import EVERY_SECONDS, MOST_STREAMS, EventStream, Parts

EVENTS = "/live/events"
KEPT_ALIVE_SECONDS = 15.0
"""After so long without a change a comment is sent: a connection that nobody has at its other end is then noticed."""

COME_BACK_MS = 3000


async def follow_case(request: Request) -> Response:
    """Answer with the events of a case."""
    workbench: Workbench = request.app.state.workbench
    asked = Asked(workbench, str(request.path_params["case"]), "", {}, {}, language_of(request))
    try:
        await run_in_threadpool(workbench.cases.case, asked.name)
    except UnisonoError as error:
        return say(request, 404, str(error), workbench)
    if workbench.streams.opened >= MOST_STREAMS:
        told = f"{MOST_STREAMS} live pages are open. Close one; this one then goes on by itself."
        return JSONResponse({"error": told}, 503, {"retry-after": "10"})
    return EventStream(workbench.streams, events_of(asked))


async def events_of(asked: Asked) -> AsyncIterator[str]:
    """Yield every part once, then those that change."""
    yield f"retry: {COME_BACK_MS}\n\n"
    sent: Parts = {}
    last = time.monotonic()
    while not asked.workbench.streams.is_ending():
        try:
            parts = await run_in_threadpool(_look, asked)
        except (UnisonoError, OSError):
            # The folder may be gone or be moved: the page keeps what it showed, and the next look may find it.
            parts = sent
        for name, text in parts.items():
            if sent.get(name) != text:
                yield event("part", {"part": name, "html": text})
                last = time.monotonic()
        sent = parts
        if time.monotonic() - last > KEPT_ALIVE_SECONDS:
            yield ": still here\n\n"
            last = time.monotonic()
        await asyncio.sleep(EVERY_SECONDS)


def event(name: str, told: dict[str, object]) -> str:
    r"""Return one event; JSON has no line breaks, so that no text ends it early.

    >>> event("part", {"html": "a\n\nb"})
    'event: part\ndata: {"html":"a\\n\\nb"}\n\n'
    """
    return f"event: {name}\ndata: {json_line(told)}\n\n"


def _look(asked: Asked) -> Parts:
    """Return the parts of the page, asked for anew: an Asked keeps the case as it was first read."""
    page = address_of(asked.name, "live")
    return filled_parts(Asked(asked.workbench, asked.name, page, {}, {}, asked.language))
