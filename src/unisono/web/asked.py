"""What a page is asked for: the case and its latest run, the subject in the address, the choices behind the ?."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from unisono.cases import Case, Run
from unisono.cases.live.gaps import read_blind
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.unseen import unseen_words
from unisono.web.addresses import address_of, same_page
from unisono.web.cards.kept import Cards
from unisono.web.jobs.running import Jobs
from unisono.web.live.followed import LiveCases
from unisono.web.live.streams import Streams
from unisono.web.opened_cases import OpenedCases
from unisono.web.security.limits import MOST_UPLOADED
from unisono.web.shown import NothingThere

MOST_ROWS = 200
USUAL_ROWS = 50


@dataclass(frozen=True)
class Workbench:
    """What all pages share: the open cases, what is computed or followed for pages, what runs beside, and a limit."""

    cases: OpenedCases
    cards: Cards
    jobs: Jobs
    most_uploaded: int = MOST_UPLOADED
    live: LiveCases = field(default_factory=LiveCases)
    streams: Streams = field(default_factory=Streams)


@dataclass(frozen=True)
class Asked:
    """One request, as a page sees it. `form` holds the fields of a POST, and is empty for a GET."""

    workbench: Workbench
    name: str
    path: str
    subject: Mapping[str, str]
    query: Mapping[str, str]
    language: str = "en"
    form: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"

    @cached_property
    def case(self) -> Case:
        """Return the case whose page it is."""
        return self.workbench.cases.case(self.name)

    @cached_property
    def run(self) -> Run | None:
        """Return the run that the page is about: the one named by ?run=, else the latest."""
        wanted = self.query.get("run")
        if not wanted:
            return self.case.latest_run()
        for run in self.case.runs():
            if run.id == wanted:
                return run
        raise NothingThere(f"This case has no run {wanted}.")

    @cached_property
    def clock(self) -> Clock:
        """Return the clock of the case's zone, which knows when its stream was not seen."""
        return Clock(self.case.zone, unseen=read_blind(self.case.path))

    @property
    def unseen(self) -> str:
        """Return when the case's stream was not seen, as a sentence; empty where it was seen all along."""
        return unseen_words(self.clock.unseen, self.clock)

    def card(self, kind: str, subject: str = "", **choice: str) -> dict[str, Any]:  # Any: JSON
        """Return what is computed for a page, or raise StillComputing where it takes longer than a moment."""
        return self.workbench.cards.card(self.case, self.run, kind, subject, choice)

    def address(self, page: str = "", /, *subject: object, **query: object) -> str:
        """Return the address of another page of this case; a run that was chosen stays chosen there."""
        return address_of(self.name, page, *subject, **{"run": self.query.get("run"), **query})

    @property
    def shows_earlier_run(self) -> bool:
        """Return whether a run was chosen that is not the latest, so that its numbers are not those of the case now."""
        if not self.query.get("run") or self.run is None:
            return False
        latest = self.case.latest_run()
        return latest is not None and latest.id != self.run.id

    def here(self, **changed: object) -> str:
        """Return this page's address with some choices changed."""
        return same_page(self.path, {name: value for name, value in self.query.items() if name != "as"}, **changed)

    def whole(self, name: str, usual: int, *, least: int = 0, most: int | None = None) -> int:
        """Return a whole number of the query, kept within bounds; what is no number counts as not given."""
        written = self.query.get(name, "")
        value = int(written) if written.isascii() and written.isdigit() and len(written) < 16 else usual
        return max(least, min(value, most) if most is not None else value)

    @property
    def page_number(self) -> int:
        """Return which page of a long list is asked for, from 1."""
        return self.whole("page", 1, least=1)

    @property
    def rows_shown(self) -> int:
        """Return how many rows a page of a list shows."""
        return self.whole("rows", USUAL_ROWS, least=1, most=MOST_ROWS)
