"""The Python API: open a case, add files, scan it, and take the results as Polars frames."""

from unisono.api.frames import pairs, traces
from unisono.api.handed_over import HandedOver, verify_pack
from unisono.api.open_case import AddedFiles, OpenCase, open_case
from unisono.api.scan import Scan
from unisono.api.settings import scan_settings, settings_of_run
from unisono.api.spans import parse_moment, parse_window, parse_windows, window_text

__all__ = [
    "AddedFiles",
    "HandedOver",
    "OpenCase",
    "Scan",
    "open_case",
    "pairs",
    "parse_moment",
    "parse_window",
    "parse_windows",
    "scan_settings",
    "settings_of_run",
    "traces",
    "verify_pack",
    "window_text",
]
