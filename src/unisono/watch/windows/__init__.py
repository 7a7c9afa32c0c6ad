"""Windows over a stream: what was posted last, by event time, within bounds of memory."""

from unisono.watch.windows.settings import Added, WindowSettings
from unisono.watch.windows.sliding import Windows, longest_look, look_step

__all__ = ["Added", "WindowSettings", "Windows", "longest_look", "look_step"]
