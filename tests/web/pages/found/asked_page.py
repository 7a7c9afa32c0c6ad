"""A page that is asked of a small scanned case, without a server."""

from pathlib import Path

from tests.cli.scanned_case import scanned_case
from unisono.web.asked import Asked, Workbench
from unisono.web.cards.kept import Cards
from unisono.web.jobs.running import Jobs
from unisono.web.opened_cases import OpenedCases


def asked(folder: Path, subject: dict[str, str] | None = None, **query: str) -> Asked:
    """Return the question after a page of the case, which is made here."""
    case = scanned_case(folder / "case")
    workbench = Workbench(OpenedCases.of([str(case.path)]), Cards(wait_seconds=30.0), Jobs())
    return Asked(workbench, "case", "/case/case/triage", subject or {}, query)
