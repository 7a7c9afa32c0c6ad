"""Who may be a reference for others: everybody but suspects; and how fast those meet on the objects they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unisono.engine.engines import EMBEDDED, Engine
from unisono.engine.slots import count_other_pairs
from unisono.model.settings import ScanSettings
from unisono.significance.layer_acts import LayerActs
from unisono.significance.suspects import NearMeetings, meet_nearby, suspects_by_meetings, unusual_nearby

FEWEST_OBJECTS = 20


@dataclass(frozen=True)
class Outsiders:
    """What one layer may take as its reference.

    suspects: bool (accounts), who must not be anybody's. pace: by window in microseconds, the share of pairs of
    actors of one object who meet within it, anywhere in the scan; empty where no layer says anything. met: what the
    suspects were found by, unless it takes too much memory.
    """

    suspects: NDArray[np.bool_]
    pace: Mapping[int, float]
    met: NearMeetings | None = None

    def pace_within(self, windows: NDArray[np.int64]) -> NDArray[np.float64] | None:
        """Return the pace within each window: float64 (windows); None where one of them is not known."""
        known = [self.pace.get(int(window)) for window in windows]
        return None if None in known else np.array(known, np.float64)


def outsiders_of(
    layers: Sequence[LayerActs], settings: ScanSettings, engine: Engine = EMBEDDED
) -> tuple[Outsiders, ...]:
    """Return the outsiders of each layer of a scan; the pace is that of all layers."""
    suspects, unusual, kept = [], [], []
    for layer in layers:
        met = meet_nearby(layer.table, settings, engine)
        suspects.append(suspects_by_meetings(layer.table, met))
        unusual.append(suspects[-1] | unusual_nearby(layer.table, met, suspects[-1]))
        kept.append(met if met.fits(settings.memory_bytes) else None)
    # A network that copies beside lives of its own would set the pace of a layer in which hardly anybody else copies.
    pace = usual_pace(layers, settings, unusual)
    return tuple(Outsiders(suspicious, pace, met) for suspicious, met in zip(suspects, kept, strict=True))


def usual_pace(
    layers: Sequence[LayerActs], settings: ScanSettings, suspects: Sequence[NDArray[np.bool_]]
) -> dict[int, float]:
    """Return the share of pairs of independent actors of one object that meet within each window of the settings.

    The largest of the layers' means over objects with at least two actors who are no suspects, objects counting by
    their actors. A layer with fewer than twenty such objects says nothing, and none does of windows finer than its
    times.
    """
    windows = np.array(sorted(round(window * 1e6) for window in settings.windows if np.isfinite(window)), np.int64)
    pace: dict[int, float] = {}
    for layer, suspicious in zip(layers, suspects, strict=True):
        told = windows[windows >= 60_000_000] if layer.has_minute_precision else windows
        for window, share in zip(told.tolist(), _mean_shares(layer, told, suspicious), strict=False):
            pace[window] = max(pace.get(window, 0.0), share)
    return pace


def _mean_shares(layer: LayerActs, windows: NDArray[np.int64], suspects: NDArray[np.bool_]) -> list[float]:
    table = layer.table
    others, pairs = count_other_pairs(table.accounts, table.times, table.object_start, windows, suspects)
    shared = others >= 2
    if int(shared.sum()) < FEWEST_OBJECTS:
        return []
    actors = others[shared].astype(np.float64)
    shares = pairs[shared] / (actors * (actors - 1.0) / 2.0)[:, None]
    means: list[float] = ((shares * actors[:, None]).sum(axis=0) / actors.sum()).tolist()
    return means
