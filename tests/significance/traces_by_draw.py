"""Traces drawn at random from a null, with or without groups that act together: builders for the tests here."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.stats import kstest

from unisono.model.settings import ScanSettings
from unisono.model.tables import TRACES, conform
from unisono.significance.combination import false_discovery_rates
from unisono.significance.layer_acts import EncodedLayers, LayerActs, encode_layers
from unisono.significance.outsiders import outsiders_of
from unisono.significance.pair_evidence import PairEvidence, gather_evidence

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86_400 * SECOND
START = 1_700_006_400 * SECOND  # a midnight
SETTINGS = ScanSettings()


@dataclass(frozen=True)
class Draw:
    """How random traces are drawn; days is how long objects keep coming."""

    traces: int = 5000
    accounts: int = 600
    objects: int = 800
    days: int = 14
    activity_spread: float = 1.0  # of the log-normal activity
    popularity_power: float = 1.0  # of the Zipf popularity of objects
    authors: int = 60
    delay_hours: float = 3.0  # of the median act after the object's origin


def traces_of(
    accounts: Iterable[object],
    objects: Iterable[object],
    times: Iterable[int],
    *,
    origins: Iterable[int] | None = None,
    authors: Iterable[object] | None = None,
    posts: Iterable[object] | None = None,
    by_minute: bool = False,
) -> pl.DataFrame:
    """Return a table of traces, times in microseconds; each trace is a post of its own unless posts are given."""
    account_names, times = [str(name) for name in accounts], [int(time) for time in times]
    columns: dict[str, object] = {
        "account": account_names,
        "object": [str(name) for name in objects],
        "at": times,
        "post": [f"p{place}" for place in range(len(times))] if posts is None else [str(post) for post in posts],
        "minute_precision": [by_minute] * len(times),
    }
    if origins is not None:
        columns["origin_at"] = [int(origin) for origin in origins]
    if authors is not None:
        columns["author"] = [str(author) for author in authors]
    return conform(pl.DataFrame(columns), TRACES)


def draw_traces(random: np.random.Generator, draw: Draw, *, known_origins: bool = True) -> pl.DataFrame:
    """Draw traces of independent accounts: slots of Zipf objects filled by log-normal activity, each with its delay."""
    activity = random.lognormal(0.0, draw.activity_spread, draw.accounts)
    popularity = 1.0 / np.arange(1, draw.objects + 1) ** draw.popularity_power
    accounts = random.choice(draw.accounts, draw.traces, p=activity / activity.sum())
    objects = random.choice(draw.objects, draw.traces, p=popularity / popularity.sum())
    origins = START + random.integers(0, draw.days * DAY // SECOND, draw.objects) * SECOND
    delays = random.lognormal(np.log(draw.delay_hours * 3600), 1.5, draw.traces).astype(np.int64) * SECOND
    authors = random.integers(0, draw.authors, draw.objects)
    return traces_of(
        [f"a{number:05}" for number in accounts],
        [f"o{number:05}" for number in objects],
        origins[objects] + delays,
        origins=origins[objects] if known_origins else None,
        authors=[f"w{number}" for number in authors[objects]] if known_origins else None,
    )


def join(*tables: pl.DataFrame) -> pl.DataFrame:
    """Return all traces in one table, the posts numbered anew."""
    joined = pl.concat(tables)
    return joined.with_columns(post=pl.format("p{}", pl.int_range(joined.height)))


def encode(traces: pl.DataFrame, layer: str = "repost") -> EncodedLayers:
    """Return one layer of numbered acts."""
    return encode_layers({layer: traces})


def layer_of(traces: pl.DataFrame, layer: str = "repost") -> LayerActs:
    """Return the acts of the only layer."""
    return encode(traces, layer).layers[0]


def one_interest(acts: LayerActs) -> NDArray[np.int64]:
    """Return the partition in which all accounts care for the same."""
    return np.zeros(acts.table.account_count, np.int64)


def evidence_of(traces: pl.DataFrame, layer: str = "repost", settings: ScanSettings = SETTINGS) -> PairEvidence:
    """Return the evidence of all pairs, everybody in one interest."""
    acts = layer_of(traces, layer)
    return gather_evidence(acts, one_interest(acts), settings, outsiders_of((acts,), settings)[0])


def pairs_found(traces: pl.DataFrame, layer: str = "repost", level: float = 0.01) -> set[tuple[str, str]]:
    """Return the pairs, as account ids, whose q-value in this layer is at most the level."""
    encoded = encode(traces, layer)
    evidence = gather_evidence(
        encoded.layers[0], one_interest(encoded.layers[0]), SETTINGS, outsiders_of(encoded.layers, SETTINGS)[0]
    )
    chosen = false_discovery_rates(evidence.combined, evidence.possible) <= level
    ids = encoded.account_ids
    return set(zip(ids.gather(evidence.a[chosen]).to_list(), ids.gather(evidence.b[chosen]).to_list(), strict=True))


def randomised(
    tail: NDArray[np.float64], tail_above: NDArray[np.float64], random: np.random.Generator
) -> NDArray[np.float64]:
    """Return P(more) + U P(equal), uniform under the null; tail is P(at least what came), tail_above P(more)."""
    return tail_above + random.random(len(tail)) * (tail - tail_above)


def too_small(p_values: NDArray[np.float64]) -> float:
    """Return how likely uniform p-values would be as small as these at least: one-sided Kolmogorov-Smirnov."""
    return float(kstest(p_values, "uniform", alternative="greater").pvalue)
