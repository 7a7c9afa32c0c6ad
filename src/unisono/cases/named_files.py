"""Small files that a case keeps by the names its user gave: lists, events and whatever else it is told of the world."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from unisono.cases.custody import log_entry
from unisono.cases.custody.commands import digest_of
from unisono.cases.custody.files import file_record
from unisono.cases.custody.log import can_log
from unisono.cases.durable import TEMPORARY_PREFIX, sync_folder, write_durably, writer_lock
from unisono.cases.suppressed import case_key
from unisono.model.errors import UsageError
from unisono.model.hidden_characters import without_hidden

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e\u1000-\u109f\u200c\u200d"
"""Signs of vowels and accents that words of many scripts are spelled with, and that count as no letters."""

_NAME = re.compile(rf"[\w][\w{_MARKS} .'’·-]{{0,63}}")


@dataclass(frozen=True)
class NamedFiles:
    """One JSON file for each name in `folder` of a case.

    command: what the user types to remove and list them. what: what one is called. such_as: a name as an example.
    instead: where a name that no file can have is to be given, as a sentence; empty where nowhere.
    """

    folder: str
    command: str
    what: str
    such_as: str
    instead: str = ""

    def keep(self, case: Path, name: str, content: bytes) -> None:
        """Store content under a new name durably; raises UsageError where one of that name is kept already."""
        path = self._file_of(case, name)
        with writer_lock(case / "lock"):
            if path.exists():
                raise UsageError(
                    f"The case has {self._one} named {name}. Give this one another name, or remove that one: "
                    f"unisono {self.command} remove {quote(str(case))} {quote(name)}"
                )
            path.parent.mkdir(exist_ok=True)
            sync_folder(case)
            write_durably(path, content)
        self._log(case, path, "added")

    def change(self, case: Path, name: str, change: Callable[[bytes | None], bytes]) -> None:
        """Store durably what `change` makes of the content under a name; it is given None where there is none yet."""
        path = self._file_of(case, name)
        with writer_lock(case / "lock"):
            before = path.read_bytes() if path.exists() else None
            path.parent.mkdir(exist_ok=True)
            sync_folder(case)
            write_durably(path, change(before))
        self._log(case, path, "added" if before is None else "changed")

    def kept(self, case: Path) -> list[Path]:
        """Return the files of a case, by name."""
        files = sorted((case / self.folder).glob("*.json"))
        return [file for file in files if not file.name.startswith(TEMPORARY_PREFIX)]

    def remove(self, case: Path, name: str) -> None:
        """Take a file out of the case; raises UsageError where there is none of that name."""
        path = self._file_of(case, name)
        with writer_lock(case / "lock"):
            if not path.exists():
                raise UsageError(
                    f"The case has no {self.what} named {name}. See its {self.what}s: "
                    f"unisono {self.command} list {quote(str(case))}"
                )
            path.unlink()
            sync_folder(path.parent)
        self._log(case, path, "removed")

    def _log(self, case: Path, path: Path, how: str) -> None:
        """Enter into the log of the case that it was told something else; the name may be a person's."""
        if not can_log(case):
            return
        name = f"{self.folder}/{digest_of(path.stem, case_key(case))}{path.suffix}"
        made = [file_record(path, name)] if path.exists() else []
        log_entry(case, "changed", outputs=made, details={"what": self.what, "how": how, "file": name})

    @property
    def _one(self) -> str:
        return f"{'an' if self.what[0] in 'aeiou' else 'a'} {self.what}"

    def _file_of(self, case: Path, name: str) -> Path:
        if not can_name(name):
            raise UsageError(
                f"{plain_name(name)} cannot name {self._one}: a name has up to 64 letters, digits, spaces and "
                "_ . - · ' ’, begins with a letter, a digit or _ and ends with no dot or space, such as "
                f"{self.such_as}.{f' {self.instead}' if self.instead else ''}"
            )
        return case / self.folder / f"{name.casefold()}.json"


def can_name(name: str) -> bool:
    """Return whether a file can be kept under this name."""
    return bool(_NAME.fullmatch(name)) and not name.endswith((" ", "."))


def plain_name(name: str) -> str:
    """Return a name as it can be printed, whoever typed it: on one line, and shortened."""
    seen = "".join(letter if letter.isprintable() else " " for letter in without_hidden(name)).strip()
    return f"{seen[:64]}…" if len(seen) > 64 else seen or "An empty name"
