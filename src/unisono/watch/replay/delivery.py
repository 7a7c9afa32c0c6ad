"""One connection from its first message to its last: paced, and broken off, repeated or held up where asked for."""

import asyncio
import math
from dataclasses import dataclass, field
from heapq import heappop, heappush

from unisono.watch.replay.chances import chance
from unisono.watch.replay.event_log import EventLog, Start, Told
from unisono.watch.replay.outbox import ENOUGH, GoneError, Outbox
from unisono.watch.replay.pacing import Clock
from unisono.watch.replay.settings import HowToBreak, Serving, Silence
from unisono.watch.replay.subscription import Subscription
from unisono.watch.replay.tally import Sent

JITTER, JITTER_BY, DUPLICATE, DUPLICATE_BY, DISCONNECT, HOW = 11, 12, 13, 14, 15, 16
GOING_AWAY, NORMAL = 1001, 1000
YIELD_EVERY = 512
SHORTEST_SLEEP_S = 0.002
BEFORE_RESET_S = 0.02
BEAT_EVERY_S = 15.0
FEWEST_BEFORE_BREAK = 2


@dataclass
class Shared:
    """What connections of one server share: where one was broken off, how long others are refused, how far all are."""

    silences: list[Silence]
    start: Start | None = None
    refused_until: float = 0.0
    farthest_us: int = 0
    last_broken: int = 0


