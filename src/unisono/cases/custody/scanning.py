"""The log entry of a scan: its sources, tables and settings; and before it what the log has missed."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from unisono.cases.custody.entry import FileRecord
from unisono.cases.custody.files import MOST_LISTED, listing_record
from unisono.cases.custody.log import catch_up, log_entry

COUNTS = ("posts", "accounts", "pairs", "networks", "findings", "seed", "settings")


def log_scan(case: Path, run: str, record: Mapping[str, object], outputs: Sequence[FileRecord]) -> None:
    """Enter a run; imports that a crash has kept out of the log are entered before it is."""
    sources = record.get("sources")
    inputs = [
        FileRecord(str(one["file"]), None, str(one["sha256"]))
        for one in (sources if isinstance(sources, list) else [])
        if isinstance(one, Mapping) and "file" in one and "sha256" in one
    ]
    catch_up(case, but=("scan", run))
    log_entry(
        case,
        "scan",
        inputs=inputs if len(inputs) <= MOST_LISTED else [listing_record(inputs)],
        outputs=outputs,
        details={"run": run, **{name: record[name] for name in COUNTS if name in record}},
    )
