"""One question per file; the list of them is written out here."""

from unisono.detectors.co_action import DETECTOR as CO_ACTION
from unisono.detectors.copied_text import DETECTOR as COPIED_TEXT
from unisono.detectors.declaration import Detector

__all__ = ["DETECTORS", "Detector"]

DETECTORS: tuple[Detector, ...] = (CO_ACTION, COPIED_TEXT)
