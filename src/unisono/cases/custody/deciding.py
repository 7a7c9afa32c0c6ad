"""The log entry of a mark, sign-off or stated level: what was decided, and its line's hash; the note stays there."""

from collections.abc import Mapping
from pathlib import Path

from unisono.cases.custody.files import record_of_bytes
from unisono.cases.custody.log import log_entry
from unisono.model.json_text import json_line

TOLD = ("identity", "kind", "subject", "network", "run", "mark", "decision", "likelihood", "level", "withdraws")


def log_decision(case: Path, action: str, file: str, row: Mapping[str, object]) -> None:
    """Enter a decision whose line has just been kept in a file of the case."""
    line = record_of_bytes(json_line(row).encode(), f"line of {file}")
    details = {name: row[name] for name in TOLD if row.get(name)}
    log_entry(case, action, by=str(row["by"]), outputs=[line], details={**details, "told_at": row["at"]})
