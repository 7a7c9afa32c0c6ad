"""The automation estimate of accounts: calibrated on labelled timelines, with an interval, its reasons, or silence."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from unisono.accounts.automation.abstaining import reasons_of, unlike_all
from unisono.accounts.automation.act_features import (
    ActCounts,
    Float64,
    Int64,
    acts_of,
    count_blocks,
    put_together,
    without_each,
)
from unisono.accounts.automation.curves import Curves, act_curves
from unisono.accounts.automation.wording import strongest_signals, values_in_words
from unisono.accounts.known import KnownAccounts
from unisono.accounts.timelines import Timelines

STRETCHES = 8
"""Stretches of an account's acts that are left out in turn, to see how much the estimate hangs on some of them."""

CHANGE = 100.0
"""Over the number of acts: variance added because accounts change. Chosen so that intervals from 200 to 1,600 acts held
the estimate from all acts of the account 95 times in 100 (docs/automation.md)."""

NORMAL_95 = 1.959964

ESTIMATES: dict[str, Any] = {  # Any: polars has kinds of columns as classes and as objects
    "account": pl.String(),
    "estimate": pl.Float64(),  # null where nothing is said
    "low": pl.Float64(),  # of an interval of 95 %
    "high": pl.Float64(),
    "n": pl.Int64(),  # acts in the case
    "strongest": pl.List(pl.Struct({"signal": pl.String(), "value": pl.String(), "pushes": pl.String()})),
    "cannot_say": pl.String(),  # why nothing is said, in words; null otherwise
}


def estimate_automation(known: KnownAccounts, accounts: Sequence[str] | None = None) -> pl.DataFrame:
    """Return ESTIMATES of these accounts (`platform:id`; default: all that have posts), in their order.

    The estimate is the share of accounts run by programs among labelled accounts with such acts, of which half were:
    it says how an account posts, not who runs it. It depends on the acts alone, whatever the order of the rows.
    """
    timelines = known.timelines
    acts = acts_of(timelines)
    reasons = reasons_of(timelines, acts, known.profiles)
    wanted = timelines.accounts if accounts is None else pl.Series("account", list(accounts), dtype=pl.String)
    numbers = pl.DataFrame({"account": timelines.accounts, "place": np.arange(len(timelines.accounts))})
    asked = pl.DataFrame({"account": wanted}).join(numbers, on="account", how="left", maintain_order="left")
    places = asked["place"].drop_nulls().unique().sort().to_numpy()
    spoken = places[~reasons.silent[places]]
    said = _estimates_at(spoken, timelines, acts, act_curves())
    rows = []
    for account, place in asked.iter_rows():
        if place is None:
            rows.append({"account": account, **_unsaid(0, "it has no posts with a time in the case")})
        elif place in said:
            rows.append({"account": account, **said[place]})
        else:
            count = int(timelines.counts[place])
            rows.append({"account": account, **_unsaid(count, reasons.words(place))})
    return pl.DataFrame(rows, schema=ESTIMATES)


def _unsaid(count: int, reason: str) -> dict[str, object]:
    return {"estimate": None, "low": None, "high": None, "n": count, "strongest": [], "cannot_say": reason}


def _estimates_at(
    places: Int64, timelines: Timelines, acts: np.ndarray[Any, np.dtype[np.int8]], curves: Curves
) -> dict[int, dict[str, object]]:
    """Return what is said of the accounts at these places of the timelines, all of which have acts enough."""
    if not len(places):
        return {}
    chosen = np.zeros(len(timelines.accounts), np.bool_)
    chosen[places] = True
    start = np.concatenate([[0], np.cumsum(timelines.counts[places])])
    blocks = count_blocks(acts[chosen[timelines.owners]], start, STRETCHES)
    counts = put_together(blocks, STRETCHES)
    features = counts.features()
    estimates = with_intervals(curves, counts, blocks)
    pushes = curves.pushes(features)
    values = [values_in_words(counts, row) for row in range(len(places))]
    found: dict[int, dict[str, object]] = {}
    for row, unlike in enumerate(unlike_all(curves, features, values)):
        place, count = int(places[row]), int(counts.kinds[row].sum())
        if unlike is not None:
            found[place] = _unsaid(count, unlike)
            continue
        value, low, high = estimates[row].tolist()
        found[place] = {
            "estimate": value,
            "low": low,
            "high": high,
            "n": count,
            "strongest": strongest_signals(counts, row, pushes[row]),
            "cannot_say": None,
        }
    return found


def with_intervals(curves: Curves, counts: ActCounts, blocks: ActCounts) -> Float64:
    """Return estimate, low and high of each row: float64 (rows, 3), an interval of 95 % on the scale of logits.

    Three kinds of doubt add up: that of the fit, from the spread of fits on accounts drawn again and bent more or less;
    that of the acts, from estimates with one of the STRETCHES left out (the jackknife, Tukey 1958); and CHANGE.
    blocks: the stretches' counts, rows (accounts * STRETCHES).
    """
    by_fit = curves.logits(counts.features())
    of_fits = by_fit[:, 1:].var(axis=1)
    left_out = curves.logits(without_each(blocks, STRETCHES).features())[:, 0].reshape(-1, STRETCHES)
    of_acts = left_out.var(axis=1) * (STRETCHES - 1) + CHANGE / counts.kinds.sum(axis=1)
    half = NORMAL_95 * np.sqrt(of_fits + of_acts)
    logits = by_fit[:, :1] + half[:, None] * np.array([0.0, -1.0, 1.0])
    return np.asarray(1.0 / (1.0 + np.exp(-logits)))
