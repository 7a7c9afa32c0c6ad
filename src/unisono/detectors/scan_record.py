"""What a run's record says of a scan: its settings, its layers, what was found, and warnings."""

import math
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl

from unisono.accounts.timelines import NumberedAccounts
from unisono.engine.numbering import number_texts_as_seen
from unisono.model.settings import ScanSettings
from unisono.model.times import time_text
from unisono.model.version import __version__
from unisono.networks.searching import SearchWithTwin
from unisono.significance.layer_acts import EncodedLayers
from unisono.significance.pair_evidence import ANY_TIME, PairEvidence
from unisono.significance.twin import SMALLEST_STRATUM


@dataclass(frozen=True)
class CountedPosts:
    """How many posts were scanned, of how many accounts, from when to when."""

    posts: int
    accounts: int
    first_at: object
    last_at: object


def count_posts(posts: pl.DataFrame, numbered: NumberedAccounts | None = None) -> CountedPosts:
    """Count posts in columns of POSTS; numbered: their accounts, where these are numbered already."""
    times = posts["created_at"]
    accounts = count_accounts(posts) if numbered is None else len(numbered.names)
    return CountedPosts(posts.height, accounts, times.min(), times.max())


def record_of(
    encoded: EncodedLayers,
    result: SearchWithTwin,
    counted: CountedPosts,
    tables: dict[str, pl.DataFrame],
    settings: ScanSettings,
) -> dict[str, Any]:  # Any: JSON
    """Return the record of a scan, but for what is known of the case it was made in."""
    found, twin = result.found, result.twin
    return {
        "version": __version__,
        "settings": _settings_as_json(settings),
        "seed": settings.seed,
        "posts": counted.posts,
        "accounts": counted.accounts,
        "first_at": _as_text(counted.first_at),
        "last_at": _as_text(counted.last_at),
        "layers": {evidence.layer: _layer_record(evidence) for evidence in found.evidence},
        "pairs_tested": found.pairs.possible,
        "pairs": int(found.chosen.sum()),
        "networks": found.groups.count,
        "findings": tables["findings"].height,
        "twin_pairs": None if twin is None else int(twin.chosen.sum()),
        "twin_networks": None if twin is None else twin.groups.count,
        "warnings": _warnings(encoded, found.evidence, settings, tables),
    }


def count_accounts(posts: pl.DataFrame) -> int:
    """Count the accounts that published these posts: the distinct pairs of platform and account_id."""
    accounts, by_account = number_texts_as_seen(posts["account_id"])
    if posts["platform"].eq_missing(posts["platform"].first()).all():
        return len(accounts)
    platforms, on_platform = number_texts_as_seen(posts["platform"])
    seen = np.zeros((len(platforms), len(accounts)), np.bool_)
    seen[on_platform, by_account] = True
    return int(seen.sum())


def _settings_as_json(settings: ScanSettings) -> dict[str, object]:
    values = asdict(settings)
    values["windows"] = ["any" if math.isinf(window) else window for window in settings.windows]
    return {name: _as_text(value) if isinstance(value, datetime) else value for name, value in values.items()}


def _layer_record(evidence: PairEvidence) -> dict[str, object]:
    exact = evidence.exact_up_to
    return {
        "traces": evidence.traces,
        "objects": evidence.objects,
        "possible_pairs": evidence.possible,
        "emitted_pairs": evidence.emitted,
        "candidate_pairs": len(evidence.a),
        "windows_s": [float(window) / 1e6 for window in evidence.windows],
        "exact_up_to_window_s": None if exact < 0 else "any" if exact == ANY_TIME else exact / 1e6,
    }


def _warnings(
    encoded: EncodedLayers, evidence: tuple[PairEvidence, ...], settings: ScanSettings, tables: dict[str, pl.DataFrame]
) -> list[str]:
    warnings = []
    coarse = [layer.layer for layer in encoded.layers if layer.has_minute_precision]
    if coarse:
        where = "" if len(coarse) == len(encoded.layers) else f" in the layers {', '.join(coarse)}"
        warnings.append(f"Times{where} are to the minute, so windows under 60 s were left out.")
    for own in evidence:
        widest = ANY_TIME if math.inf in settings.windows else own.windows.max(initial=-1)
        if own.exact_up_to < widest:
            reach = "no window" if own.exact_up_to < 0 else f"windows up to {own.exact_up_to / 1e6:,.0f} s"
            warnings.append(
                f"The layer {own.layer} is crowded: {reach} were searched whole; in wider ones, on crowded objects, "
                f"each act was compared with the {settings.nearest} before it or more, and not with all."
            )
    # Where nothing was found there is nothing to set beside what the twin gave.
    outside = len(encoded.account_ids) - tables["members"].height
    if settings.twin and outside < SMALLEST_STRATUM and (tables["pairs"].height or tables["members"].height):
        warnings.append(
            f"Only {outside:,} accounts outside the networks left traces: "
            f"the shuffled twin compares like with like from {SMALLEST_STRATUM} on."
        )
    pairs = tables["pairs"].select("a", "b").n_unique() if tables["pairs"].height else 0
    cited = tables["findings"].filter(pl.col("subject_kind") == "pair").height
    if pairs > cited and (settings.only is None or "co_action" in settings.only):
        warnings.append(
            f"The {cited:,} strongest of {pairs:,} pairs have findings of their own; unisono pairs lists all."
        )
    return warnings


def _as_text(moment: object) -> str | None:
    return time_text(moment) if isinstance(moment, datetime) else None
