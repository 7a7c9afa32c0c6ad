"""The settings of a scan as people give them, checked and turned into what the scan takes."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from unisono.api.choices import require_choice
from unisono.api.spans import ANY_TIME, Window, parse_moment, parse_window, parse_windows
from unisono.model.errors import UsageError
from unisono.model.layers import LAYERS
from unisono.model.memory import parse_memory
from unisono.model.settings import ScanSettings

LARGEST_SEED = 2**63
"""Seeds lie below: they are kept in records and handed to kernels as signed 64-bit numbers."""


def scan_settings(  # noqa: PLR0913  # all by name, each with a default
    *,
    only: str | Iterable[str] | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    windows: Window | Iterable[Window] | None = None,
    layers: str | Iterable[str] | None = None,
    q: float | None = None,
    similarity: float | None = None,
    twin: bool = True,
    seed: int = 0,
    memory: str | None = None,
) -> ScanSettings:
    """Return the settings of a scan; what is not given keeps the scan's default. Raises UsageError.

    `since` is inclusive and `until` is not; days begin at midnight UTC. Lists may be strings with commas between.
    `memory` is an amount such as 8GiB.
    """
    given: dict[str, Any] = {"twin": twin, "seed": seed}  # Any: each field has a type of its own
    if only is not None:
        given["only"] = _names("--only", only)
    if layers is not None:
        given["layers"] = tuple(require_choice("layer", layer, LAYERS) for layer in _names("layers", layers))
    if since is not None:
        given["since"] = parse_moment(since)
    if until is not None:
        given["until"] = parse_moment(until)
    if since is not None and until is not None and given["since"] >= given["until"]:
        raise UsageError(f"--since {since} is not before --until {until}: no post can lie between. Exchange them.")
    if windows is not None:
        given["windows"] = parse_windows(windows)
    if q is not None:
        given["q"] = _rate(q)
    if similarity is not None:
        given["similarity"] = require_similarity(similarity)
    if not 0 <= seed < LARGEST_SEED:
        raise UsageError(f"The seed {seed} is not a whole number from 0 to {LARGEST_SEED - 1}. Type one: --seed 7")
    if memory is not None:
        given["memory_bytes"] = parse_memory(memory)
    return ScanSettings(**given)


def settings_of_run(record: Mapping[str, Any]) -> ScanSettings:  # Any: a run's record is JSON
    """Return the settings with which a run was made, from its record, where any time is "any" or null."""
    recorded = record.get("settings", {})
    known = {field.name for field in fields(ScanSettings)}
    given = {name: value for name, value in recorded.items() if name in known and value is not None}
    if "windows" in given:
        given["windows"] = tuple(ANY_TIME if window is None else parse_window(window) for window in given["windows"])
    for name in ("only", "layers"):
        if name in given:
            given[name] = tuple(given[name])
    for name in ("since", "until"):
        if name in given:
            given[name] = parse_moment(given[name])
    return ScanSettings(**given)


def _names(option: str, names: str | Iterable[str]) -> tuple[str, ...]:
    parts = names.split(",") if isinstance(names, str) else list(names)
    named = tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
    if not named:
        raise UsageError(f"{option} names nothing. Leave it out to take all, or see the names: unisono detectors")
    return named


def require_similarity(similarity: float) -> float:
    """Return the share of letters from which texts are nearly the same; raises UsageError where it means nothing."""
    if not 0.5 <= similarity <= 1.0:
        raise UsageError(
            f"The similarity {similarity} is no share from 0.5 to 1, the letters that texts must have in common. "
            "Type for example: --similarity 0.8"
        )
    return float(similarity)


def _rate(q: float) -> float:
    if not 0 < q < 1:
        raise UsageError(f"q is {q}, but a false discovery rate lies between 0 and 1. Type for example: --q 0.01")
    return float(q)
