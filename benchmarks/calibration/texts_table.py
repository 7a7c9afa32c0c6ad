"""Planted texts behind findings of copied_text and testimony, by playbook and level: the rows of the page."""

from collections.abc import Callable, Sequence

from benchmarks.calibration.bars import as_share
from benchmarks.calibration.copies import DETECTORS
from benchmarks.calibration.outcome import Line
from benchmarks.calibration.rates import Count, pooled
from benchmarks.calibration.tables import Row, table
from unisono.worlds.settings import LEVELS

EVERY = "all"
COLUMNS = (
    *("playbook", "level", "seeds", "wordings", "posts"),
    *(f"{detector}: {of}" for detector in DETECTORS for of in ("wordings", "posts", "accounts")),
)


def texts_table(lines: Sequence[Line]) -> list[str]:
    """Return how many planted texts have a finding: for each level over all playbooks, then for each playbook."""
    known = [line for line in lines if "texts" in line]
    if not any(line["texts"] for line in known):
        return ["The kept outcomes do not say which texts were planted."]
    playbooks = list(dict.fromkeys(one["playbook"] for line in known for one in line["texts"]))
    rows = (row for playbook in (EVERY, *playbooks) for level in LEVELS for row in texts_rows(known, playbook, level))
    return table(COLUMNS, rows)


def texts_rows(lines: Sequence[Line], playbook: str, level: str) -> list[Row]:
    """Return the row of a playbook and level, if it was planted."""
    chosen = [one for one in lines if _posted(one, playbook, level)]
    if not chosen:
        return []
    cells: list[str] = []
    for detector in DETECTORS:
        texts = [texts_found(detector, unit, playbook, level) for unit in ("wordings", "posts")]
        cells += [_recalled(chosen, count) for count in (*texts, accounts_named(detector, playbook, level))]
    there = (
        f"{sum(one[unit] for line in chosen for one in _texts(line, playbook, level)):,}"
        for unit in ("wordings", "posts")
    )
    return [(playbook, level, len({line["seed"] for line in chosen}), *there, *cells)]


def _recalled(lines: Sequence[Line], count: Callable[[Line], Count]) -> str:
    return as_share(pooled(lines, count)) if any(count(line).whole for line in lines) else ""


def _texts(line: Line, playbook: str, level: str) -> list[Line]:
    return [one for one in line["texts"] if one["level"] == level and playbook in (EVERY, one["playbook"])]


def _posted(line: Line, playbook: str, level: str) -> bool:
    return any(one["posts"] for one in _texts(line, playbook, level))


def texts_found(detector: str, unit: str, playbook: str, level: str) -> Callable[[Line], Count]:
    """Return what counts the planted wordings, or posts, of a world that a detector's findings are about."""

    def count(line: Line) -> Count:
        own = _texts(line, playbook, level)
        return Count(sum(one["found"][detector][unit] for one in own), sum(one[unit] for one in own))

    return count


def accounts_named(detector: str, playbook: str, level: str) -> Callable[[Line], Count]:
    """Return what counts the planted accounts, of playbooks with texts of their own, behind a detector's findings."""

    def count(line: Line) -> Count:
        worded = {(one["playbook"], one["level"]) for one in _texts(line, playbook, level)}
        own = [one for one in line["planted"] if (one["playbook"], one["level"]) in worded]
        return Count(sum(one["named"].get(detector, 0) for one in own), sum(one["accounts"] for one in own))

    return count
