"""Which is the smallest group that a scan of a small case could prove? Groups planted into copies of it tell."""

import math
from collections.abc import Mapping
from datetime import timedelta

import polars as pl

from unisono.model.settings import ScanSettings
from unisono.model.tables import TRACES, conform
from unisono.networks.searching import search_networks
from unisono.significance.layer_acts import encode_layers
from unisono.significance.twin import SMALLEST_STRATUM
from unisono.traces import Likeness, read_traces

SIZES = (3, 4, 5, 6, 8, 10, 15, 20)
TEN = 10
MOST_OBJECTS = 32
MOST_TRACES = 20_000
"""Above it a case of few accounts is not small: they are busy, and planting would take long."""
STEP = (math.sqrt(5.0) - 1.0) / 2.0  # the golden section spreads any number of moments evenly over a span


def measure_small_case(
    posts: pl.DataFrame, references: pl.DataFrame | None, settings: ScanSettings, likeness: Likeness | None = None
) -> dict[str, object] | None:
    """Return what find_smallest_group says of these posts, in POSTS columns; None for cases that are not small."""
    if posts.height > MOST_TRACES or posts.select("platform", "account_id").n_unique() >= SMALLEST_STRATUM:
        return None
    return find_smallest_group(read_traces(posts, references, settings.layers, likeness=likeness), settings)


def find_smallest_group(traces: Mapping[str, pl.DataFrame], settings: ScanSettings) -> dict[str, object] | None:
    """Return the fewest accounts, and for them the fewest common objects, that the scan proves; None for larger cases.

    traces: by layer, in TRACES columns. The planted accounts are new, act within the narrowest window of each other, in
    the layer with most traces, on objects of their own, at times spread over the case's span. `accounts` and `objects`
    are null if not even the largest group tried was proved; `objects_of_ten` is the fewest that ten accounts need.
    """
    windows = sorted(window for window in settings.windows if math.isfinite(window))
    used = {layer: own for layer, own in traces.items() if own.height}
    accounts = pl.concat([own["account"] for own in used.values()]).n_unique() if used else 0
    if not windows or not 0 < accounts < SMALLEST_STRATUM or sum(own.height for own in used.values()) > MOST_TRACES:
        return None
    layer = min(used, key=lambda name: (-used[name].height, name))
    size = next((size for size in SIZES if _is_proved(traces, layer, size, MOST_OBJECTS, settings)), None)
    return {
        "accounts": size,
        "objects": None if size is None else _fewest_objects(traces, layer, size, settings),
        "objects_of_ten": None if size is None or size > TEN else _fewest_objects(traces, layer, TEN, settings),
        "layer": layer,
        "within_s": _within(used[layer], windows),
        "most_accounts": SIZES[-1],
        "most_objects": MOST_OBJECTS,
    }


def _fewest_objects(traces: Mapping[str, pl.DataFrame], layer: str, size: int, settings: ScanSettings) -> int:
    """Return the fewest common objects with which a group of this size is proved, by halving."""
    unproved, proved = settings.min_objects - 1, MOST_OBJECTS
    while proved - unproved > 1:
        middle = (proved + unproved) // 2
        if _is_proved(traces, layer, size, middle, settings):
            proved = middle
        else:
            unproved = middle
    return proved


def _is_proved(traces: Mapping[str, pl.DataFrame], layer: str, size: int, objects: int, settings: ScanSettings) -> bool:
    windows = sorted(window for window in settings.windows if math.isfinite(window))
    group = plant(traces[layer], size, objects, _within(traces[layer], windows))
    encoded = encode_layers({**traces, layer: pl.concat([traces[layer], group])})
    groups = search_networks(encoded, settings).found.groups
    planted = encoded.account_ids.is_in(group["account"].unique().implode()).to_numpy()
    return bool((groups.member_of[planted] >= 0).all())


def _within(traces: pl.DataFrame, windows: list[float]) -> float:
    by_minute = bool(traces["minute_precision"].fill_null(value=False).any())
    return max(windows[0], 60.0) if by_minute else windows[0]


def plant(traces: pl.DataFrame, size: int, objects: int, within_s: float) -> pl.DataFrame:
    """Return traces of so many new accounts that act on so many new objects together, in TRACES columns."""
    first, last = traces["at"].min(), traces["at"].max()
    span = (last - first).total_seconds()  # type: ignore[operator, union-attr]  # times, as TRACES says
    rows = [
        {
            "account": f"planted:{account}",
            "object": f"planted:{number}",
            "at": first + timedelta(seconds=span * (number * STEP % 1.0) + within_s * account / size),  # type: ignore[operator]  # as above
            "post": f"planted:{number}-{account}",
            "minute_precision": bool(traces["minute_precision"].fill_null(value=False).any()),
        }
        for number in range(objects)
        for account in range(size)
    ]
    return conform(pl.DataFrame(rows, schema_overrides={"at": TRACES["at"]}), TRACES)
