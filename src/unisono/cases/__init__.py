"""One investigation as a folder: open, append, read, and the records of its scans."""

from unisono.cases.appending import AppendSummary
from unisono.cases.durable import require_writable
from unisono.cases.folder import Case, create_case, open_case, open_or_create
from unisono.cases.manifest import RejectionCount, SourceRecord
from unisono.cases.problems import Problem, find_problems
from unisono.cases.runs import Run

__all__ = [
    "AppendSummary",
    "Case",
    "Problem",
    "RejectionCount",
    "Run",
    "SourceRecord",
    "create_case",
    "find_problems",
    "open_case",
    "open_or_create",
    "require_writable",
]
