"""A small workbench for tests: invented cases, a client that is signed in, and the address of a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from starlette.testclient import TestClient

from unisono.web.application import Application
from unisono.web.asked import Workbench
from unisono.web.cards.kept import Cards
from unisono.web.cards.workers import Workers
from unisono.web.jobs.running import Jobs
from unisono.web.opened_cases import OpenedCases

PORT = 8808
HOST = f"http://127.0.0.1:{PORT}"
OWN = {"origin": HOST}
"""The header that a browser sends with every form of the workbench."""


class StayingWorkers(Workers):
    """Processes that stay when a workbench is closed: to start them for each would take longer than most tests."""

    def stop(self) -> None:
        """Leave them to the next workbench."""


@cache
def staying_workers() -> StayingWorkers:
    """Return the processes in which all workbenches of the tests compute their cards."""
    return StayingWorkers()


def end_staying_workers() -> None:
    """End them, when all tests have run."""
    Workers.stop(staying_workers())


def application(*folders: Path, wait_seconds: float = 120.0, workers: Workers | None = None) -> Application:
    """Return a workbench whose pages wait for their cards, so that each is whole at once."""
    cases = OpenedCases.of([str(folder) for folder in folders])
    return Application(
        Workbench(cases, Cards(wait_seconds=wait_seconds, workers=workers or staying_workers()), Jobs()), port=PORT
    )


@contextmanager
def signed_in(*folders: Path) -> Iterator[TestClient]:
    """Yield a client that has shown the token."""
    made = application(*folders)
    with TestClient(made.asgi(), base_url=HOST) as client:
        client.get("/", params={"token": made.sessions.token}, follow_redirects=False)
        yield client
