"""Writing the custody log: entries are numbered and bound in the writer's lock, and durable when a call returns."""

import getpass
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from unisono.cases.custody.checking import TORN, is_entry
from unisono.cases.custody.commands import command_without_names
from unisono.cases.custody.entry import ACTIONS, FILE, FIRST, Entry, FileRecord, hash_of_line
from unisono.cases.custody.reconstructing import not_in_log, told_by_files
from unisono.cases.kept_lines import append_following_lines
from unisono.cases.suppressed import case_key
from unisono.model.doing import now_doing
from unisono.model.errors import UsageError
from unisono.model.json_text import json_line
from unisono.model.times import now_text
from unisono.model.version import __version__

SETTING = "UNISONO_BY"
NOBODY = "unknown"
BLOCK = 1 << 16


def log_entry(  # the parts of one line, all by name
    case: Path,
    action: str,
    *,
    by: str = "",
    inputs: Sequence[FileRecord] = (),
    outputs: Sequence[FileRecord] = (),
    details: Mapping[str, object] | None = None,
) -> bool:
    """Append what was done to the log of a case; a log that is missing begins with what the case's files tell.

    Names in the command that was typed are told by their digest, see `command_without_names`.

    by: who did it; without, who was named for this command, else the setting UNISONO_BY, else the login name. Returns
    False, and writes nothing, where the case can only be read: what is read from it may still be exported.
    """
    if action not in ACTIONS:
        raise ValueError(f"{action!r} is no action of the log")
    if not can_log(case):
        return False
    entry = Entry(
        number=0,
        at=now_text("milliseconds"),
        actor=actor(by),
        tool=tool(),
        action=action,
        command=now_doing().command,
        inputs=tuple(inputs),
        outputs=tuple(outputs),
        details=dict(details or {}),
    )
    file = case / FILE
    words = now_doing().words

    def following() -> list[dict[str, object]]:
        told = replace(entry, command=command_without_names(words, case_key(case))) if words else entry
        is_new = not file.stat().st_size
        # What made the case, or what has just been done, is no news to a log that begins with it.
        earlier = told_by_files(case, but=entry) if is_new and action != "case made" else []
        return _bind(file, [*earlier, told])

    _append(file, following)
    return True


def catch_up(case: Path, but: tuple[str, str] | None = None) -> int:
    """Append what the files of a case tell and its log does not, as after a crash; return how many entries that are.

    but: action and run of what is about to be entered itself.
    """
    if not can_log(case):
        return 0
    file = case / FILE
    missing: list[Entry] = []

    def following() -> list[dict[str, object]]:
        missing.extend(one for one in not_in_log(case) if (one.action, one.details.get("run")) != but)
        return _bind(file, missing)

    _append(file, following)
    return len(missing)


def _append(file: Path, following: Callable[[], list[dict[str, object]]]) -> None:
    try:
        append_following_lines(file, following)
    except UsageError as error:
        raise UsageError(
            f"The log of the case cannot be written ({error.__cause__ or error}). What was done before is stored, and "
            "the next scan enters it; make room or rights, and go on."
        ) from error


def can_log(case: Path) -> bool:
    """Say whether the log of a case can be written."""
    return all(os.access(part, os.W_OK) for part in (case, case / FILE, case / "lock") if part.exists())


def actor(by: str = "") -> str:
    """Return who is at work: as named, as the setting UNISONO_BY says, or as the system calls the user."""
    named = by.strip() or now_doing().by.strip() or os.environ.get(SETTING, "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user number without a name, as in containers
        return NOBODY


def tool() -> str:
    """Return name and version of this program."""
    return f"unisono {__version__}"


def _bind(file: Path, entries: Sequence[Entry]) -> list[dict[str, object]]:
    """Return entries as lines, each numbered and bound to the one before. Hold the writer lock."""
    last = last_line(file)
    number, previous, is_torn = _place_after(file, last)
    rows = []
    for entry in entries:
        number += 1
        if is_torn:
            entry = Entry(**{**vars(entry), "details": {**entry.details, TORN: True}})
            is_torn = False
        row = asdict(entry.bound(number, previous))
        previous = hash_of_line(json_line(row).encode())
        rows.append(row)
    return rows


def _place_after(file: Path, last: bytes) -> tuple[int, str, bool]:
    """Return number and hash of the last line, and whether a crash has left it unfinished."""
    if not last:
        return 0, FIRST, False
    with file.open("rb") as handle:
        number = sum(block.count(b"\n") for block in iter(lambda: handle.read(BLOCK), b""))
    return number, hash_of_line(last), not is_entry(last)


def last_line(file: Path) -> bytes:
    """Return the last whole line without its line break, reading backwards in blocks; no file has none."""
    if not file.exists():
        return b""
    with file.open("rb") as handle:
        end = handle.seek(0, os.SEEK_END)
        start, tail = end, b""
        while start > 0 and tail.count(b"\n") < 2:
            start = max(0, start - BLOCK)
            handle.seek(start)
            tail = handle.read(end - start)
    whole = tail[: tail.rfind(b"\n") + 1].rstrip(b"\n")
    return whole[whole.rfind(b"\n") + 1 :]
