"""A workbench for tests that computes its cards in the process of the test, which needs no other to start."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from tests.web.workbench import HOST, PORT
from unisono.web.application import Application
from unisono.web.asked import Workbench
from unisono.web.cards.computing import compute_card
from unisono.web.cards.declared import CardAsked
from unisono.web.cards.kept import Cards
from unisono.web.cards.workers import Workers
from unisono.web.jobs.running import Jobs
from unisono.web.opened_cases import OpenedCases


class Here(Workers):
    """Computes cards at once, where it is asked."""

    def start(self) -> None:
        """Start nothing."""

    def compute(self, key: str, asked: CardAsked, wait_seconds: float) -> str:
        """Return the card."""
        return compute_card(asked)


@contextmanager
def signed_in_here(*folders: Path) -> Iterator[TestClient]:
    """Yield a client that has shown the token."""
    cases = OpenedCases.of([str(folder) for folder in folders])
    made = Application(Workbench(cases, Cards(workers=Here()), Jobs()), port=PORT)
    with TestClient(made.asgi(), base_url=HOST) as client:
        client.get("/", params={"token": made.sessions.token})
        yield client
