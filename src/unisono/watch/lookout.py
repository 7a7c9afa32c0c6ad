"""A lookout over one stream: all live detectors that the rules switch on, at work on the same windows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from unisono.cases.targets import kept_targets
from unisono.cases.watchlists import kept_watchlists
from unisono.watch.claims import Claim
from unisono.watch.detectors import LIVE_DETECTORS
from unisono.watch.detectors.declaration import Asked, Finder, LiveCase
from unisono.watch.detectors.rising import Rising
from unisono.watch.rules import Rule, Rules
from unisono.watch.windows import Windows

FOLDERS = ("targets", "words", "watchlists")
"""Folders of a case whose files say what to look for."""


class Lookout:
    """Asks every detector in turn. Targets and watchlists of the case are read again whenever their files change."""

    def __init__(self, case: Path, rules: Rules) -> None:
        """Begin with the detectors that are on."""
        self._case = case
        self._files: tuple[tuple[str, int, int], ...] | None = None
        self._known = LiveCase()
        self._finders: list[Finder] = [
            one.begin(_asked(rules.of(one.name)))
            for one in LIVE_DETECTORS
            if one.begin is not None and rules.of(one.name).on
        ]

    def look(self, windows: Windows) -> list[Claim]:
        """Return what surprises at this moment; call it after posts were added, about once a second."""
        known = self.known()
        return [claim for _ in windows.steps() for finder in self._finders for claim in finder.find(windows, known)]

    def learnt(self) -> dict[str, NDArray[Any]]:
        """Return as arrays what the detectors have learnt of the stream."""
        return {f"rising {name}": rows for one in self._rising() for name, rows in one.learnt().items()}

    def restore(self, learnt: Mapping[str, NDArray[Any]]) -> None:
        """Let the detectors go on from what others have learnt; raises ValueError where it is no such thing."""
        own = {name.removeprefix("rising "): rows for name, rows in learnt.items() if name.startswith("rising ")}
        for one in self._rising():
            one.restore(own)

    def _rising(self) -> list[Rising]:
        return [one for one in self._finders if isinstance(one, Rising)]

    def known(self) -> LiveCase:
        """Return what the case was told of the world, read again where its files have changed."""
        files = tuple(
            (str(file), file.stat().st_mtime_ns, file.stat().st_size)
            for name in FOLDERS
            for file in sorted((self._case / name).glob("*"))
            if file.is_file() and not file.name.startswith(".")
        )
        if files != self._files:
            self._files = files
            self._known = LiveCase(
                self._case, kept_targets(self._case), tuple(kept_watchlists(self._case)), self._known.changed + 1
            )
        return self._known


def _asked(rule: Rule) -> Asked:
    return Asked(rule.windows, rule.least_accounts, rule.chance_per_day)
