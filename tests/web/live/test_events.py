"""Over a real server a live page is sent what changes; the stream ends with its reader and with the server."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import orjson
import pytest
import uvicorn

from tests.web.live.live_case import alert_on, live_case
from tests.web.workbench import application, signed_in
from unisono.cases.live.alerts import append_alert, read_alerts
from unisono.web.application import Application
from unisono.web.live import events
from unisono.web.live.parts import PARTS
from unisono.web.serving import _listen, server_of

PATIENCE = 10


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return live_case(Path(tmp_path_factory.mktemp("events")) / "case")


@contextmanager
def running(case: Path) -> Iterator[tuple[Application, uvicorn.Server, httpx2.Client]]:
    """Yield a server in a thread, and a client that is signed in."""
    with _listen(0) as listening:
        made = application(case)
        made = Application(made.workbench, port=listening.getsockname()[1])
        server = server_of(made)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            with httpx2.Client(base_url=f"http://127.0.0.1:{made.port}", timeout=PATIENCE) as client:
                client.get("/", params={"token": made.sessions.token})
                yield made, server, client
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
        assert not thread.is_alive()


def parts_in(lines: Iterator[str], wanted: int) -> dict[str, str]:
    """Read so many parts from a stream."""
    found: dict[str, str] = {}
    for line in lines:
        if line.startswith("data: "):
            told = orjson.loads(line.removeprefix("data: "))
            found[told["part"]] = told["html"]
            if len(found) == wanted:
                return found
    raise AssertionError(f"The stream ended after {list(found)}.")


def test_a_page_is_sent_every_part_and_then_the_alert_that_comes(case: Path) -> None:
    with running(case) as (made, server, client):
        with client.stream("GET", "/case/case/live/events") as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert answer.headers["content-security-policy"] and answer.headers["cache-control"] == "no-store"
            lines = answer.iter_lines()
            assert next(lines).startswith("retry: ")
            first = parts_in(lines, len(PARTS))
            assert f"{len(read_alerts(case))} alerts" in first["said"] and made.workbench.streams.opened == 1
            append_alert(case, alert_on("<script>later", read_alerts(case)[-1].at))
            changed = parts_in(lines, 3)
            assert {"said", "state", "alerts"} == set(changed) and "#&lt;script&gt;later" in changed["alerts"]
        begun = time.monotonic()
        while made.workbench.streams.opened and time.monotonic() - begun < PATIENCE:
            threading.Event().wait(0.02)
        assert made.workbench.streams.opened == 0, "a reader that left is noticed"
        with client.stream("GET", "/case/case/live/events") as answer:
            lines = answer.iter_lines()
            parts_in(lines, len(PARTS))
            begun = time.monotonic()
            server.should_exit = True
            assert all(line == "" or line.startswith(("event", "data")) for line in lines)
            assert time.monotonic() - begun < PATIENCE / 2, "an open page does not hold the server up"


def test_nobody_follows_without_signing_in_or_from_elsewhere(case: Path) -> None:
    with signed_in(case) as client:
        client.cookies.clear()
        answer = client.get("/case/case/live/events", headers={"accept": "text/event-stream"})
        assert answer.status_code == 401 and "Sign in first" in answer.text
        assert client.get("/case/case/live/events", headers={"host": "evil.example"}).status_code == 403


def test_a_case_that_is_not_open_and_one_page_too_many_are_refused(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MOST_STREAMS", 0)
    with signed_in(case) as client:
        refused = client.get("/case/case/live/events")
        assert refused.status_code == 503 and refused.headers["retry-after"] and "Close one" in refused.text
        assert client.get("/case/other/live/events").status_code == 404
