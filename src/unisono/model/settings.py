"""What a scan can be told; every field has a default, and every run records them."""

import math
from dataclasses import dataclass, field
from datetime import datetime

from unisono.model.layers import PAIR_LAYERS
from unisono.model.memory import usual_memory

ANY_TIME = math.inf


@dataclass(frozen=True)
class ScanSettings:
    """Settings of one scan: what is looked at, in which windows, and how sure it must be."""

    only: tuple[str, ...] | None = None  # detectors; None: all
    since: datetime | None = None
    until: datetime | None = None
    windows: tuple[float, ...] = (10.0, 60.0, 600.0, 3600.0, 86400.0, ANY_TIME)  # seconds; infinity: any time
    layers: tuple[str, ...] = PAIR_LAYERS
    q: float = 0.01  # false discovery rate, of pairs and of members
    twin: bool = True
    seed: int = 0
    min_objects: int = 2  # a pair needs so many common objects within a window to be looked at
    emission_budget: int = 100_000_000  # pairs of acts one sweep may look at; above it, only the nearest acts
    nearest: int = 30  # acts before each act that a sweep over its budget looks at in any case
    similarity: float = 0.70  # share of letters from which texts are nearly the same
    memory_bytes: int = field(default_factory=usual_memory)  # posts that would take more are read part by part
