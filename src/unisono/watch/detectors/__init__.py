"""The live detectors, written out: what is asked of a stream again and again."""

from unisono.watch.detectors.attacks import ATTACKS
from unisono.watch.detectors.copied_text import COPIED_TEXT
from unisono.watch.detectors.declaration import LiveCase, LiveDetector
from unisono.watch.detectors.few_accounts import FEW_ACCOUNTS
from unisono.watch.detectors.networks import NETWORKS
from unisono.watch.detectors.rising import RISING
from unisono.watch.detectors.together import TOGETHER
from unisono.watch.detectors.watchlist import WATCHLIST

__all__ = ["LIVE_DETECTORS", "LiveCase", "LiveDetector"]

LIVE_DETECTORS: tuple[LiveDetector, ...] = (RISING, FEW_ACCOUNTS, COPIED_TEXT, ATTACKS, WATCHLIST, TOGETHER, NETWORKS)
