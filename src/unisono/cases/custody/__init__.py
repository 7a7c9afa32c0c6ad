"""The custody log of a case: what was done to it, by whom and when, each entry bound to the one before."""

from unisono.cases.custody.checking import Chain, check_log
from unisono.cases.custody.entry import Entry, FileRecord
from unisono.cases.custody.log import catch_up, log_entry
from unisono.cases.custody.reconstructing import told_by_files

__all__ = [
    "Chain",
    "Entry",
    "FileRecord",
    "catch_up",
    "check_log",
    "log_entry",
    "told_by_files",
]
