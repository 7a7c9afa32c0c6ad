"""A file that alerts are appended to as lines of JSON, for programs that follow it."""

import os
from dataclasses import dataclass, field
from io import BufferedWriter
from pathlib import Path

from unisono.model.errors import UsageError


@dataclass
class AlertFile:
    """Appends whole lines; a line that cannot be written is counted, and stands in the case all the same."""

    path: Path
    failed: int = 0
    _file: BufferedWriter | None = field(default=None, repr=False)

    def start(self) -> None:
        """Open the file, and make it where there is none; raises UsageError where that cannot be."""
        try:
            self._file = self.path.open("ab")
        except OSError as error:
            raise UsageError(f"--alerts {self.path} cannot be written: {error.strerror}. Name another file.") from error

    def put(self, line: bytes) -> str | None:
        """Append a line; returns why that could not be."""
        if self._file is None:
            return None
        try:
            self._file.write(line + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            self.failed += 1
            return f"{self.path} cannot be written: {error.strerror}. The alert is in the case all the same."
        return None

    def finish(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
