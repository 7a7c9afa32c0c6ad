"""The live detectors, written out: what is asked of a stream again and again."""

from unisono.watch.detectors.declaration import Finder, LiveCase, LiveDetector
from unisono.watch.detectors.networks import NETWORKS

__all__ = ["LIVE_DETECTORS", "Finder", "LiveCase", "LiveDetector"]

LIVE_DETECTORS: tuple[LiveDetector, ...] = (NETWORKS,)
