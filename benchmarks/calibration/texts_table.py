"""Planted texts behind findings of copied_text, by playbook and level: the rows of the page."""

from collections.abc import Callable, Sequence

from benchmarks.calibration.bars import as_share
from benchmarks.calibration.outcome import Line
from benchmarks.calibration.rates import Count, pooled
from benchmarks.calibration.tables import Row, table
from unisono.worlds.settings import LEVELS

EVERY = "all"
COLUMNS = ("playbook", "level", "seeds", "copied wordings", "recalled", "posts with its texts", "recalled")


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
    wordings, posts = counting("wordings", playbook, level), counting("posts", playbook, level)
    own = [line for line in lines if posts(line).whole]
    if not own:
        return []
    cells = [
        cell
        for count in (wordings, posts)
        for cell in (f"{sum(count(line).whole for line in own):,.0f}", _recalled(own, count))
    ]
    return [(playbook, level, len({line["seed"] for line in own}), *cells)]


def _recalled(lines: Sequence[Line], count: Callable[[Line], Count]) -> str:
    return as_share(pooled(lines, count)) if any(count(line).whole for line in lines) else ""


def counting(unit: str, playbook: str, level: str) -> Callable[[Line], Count]:
    """Return what counts the planted wordings, or posts, of a world that have a finding."""

    def count(line: Line) -> Count:
        own = [one for one in line["texts"] if one["level"] == level and playbook in (EVERY, one["playbook"])]
        return Count(sum(one[f"{unit}_found"] for one in own), sum(one[unit] for one in own))

    return count
