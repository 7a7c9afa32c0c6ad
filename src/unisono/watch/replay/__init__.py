"""A local server of recorded streams: what it serves, when, and what goes wrong on the way."""

from unisono.watch.replay.serving import serving
from unisono.watch.replay.settings import Faults, Serving

__all__ = ["Faults", "Serving", "serving"]
