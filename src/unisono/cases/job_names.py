"""Names of targets in the jobs of a workbench: what stands for a target in the log takes the name's place there too."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from unisono.cases.durable import write_durably

Values = dict[str, Any]  # Any: JSON


def rename_in_jobs(case: Path, name: str, told: str) -> int:
    """Put `told` in the place of a target's name in every job of a case; return how many jobs that changed.

    A job names a target, in any case of its letters, in its setting `target`, and perhaps in what it answered. A
    damaged job stays as it is. Hold the writer lock.
    """
    changed = 0
    for file in sorted((case / "jobs").glob("*/job.json")):
        target = _target_of(_read(file))
        if target.casefold() != name.strip().casefold():
            continue
        word = re.compile(rf"(?<!\w){re.escape(target)}(?!\w)", re.IGNORECASE)
        _change(file, lambda job: {**job, "settings": {**job["settings"], "target": told}})
        for part, key in (("progress.json", "text"), ("outcome.json", "error")):
            _change(file.with_name(part), _renaming(key, word, told))
        changed += 1
    return changed


def _target_of(job: Values) -> str:
    settings = job.get("settings")
    target = settings.get("target") if isinstance(settings, dict) else None
    return target.strip() if isinstance(target, str) else ""


def _renaming(key: str, word: re.Pattern[str], told: str) -> Callable[[Values], Values]:
    """Return what puts `told` in the place of a word in one text of a job."""

    def rename(values: Values) -> Values:
        return {**values, key: word.sub(told, values[key])} if isinstance(values.get(key), str) else values

    return rename


def _change(file: Path, change: Callable[[Values], Values]) -> None:
    before = _read(file)
    after = change(before) if before else before
    if after != before:
        write_durably(file, orjson.dumps(after))


def _read(file: Path) -> Values:
    try:
        values = orjson.loads(file.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    return values if isinstance(values, dict) else {}
