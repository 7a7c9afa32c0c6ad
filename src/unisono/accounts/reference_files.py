"""Reference files: what accounts of one case usually do, as sketches without names, for comparing those of another."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from unisono.accounts.percentiles import LEAST_COMPARED, MOST_STEPS, Group, Reference, Sketch, condense
from unisono.accounts.signals import signal_named
from unisono.cases.durable import write_durably
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.version import __version__

VERSION = 1
"""Of the form of the file."""

DEFINITIONS = 1
"""Of the signals: raised whenever what one of them means changes, so that no value is compared with another thing."""

BUILD = "unisono reference build CASE -o FILE"

Json = Mapping[str, Any]  # Any: what a file holds, before it is checked


@dataclass(frozen=True)
class ReferenceFile:
    """A reference and what it was built from."""

    reference: Reference
    made_by: str
    posts: int
    accounts: int
    first_at: str | None
    last_at: str | None


def write_reference(path: Path, content: ReferenceFile) -> int:
    """Write a reference file and return how many groups it holds; the same content gives the same bytes.

    A group keeps at most MOST_STEPS quantiles of each signal. Raises UsageError where there is no group, or where the
    file cannot be written.
    """
    sketches = content.reference.sketches
    if not sketches:
        raise UsageError(
            f"A reference needs {LEAST_COMPARED} accounts that can be compared, and the case has too few that post "
            "enough. Build it from a larger case."
        )
    stored = {
        "unisono_reference": VERSION,
        "definitions": DEFINITIONS,
        "made_by": content.made_by,
        "posts": content.posts,
        "accounts": content.accounts,
        "first_at": content.first_at,
        "last_at": content.last_at,
        "groups": [
            {
                **dict(zip(("platform", "language", "year", "quarter"), group, strict=True)),
                "signals": {name: _as_json(condense(sketch)) for name, sketch in signals.items()},
            }
            for group, signals in sketches.items()
        ],
    }
    try:
        write_durably(path, orjson.dumps(stored) + b"\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Name another place: -o FILE") from error
    return len(sketches)


def read_reference(path: Path) -> ReferenceFile:
    """Return what a reference file holds; raises UsageError where there is none, DataRejectedError where damaged."""
    try:
        stored = orjson.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}. Build a reference: {BUILD}") from error
    except orjson.JSONDecodeError as error:
        raise _refused(path, "it is no JSON") from error
    if not isinstance(stored, dict) or "unisono_reference" not in stored:
        raise _refused(path, "it does not say that it is one")
    if stored["unisono_reference"] != VERSION or stored.get("definitions") != DEFINITIONS:
        raise DataRejectedError(
            f"{path} was built by another version of Unisono ({stored.get('made_by', 'unknown')}; this one is "
            f"{__version__}), which measures signals otherwise. Build it anew: {BUILD}"
        )
    try:
        sketches = dict(_read_group(group) for group in stored["groups"])
        return ReferenceFile(
            Reference(sketches, is_own=False, source=f"in {path.name}"),
            str(stored["made_by"]),
            _whole(stored["posts"]),
            _whole(stored["accounts"]),
            _text_or_none(stored["first_at"]),
            _text_or_none(stored["last_at"]),
        )
    except KeyError as error:
        raise _refused(path, f"{error.args[0]} is missing") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise _refused(path, str(error)) from error


def _refused(path: Path, why: str) -> DataRejectedError:
    return DataRejectedError(f"{path} is no whole reference file: {why}. Build one: {BUILD}")


def _as_json(sketch: Sketch) -> Json:
    """Return a sketch with each of its values once, and how often it has it."""
    values, times = np.unique(sketch.values, return_counts=True)
    return {"n": sketch.n, "values": values.tolist(), "times": times.tolist()}


def _read_group(stored: Json) -> tuple[Group, dict[str, Sketch]]:
    """Return a group with its sketches; those of signals that this version does not know are left out."""
    group = (
        _text_or_none(stored["platform"]),
        _text_or_none(stored["language"]),
        None if stored["year"] is None else _whole(stored["year"]),
        None if stored["quarter"] is None else _whole(stored["quarter"]),
    )
    if any(part is not None and before is None for before, part in pairwise(group)):
        raise ValueError("a group has a language without a platform, or a time without a language")
    signals = {name: _read_sketch(name, sketch) for name, sketch in stored["signals"].items()}
    return group, {name: sketch for name, sketch in signals.items() if signal_named(name) is not None}


def _read_sketch(name: str, stored: Json) -> Sketch:
    n, times = _whole(stored["n"]), np.array([_whole(times) for times in stored["times"]], np.int64)
    values = np.array(stored["values"], np.float64)
    if values.ndim != 1 or len(values) != len(times) or not np.isfinite(values).all() or (np.diff(values) <= 0).any():
        raise ValueError(f"the values of {name} are not ascending numbers, each with how often it comes")
    if n < LEAST_COMPARED:
        raise ValueError(f"a group has {n:,} accounts; {LEAST_COMPARED} are needed")
    if (times < 1).any() or not 0 < times.sum() <= min(n, MOST_STEPS):
        raise ValueError(f"{name} has more values than accounts, or more than {MOST_STEPS:,}, or none")
    return Sketch(np.repeat(values, times), n)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r} is no count")
    return value


def _text_or_none(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value
