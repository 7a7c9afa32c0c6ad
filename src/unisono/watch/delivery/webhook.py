"""Alerts sent to an address: in a thread of its own, tried again a few times, and what failed is counted."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from unisono.model.errors import UsageError
from unisono.model.version import __version__


@dataclass(frozen=True)
class WebhookSettings:
    """How long one try may take, how often is tried, how long is waited before the second, how many alerts wait."""

    timeout_s: float = 10.0
    tries: int = 5
    wait_s: float = 1.0
    most_waiting: int = 1_000


class _NoRedirects(HTTPRedirectHandler):
    """Follow no redirect: alerts go where the user said, and nowhere else."""

    def redirect_request(self, *_told: object) -> None:
        """Refuse."""
        return


def check_address(url: str) -> str:
    """Return the address; UsageError unless it is https, or http to this very machine, and holds no password."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.username or parts.password:
        raise UsageError("--webhook: leave the password out of the address; it would stand in lists of processes.")
    if parts.scheme == "https" and host:
        return url
    if parts.scheme == "http" and is_loopback(host):
        return url
    raise UsageError(
        f"--webhook {url} is no address to send alerts to. They name accounts: name an https:// address, or "
        "http://127.0.0.1:PORT for a program of this machine."
    )


def is_loopback(host: str) -> bool:
    """Say whether a host is this very machine, without asking any name server."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass
class Webhook:
    """Sends bodies of JSON in the order in which they were given; `failed` counts those that nobody took."""

    url: str
    settings: WebhookSettings = field(default_factory=WebhookSettings)
    on_failure: Callable[[str], None] = lambda _sentence: None
    sent: int = 0
    failed: int = 0
    _waiting: deque[bytes] = field(default_factory=deque)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _is_ending: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _said: str = ""

    def start(self) -> None:
        """Begin to send what is put."""
        check_address(self.url)
        self._thread = threading.Thread(target=self._run, name="webhook", daemon=True)
        self._thread.start()

    def put(self, body: bytes) -> None:
        """Take one body to send; where too many wait, the oldest is given up and counted."""
        with self._changed:
            if len(self._waiting) >= self.settings.most_waiting:
                self._waiting.popleft()
                self._give_up("too many alerts wait for it")
            self._waiting.append(body)
            self._changed.notify()

    def finish(self, wait_s: float) -> None:
        """Send what waits, for at most so long; what could not be sent counts as failed."""
        self._is_ending.set()
        with self._changed:
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(wait_s)
        with self._changed:
            left, self._waiting = len(self._waiting), deque()
            for _ in range(left):
                self._give_up("the watcher ended before it could be sent")

    def _give_up(self, why: str) -> None:
        """Count an alert that nobody took; the same reason is said once until something arrives."""
        self.failed += 1
        if why == self._said:
            return
        self._said = why
        self.on_failure(f"An alert was not taken by {self.url}: {why}. It is in the case all the same.")

    def _run(self) -> None:
        while (body := self._next()) is not None:
            problem = self._send(body)
            with self._changed:
                if self._waiting and self._waiting[0] is body:
                    self._waiting.popleft()
                if problem is None:
                    self.sent += 1
                    self._said = ""
                else:
                    self._give_up(problem)

    def _next(self) -> bytes | None:
        with self._changed:
            self._changed.wait_for(lambda: bool(self._waiting) or self._is_ending.is_set())
            return self._waiting[0] if self._waiting else None

    def _send(self, body: bytes) -> str | None:
        """Try until the body is taken; returns why it was not."""
        problem = ""
        for number in range(self.settings.tries):
            if number and self._is_ending.wait(self.settings.wait_s * 2 ** (number - 1)):
                time.sleep(min(self.settings.wait_s, 1.0))
            answer = self._try(body)
            if answer is None:
                return None
            problem, may_pass = answer
            if not may_pass:
                break
        return problem

    def _try(self, body: bytes) -> tuple[str, bool] | None:
        """Send once; returns why it was not taken, and whether trying again may help."""
        headers = {"Content-Type": "application/json", "User-Agent": f"unisono/{__version__}"}
        request = Request(self.url, data=body, headers=headers, method="POST")
        opener = build_opener(_NoRedirects, ProxyHandler({}))
        try:
            with opener.open(request, timeout=self.settings.timeout_s) as answer:
                answer.read(1)
            return None
        except HTTPError as error:
            with error:
                return f"it answered {error.code}", error.code >= 500 or error.code in (408, 429)
        except (URLError, OSError, ValueError) as error:
            return f"it cannot be reached ({getattr(error, 'reason', error)})", True
