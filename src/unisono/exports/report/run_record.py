"""What a run wrote down about itself, in words: settings, input files, what each layer compared."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
from markupsafe import Markup

from unisono.exports.report.amounts import duration, number
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.untrusted import defang, isolate, reveal, shorten

Record = Mapping[str, Any]
"""A run's record. Any: JSON, as the scan wrote it."""

LONGEST_SETTING = 600

LAYER_COLUMNS = (
    ("traces", "Traces"),
    ("accounts", "Accounts"),
    ("objects", "Objects"),
    ("possible_pairs", "Possible pairs"),
    ("candidate_pairs", "Pairs looked at"),
    ("emitted_pairs", "Acts compared"),
    ("exact_up_to_window_s", "Exact up to"),
    ("crowd_objects", "Crowd objects"),
)
"""Counts of a layer that the report shows where a run has them, and what they are called."""


def input_files(record: Record, disclosure: Disclosure) -> list[dict[str, Any]]:  # Any: JSON
    """Return the input files by name only: a folder's path may name the investigator."""
    return [
        {**source, "file": isolate(disclosure.free_text(Path(str(source.get("file", ""))).name))}
        for source in record.get("sources") or []
    ]


def settings_in_words(record: Record, disclosure: Disclosure) -> list[tuple[str, Markup]]:
    """Return each setting's name and value, in alphabetical order."""
    return [
        (name.replace("_", " "), reveal(defang(shorten(disclosure.free_text(_setting(name, value)), LONGEST_SETTING))))
        for name, value in sorted((record.get("settings") or {}).items())
    ]


def layer_columns(record: Record) -> list[tuple[str, str]]:
    """Return the counts that at least one layer of the run has, in the order of LAYER_COLUMNS."""
    layers = (record.get("layers") or {}).values()
    return [(key, name) for key, name in LAYER_COLUMNS if any(key in layer for layer in layers)]


def reach(window_s: object) -> str:
    """Return up to which window every pair was counted: a number of seconds, "any", or null for none."""
    if isinstance(window_s, int | float):
        return duration(window_s)
    return "no window" if window_s is None else "every window" if window_s == "any" else str(window_s)


def _setting(name: str, value: object) -> str:
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return number(value)
    if isinstance(value, list):
        spans = name.startswith("windows")
        return ", ".join(_span(one) if spans else str(one) for one in value)
    return value if isinstance(value, str) else orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _span(window: object) -> str:
    return duration(window) if isinstance(window, int | float) else f"{window} time" if window == "any" else str(window)
