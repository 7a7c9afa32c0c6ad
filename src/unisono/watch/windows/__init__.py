"""Windows over a stream: what was posted last, by event time, within bounds of memory."""

from unisono.watch.windows.settings import Added, WindowSettings
from unisono.watch.windows.sliding import LENGTHS, Windows, look_step

__all__ = ["LENGTHS", "Added", "WindowSettings", "Windows", "look_step"]
