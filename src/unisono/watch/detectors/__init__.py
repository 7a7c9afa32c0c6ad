"""The live detectors, written out: what is asked of a stream again and again."""

from unisono.watch.detectors.copied_text import COPIED_TEXT
from unisono.watch.detectors.declaration import Asked, Finder, LiveCase, LiveDetector
from unisono.watch.detectors.networks import NETWORKS
from unisono.watch.detectors.rising import RISING

__all__ = ["LIVE_DETECTORS", "Asked", "Finder", "LiveCase", "LiveDetector"]

LIVE_DETECTORS: tuple[LiveDetector, ...] = (RISING, COPIED_TEXT, NETWORKS)
