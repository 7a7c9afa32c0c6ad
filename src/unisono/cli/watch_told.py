"""What unisono watch prints: alerts and gaps on stdout, and how it stands on stderr or as lines of JSON."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from unisono.cases.live.alerts import Alert
from unisono.cases.live.gaps import Gap
from unisono.cases.live.status import Status
from unisono.cli.output import Output, visible
from unisono.model.json_text import json_line
from unisono.watch.delivery.delivering import Delivering
from unisono.watch.told import alert_row, alert_text, gap_row, gap_text, status_row, status_text

JSON_EVERY_S = 10.0
"""How often --json says how the watcher stands, and whenever its state changes."""

ERASE = "\r\x1b[K"


@dataclass
class Telling:
    """Hears the watcher and prints; programs read it from a pipe, so that every line is flushed."""

    output: Output
    case: str
    delivering: Delivering
    is_terminal: bool
    clock: Callable[[], float] = time.monotonic
    _state: str = ""
    _told_at: float = field(default=-JSON_EVERY_S)

    def alert(self, alert: Alert, status: Status) -> None:
        """Print an alert, and hand it on."""
        row = alert_row(alert, status)
        self._erase()
        self.output.line(row, alert_text(alert, self.case))
        sys.stdout.flush()
        self.delivering.put(json_line(row).encode())

    def gap(self, gap: Gap, status: Status) -> None:
        """Print a stretch of time that was not seen."""
        self._erase()
        self.output.line(gap_row(gap, status.at, status), gap_text(gap))
        sys.stdout.flush()

    def status(self, status: Status) -> None:
        """Draw how it stands on a terminal; as a line of JSON say it now and then."""
        now = self.clock()
        if self.output.as_json:
            if status.state != self._state or now - self._told_at >= JSON_EVERY_S:
                self._told_at = now
                self.output.json(status_row(status))
                sys.stdout.flush()
        elif self.is_terminal and not self.output.quiet:
            sys.stderr.write(ERASE + visible(status_text(status)))
            sys.stderr.flush()
        if status.state != self._state and status.problem and status.state == "reconnecting":
            self.say(status.problem)
        self._state = status.state

    def say(self, sentence: str) -> None:
        """Say something on stderr, beside the line that says how it stands."""
        self._erase()
        self.output.say(sentence)

    def _erase(self) -> None:
        if self.is_terminal and not self.output.quiet and not self.output.as_json:
            sys.stderr.write(ERASE)
            sys.stderr.flush()
