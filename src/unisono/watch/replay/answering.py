"""The server of one recording: answers requests, and hands each subscription to its own delivery."""

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import islice

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from unisono.watch.replay.delivery import Delivery, Shared
from unisono.watch.replay.event_log import EventLog, Start, Told
from unisono.watch.replay.outbox import EventStreamOutbox, Outbox, WebSocketOutbox
from unisono.watch.replay.pacing import Clock
from unisono.watch.replay.settings import Serving
from unisono.watch.replay.subscription import (
    Horizon,
    MannerOfServing,
    MessageRefusedError,
    Subscription,
    answer,
    read_request,
)
from unisono.watch.replay.tally import Tally


@dataclass
class Answering:
    """Answers every connection to one server."""

    serving: Serving
    manner: MannerOfServing
    log: EventLog
    clock: Clock
    shared: Shared
    tally: Tally = field(default_factory=Tally)
    subscriptions: dict[ServerConnection, tuple[str, Subscription]] = field(default_factory=dict)

    async def on_request(self, connection: ServerConnection, request: Request) -> Response | None:
        """Answer a request over HTTP; None lets it become a WebSocket."""
        asked = read_request(request.path, request.headers)
        left = self.shared.refused_until - self.clock.now()
        if left > 0:
            self.tally.refused += 1
            words = b"The connection was broken off on purpose; come back later.\n"
            return answer(HTTPStatus.SERVICE_UNAVAILABLE, words, **{"Retry-After": str(int(left) + 1)})
        got = self.manner.answer(asked, self._horizon())
        if isinstance(got, Response):
            return got
        # Before the clock starts: who starts it misses nothing, however quick it is.
        got.begin = got.start or self.shared.start or self.clock.present()
        self.clock.start()
        if got.is_event_stream:
            await self._deliver(connection, asked.path, got, EventStreamOutbox(connection), _lost(connection))
            await connection.wait_closed()
            return answer(HTTPStatus.OK, b"")
        if not asked.is_web_socket:
            advice = f"This is a WebSocket. Open it as ws://{asked.headers.get('host', '')}{asked.path}\n"
            return answer(HTTPStatus.UPGRADE_REQUIRED, advice.encode(), Upgrade="websocket")
        self.subscriptions[connection] = (asked.path, got)
        return None

    def on_response(self, connection: ServerConnection, _request: Request, response: Response) -> None:
        """Name the subprotocol that was agreed on."""
        _, subscription = self.subscriptions.get(connection, ("", None))
        if subscription and subscription.subprotocol and response.status_code == HTTPStatus.SWITCHING_PROTOCOLS:
            response.headers["Sec-WebSocket-Protocol"] = subscription.subprotocol
            connection.protocol.subprotocol = Subprotocol(subscription.subprotocol)

    async def on_connection(self, connection: ServerConnection) -> None:
        """Send a WebSocket what it has subscribed to, and hear what it says meanwhile."""
        path, subscription = self.subscriptions.pop(connection)
        hearing = asyncio.ensure_future(_hear(connection, subscription))
        try:
            await self._deliver(connection, path, subscription, WebSocketOutbox(connection), hearing)
        finally:
            hearing.cancel()

    async def _deliver(
        self,
        connection: ServerConnection,
        path: str,
        subscription: Subscription,
        outbox: Outbox,
        gone: asyncio.Future[None],
    ) -> None:
        sent = self.tally.new(path)
        delivery = Delivery(self.serving, self.log, self.clock, subscription, outbox, sent, self.shared, gone)
        await delivery.run()

    def _horizon(self) -> Horizon:
        """Return what can be asked for at this moment."""
        recording, log = self.log.recording, self.log
        last = max(recording.highest_sequence, 0) if log.keeps_sequence else recording.lines * log.stride
        last_us = (recording.last_us or 0) + int(self.serving.faults.ahead_s * 1e6)
        return Horizon(last + log.stride, last_us, self._floor())

    def _floor(self) -> Told | None:
        if self.serving.keep_s is None:
            return None
        present_us = self.clock.present_us()
        if present_us is None:
            present_us = self.shared.farthest_us
        floor_us = min(present_us, self.log.recording.last_us or 0) - int(self.serving.keep_s * 1e6)
        return next(iter(islice(self.log.messages_from(Start("due", floor_us)), 1)), None)


async def _hear(connection: ServerConnection, subscription: Subscription) -> None:
    """Hand a client's messages to its subscription until it leaves."""
    try:
        async for message in connection:
            subscription.take(message)
    except MessageRefusedError as error:
        await connection.close(error.code, error.reason)
    except ConnectionClosed as error:
        connection.logger.debug("the client left: %s", error)


def _lost(connection: ServerConnection) -> asyncio.Future[None]:
    """Return what is done once a connection that is no WebSocket is gone."""
    return asyncio.ensure_future(connection.wait_closed())
