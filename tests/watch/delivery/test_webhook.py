"""Alerts reach an address in order, are tried again where that may help, and go nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from unisono.model.errors import UsageError
from unisono.watch.delivery.webhook import Webhook, WebhookSettings, check_address, is_loopback

QUICK = WebhookSettings(timeout_s=5.0, tries=3, wait_s=0.01)


@contextmanager
def taking(*answers: int) -> Iterator[tuple[str, list[bytes]]]:
    """Yield the address of a server that gives these answers in turn, then 200, and what it was sent."""
    bodies: list[bytes] = []
    left = list(answers)

    class Taker(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            code = left.pop(0) if left else 200
            self.send_response(code)
            if 300 <= code < 400:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            bodies.append(b"a redirect was followed")

        def log_message(self, *_told: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taker)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", bodies
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sent(url: str, *bodies: bytes, settings: WebhookSettings = QUICK) -> Webhook:
    webhook = Webhook(url, settings)
    webhook.start()
    for body in bodies:
        webhook.put(body)
    webhook.finish(30)
    return webhook


def test_alerts_arrive_in_order() -> None:
    with taking() as (url, bodies):
        webhook = sent(url, b"1", b"2", b"3")
    assert bodies == [b"1", b"2", b"3"] and (webhook.sent, webhook.failed) == (3, 0)


def test_what_may_pass_is_tried_again() -> None:
    with taking(503, 429) as (url, bodies):
        webhook = sent(url, b"1", b"2")
    assert bodies == [b"1", b"1", b"1", b"2"] and webhook.failed == 0


def test_what_is_refused_is_not_tried_again_and_redirects_are_not_followed() -> None:
    with taking(403, 302) as (url, bodies):
        webhook = sent(url, b"1", b"2", b"3")
    assert bodies == [b"1", b"2", b"3"] and (webhook.sent, webhook.failed) == (1, 2)


def test_an_address_that_nobody_answers_is_given_up_and_told() -> None:
    said: list[str] = []
    webhook = Webhook("http://127.0.0.1:1/", QUICK, said.append)
    webhook.start()
    webhook.put(b"1")
    webhook.finish(30)
    assert webhook.failed == 1 and "cannot be reached" in said[0]


def test_too_many_that_wait_are_given_up_the_oldest_first() -> None:
    webhook = Webhook("http://127.0.0.1:1/", WebhookSettings(most_waiting=2))
    for body in (b"1", b"2", b"3"):
        webhook.put(body)
    assert webhook.failed == 1 and list(webhook._waiting) == [b"2", b"3"]
    webhook.finish(0)
    assert webhook.failed == 3


@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "http://10.0.0.1/", "ftp://127.0.0.1/", "https://", "file:///etc/passwd", "x",
     "https://user:secret@example.org/", "http://127.0.0.1.example.org/"],
)  # fmt: skip
def test_addresses_that_would_show_alerts_to_others_are_refused(url: str) -> None:
    with pytest.raises(UsageError, match="--webhook") as refused:
        check_address(url)
    assert "secret" not in str(refused.value)


def test_https_and_this_machine_are_allowed() -> None:
    for url in ("https://example.org/hook", "http://127.0.0.1:8000/", "http://[::1]:8000/", "http://localhost:1/"):
        assert check_address(url) == url
    assert not is_loopback("localhost.example.org")


def test_why_alerts_are_not_taken_is_said_once_until_one_arrives() -> None:
    said: list[str] = []
    with taking(400, 400, 200, 400) as (url, _bodies):
        webhook = Webhook(url, QUICK, said.append)
        webhook.start()
        for body in (b"1", b"2", b"3", b"4"):
            webhook.put(body)
        webhook.finish(30)
    assert (webhook.sent, webhook.failed, len(said)) == (1, 3, 2)