@dataclass
class Delivery:
    """Sends one subscription's messages. gone: done once the client is no longer there."""

    serving: Serving
    log: EventLog
    clock: Clock
    subscription: Subscription
    outbox: Outbox
    sent: Sent
    shared: Shared
    gone: asyncio.Future[None]
    repeats: list[tuple[int, int, bytes]] = field(default_factory=list)

    async def run(self) -> None:
        """Send everything from the start of the subscription on; say in `sent` how it ended."""
        try:
            if not await self._is_greeted():
                raise GoneError
            for message in self.subscription.opening:
                self.outbox.add(message, is_text=self.subscription.is_text)
            if await self._send_all(self.subscription.begin):
                return
            self._repeat(math.inf)
            await self.outbox.flush()
            self.sent.ended = "everything sent"
            if self.serving.stays:
                await self._wait(math.inf)
            await self.outbox.close(NORMAL, "the recording ends here")
        except GoneError:
            if self.sent.ended == "open":
                self.sent.ended = "the client left"

    async def _is_greeted(self) -> bool:
        """Wait for the client's first word where it was announced; say whether the client is still there."""
        hello = self.subscription.hello
        if hello is None:
            return True
        waiting = asyncio.ensure_future(hello.wait())
        await asyncio.wait((waiting, self.gone), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        return hello.is_set()

    async def _send_all(self, start: Start) -> bool:
        """Send the messages from a place on; say whether the connection was broken off."""
        limit, scanned, new = self._limit(), 0, 0
        # Clients resume some seconds back: what was sent before counts for nothing, or they would never get on.
        sent_before = self.shared.last_broken
        await self.outbox.flush()
        for told in self.log.messages_from(start):
            scanned += 1
            if scanned % YIELD_EVERY == 0:
                await asyncio.sleep(0)
            if self.clock.is_timed and (wait := self.clock.wait_s(told)) > 0:
                await self._wait(max(wait, SHORTEST_SLEEP_S))
            message = self.subscription.message_of(told)
            if message is None:
                self.sent.filtered += 1
                continue
            self._send(told, message)
            # Before repetitions: a client whose last message is an old one would resume there for ever.
            is_new = told.sequence > sent_before and _is_beyond(told, self.subscription.start)
            new += is_new
            if new >= limit and is_new:
                await self._break_off(told)
                return True
            if self._is_faulty:
                await self._hold_up(told)
            if self.outbox.waiting >= ENOUGH:
                await self._flush()
        return False

    @property
    def _is_faulty(self) -> bool:
        return bool(self.repeats or self.shared.silences or self.serving.faults.jitter_s)

    def _send(self, told: Told, message: bytes) -> None:
        """Put a message in, and note that it is to be sent again where its turn has come."""
        sent, faults = self.sent, self.serving.faults
        self.outbox.add(message, is_text=self.subscription.is_text)
        sent.messages += 1
        sent.bytes += len(message)
        sent.last_number = told.number
        if told.due_us > self.shared.farthest_us:
            self.shared.farthest_us = told.due_us
        if sent.first_number is None:
            sent.first_number = told.number
        if faults.duplicates and chance(faults.seed, DUPLICATE, told.sequence) < faults.duplicates:
            later = 1 + int(chance(faults.seed, DUPLICATE_BY, told.sequence) * faults.duplicates_within)
            heappush(self.repeats, (sent.messages + later, told.sequence, message))

    async def _hold_up(self, told: Told) -> None:
        """Send again what is to be repeated by now, fall silent where asked for, and linger at random."""
        self._repeat(self.sent.messages)
        faults, silences = self.serving.faults, self.shared.silences
        if silences and self.sent.messages >= silences[0].after_messages:
            await self._pause(silences.pop(0).seconds)
        if faults.jitter_s and chance(faults.seed, JITTER, told.sequence) < faults.jitter_share:
            await self._pause(chance(faults.seed, JITTER_BY, told.sequence) * faults.jitter_s)

    def _repeat(self, now: float) -> None:
        while self.repeats and self.repeats[0][0] <= now:
            _, _, message = heappop(self.repeats)
            self.outbox.add(message, is_text=self.subscription.is_text)
            self.sent.messages += 1
            self.sent.again += 1
            self.sent.bytes += len(message)

    async def _wait(self, seconds: float) -> None:
        """Wait for the next message, with a sign of life now and then."""
        while seconds > BEAT_EVERY_S:
            await self._pause(BEAT_EVERY_S)
            self.outbox.beat()
            seconds -= BEAT_EVERY_S
        await self._pause(seconds)

    async def _pause(self, seconds: float) -> None:
        """Write what waits, then wait; raises GoneError when the client leaves meanwhile."""
        await self._flush()
        await asyncio.wait({self.gone}, timeout=seconds)
        if self.gone.done():
            raise GoneError

    async def _flush(self) -> None:
        await self.outbox.flush()
        await asyncio.sleep(0)

    def _limit(self) -> float:
        """Return after how many messages this connection is broken off."""
        faults = self.serving.faults
        limits = [float(faults.disconnect_every)] if faults.disconnect_every else []
        if faults.disconnect_about:
            drawn = chance(faults.seed, DISCONNECT, self.sent.number)
            limits.append(round(-math.log(1 - drawn) * faults.disconnect_about))
        return max(min(limits), FEWEST_BEFORE_BREAK) if limits else math.inf

    async def _break_off(self, told: Told) -> None:
        """End the connection as the settings say, and remember where the stream stood."""
        faults = self.serving.faults
        how = faults.disconnect_how
        if how == "mixed":
            ways: tuple[HowToBreak, ...] = ("close", "reset", "torn")
            how = ways[int(chance(faults.seed, HOW, self.sent.number) * len(ways))]
        self.sent.ended = f"broken off ({how})"
        if not self.clock.is_timed:
            self.shared.start = self.log.start_after(told)
        self.shared.last_broken = max(self.shared.last_broken, told.sequence)
        self.shared.refused_until = self.clock.now() + faults.refuse_s
        if how == "close":
            await self.outbox.close(GOING_AWAY, "going away")
        elif how == "torn":
            await self.outbox.tear()
        else:
            # A reset throws away what the client has not read yet: without a pause it might never get on.
            await self._pause(BEFORE_RESET_S)
            self.outbox.reset()


def _is_beyond(told: Told, asked: Start | None) -> bool:
    """Say whether a message is later than what was asked for: only then a client that resumes gets on."""
    start = asked or Start()
    if start.by == "time":
        return told.at_us is not None and told.at_us > start.value
    return start.by != "sequence" or told.sequence > start.value
