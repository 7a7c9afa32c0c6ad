"""Texts that are added to the end and read as one series: in memory, or in a file without a name."""

import mmap
import weakref
from typing import IO, TYPE_CHECKING

import polars as pl

from unisono.engine.large_arrays import IN_MEMORY, LargeArrays, refusals_of, temporary_file
from unisono.model.few_rows import compact

if TYPE_CHECKING:  # loading Arrow takes longer than scanning a small case
    import pyarrow as pa

NEWEST = pl.CompatLevel.newest()


class GrowingTexts:
    """Texts that come part by part."""

    def __init__(self, arrays: LargeArrays = IN_MEMORY) -> None:
        """Begin with none."""
        self._arrays = arrays
        self._held: list[pl.Series] = []
        self._held_bytes = 0
        self._file: IO[bytes] | None = None
        self._writer: pa.ipc.RecordBatchFileWriter | None = None

    def append(self, texts: pl.Series) -> None:
        """Add texts to the end."""
        if not len(texts):
            return
        self._held.append(texts.alias("text"))
        self._held_bytes += int(texts.estimated_size())
        if self._arrays.folder is not None and self._held_bytes > self._arrays.least_bytes:
            self._write()

    def whole(self) -> pl.Series:
        """Return all texts; nothing more is to be added."""
        if self._writer is not None and self._file is not None:
            self._write()
            self._writer.close()
            with self._file:
                self._held, self._writer = [mapped_table(self._file)["text"]], None
        if len(self._held) != 1:
            self._held = [pl.concat(self._held) if self._held else pl.Series("text", [], pl.String)]
        return self._held[0]

    def _write(self) -> None:
        """Write what is held to the end of the file."""
        import pyarrow as pa

        folder = self._arrays.folder
        assert folder is not None
        for texts in self._held:
            # As texts of their own: what they were taken from would be written with them.
            table = compact(texts.to_frame()).to_arrow(compat_level=NEWEST)
            with refusals_of(folder):
                if self._writer is None or self._file is None:
                    self._file = temporary_file(folder)
                    weakref.finalize(self, self._file.close)
                    self._writer = pa.ipc.new_file(self._file, table.schema)
                self._writer.write_table(table)
        self._held, self._held_bytes = [], 0


def mapped_table(file: IO[bytes]) -> pl.DataFrame:
    """Return the table of an Arrow file that is not compressed; the system reads it as it is used."""
    import pyarrow as pa

    mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    table = pl.from_arrow(pa.ipc.open_file(pa.py_buffer(mapped)).read_all())
    assert isinstance(table, pl.DataFrame)
    return table
