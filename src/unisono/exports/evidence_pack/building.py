"""The folder of a pack while it is filled: every file is streamed to its place, hashed on the way and remembered."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

PIECE = 1 << 20


@dataclass
class PackFolder:
    """What is put into a pack, by its names there: SHA-256 and size of each."""

    path: Path
    sha256: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def put(self, name: str, content: bytes) -> None:
        """Put bytes under a name."""
        with self.writing(name) as file:
            file.write(content)

    def copy(self, name: str, source: Path, wanted: str | None = None) -> str:
        """Copy a file to a name and return the SHA-256 of its bytes; where another was `wanted`, nothing stays."""
        target = self._place(name)
        digest, size = hashlib.sha256(), 0
        with source.open("rb") as given, target.open("xb") as taken:
            while piece := given.read(PIECE):
                digest.update(piece)
                taken.write(piece)
                size += len(piece)
        found = digest.hexdigest()
        if wanted is not None and found != wanted:
            target.unlink()
            return found
        self.sha256[name], self.sizes[name] = found, size
        return found

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """Yield the file of a name to be written; what was written is remembered."""
        target = self._place(name)
        with target.open("xb") as file:
            yield file
        with target.open("rb") as file:
            self.sha256[name] = hashlib.file_digest(file, "sha256").hexdigest()
            self.sizes[name] = file.tell()

    def _place(self, name: str) -> Path:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        return target
