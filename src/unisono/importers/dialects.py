"""How a table of text is laid out: its delimiter, its header row, its escapes; found by looking at its beginning."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from statistics import median

SAMPLE_BYTES = 256 * 1024
SAMPLE_RECORDS = 100
DELIMITERS = (",", ";", "\t", "|")
LARGEST_FIELD = 16 * 1024 * 1024
SEPARATOR_LINE = re.compile(r"^\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)
DATA_CELL = re.compile(r"^(https?://\S+|-?\d{6,}(\.\d+)?|\d{4}-\d\d-\d\d.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*)$")


@dataclass(frozen=True)
class Dialect:
    """The layout of one file. Rows are numbered from 1 as a spreadsheet shows them, header and preamble included."""

    delimiter: str
    columns: tuple[str, ...]  # distinct: a second `text` is `text_2`, a nameless third column `column_3`
    first_row: int  # number of the first row of data
    first_byte: int  # where that row begins
    backslash_escapes: bool = False
    has_header: bool = True
    header: tuple[str, ...] = ()  # the header's cells as written, one for each column


@dataclass(frozen=True)
class Record:
    """One record of the beginning of a file, and where the next one begins."""

    number: int
    fields: tuple[str, ...]
    end_line: int


def sniff_file(path: Path) -> Dialect | None:
    """Find the dialect of a UTF-8 file; None where it is no table."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    return sniff(sample.decode("utf-8", errors="ignore"))


def sniff(sample: str) -> Dialect | None:
    """Find the dialect of a file from its beginning; None where nothing in it is a table of two columns."""
    stated = SEPARATOR_LINE.match(sample)
    delimiters = (stated.group(1),) if stated else DELIMITERS
    escapes = (False, True) if '\\"' in sample else (False,)
    best: tuple[tuple[float, bool, bool, int, int], str, bool, list[Record]] | None = None
    for backslash in escapes:
        for delimiter in delimiters:
            records = _read_records(sample, delimiter, backslash_escapes=backslash)
            if stated:
                records = records[1:]
            share, width = _score(records)
            is_strict = len(escapes) < 2 or _is_strict(sample, delimiter, backslash_escapes=backslash)
            if width < 2:
                continue
            # Of two delimiters that fit equally often, the one that finds a header, and finds it earlier, is meant.
            header = _find_header(records, width)
            score = (share, is_strict, not _holds_data(header), -header.number, width)
            if best is None or score > best[0]:
                best = (score, delimiter, backslash, records)
    if best is None:
        return None
    _, delimiter, backslash, records = best
    return _place_header(sample, records, delimiter, backslash_escapes=backslash)


def _read_records(sample: str, delimiter: str, *, backslash_escapes: bool) -> list[Record]:
    """Read the first records with one delimiter; a last one that the sample cuts off is left out."""
    records: list[Record] = []
    with large_fields():
        reader = csv.reader(
            io.StringIO(sample.removeprefix("\ufeff"), newline=""),
            delimiter=delimiter,
            escapechar="\\" if backslash_escapes else None,
        )
        try:
            for number, fields in enumerate(reader, start=1):
                records.append(Record(number, tuple(fields), reader.line_num))
                if number >= SAMPLE_RECORDS:
                    break
        except csv.Error:
            return records
    return records[:-1] if _is_cut(sample) and 2 < len(records) < SAMPLE_RECORDS else records


def _is_cut(sample: str) -> bool:
    """Say whether a sample ends before its file does."""
    return len(sample.encode("utf-8")) > SAMPLE_BYTES - 4


def _is_strict(sample: str, delimiter: str, *, backslash_escapes: bool) -> bool:
    """Say whether every quote inside a quoted field is marked; what the sample cuts off does not count."""
    lines = sample.removeprefix("\ufeff").splitlines(keepends=True)
    with large_fields():
        reader = csv.reader(
            iter(lines), delimiter=delimiter, escapechar="\\" if backslash_escapes else None, strict=True
        )
        try:
            for _ in reader:
                pass
        except csv.Error:
            return _is_cut(sample) and reader.line_num >= len(lines)
    return True


def _score(records: Sequence[Record]) -> tuple[float, int]:
    """Return the share of records that have the commonest width, and that width; labels above do not count."""
    labels = sum(1 for _ in takewhile(_is_label, (record for record in records if any(record.fields))))
    widths = Counter([len(record.fields) for record in records if any(record.fields)][labels:])
    widest = max(widths, key=lambda width: (widths[width], width), default=0)
    if widest < 2 and len(widths) > 1:
        # A preamble of single cells can outnumber the few rows of a small table.
        widest = max((width for width in widths if width > 1), key=lambda width: (widths[width], width))
    return (round(widths[widest] / max(widths.total(), 1), 2), widest)


def _is_label(record: Record) -> bool:
    """Say whether a row above a table names something about it: `Report:,Mentions`."""
    return record.fields[0].strip().endswith(":") and sum(map(bool, record.fields)) <= 2


def _place_header(sample: str, records: Sequence[Record], delimiter: str, *, backslash_escapes: bool) -> Dialect:
    """Find the header below whatever stands above it, and the byte at which the data begin."""
    _, width = _score(records)
    header = _find_header(records, width)
    has_header = not _holds_data(header)
    cells = header.fields if has_header else ()
    if len(cells) == width - 1 and _are_numbered(records, header, width):
        cells = ("", *cells)  # R gives its row numbers a column and no name
    cells = (*cells, *[""] * (width - len(cells)))
    end_line = header.end_line if has_header else _line_before(records, header)
    return Dialect(
        delimiter=delimiter,
        columns=_distinct_names(cells),
        first_row=header.number + (1 if has_header else 0),
        first_byte=_byte_after_line(sample, end_line),
        backslash_escapes=backslash_escapes,
        has_header=has_header,
        header=cells,
    )


def _find_header(records: Sequence[Record], width: int) -> Record:
    """Return the first row that is as full as the others, or the one above it that names the columns."""
    rows = [record for record in records if len(record.fields) == width]
    filled = median(sum(map(bool, record.fields)) for record in rows)
    used = max((index for record in rows for index, cell in enumerate(record.fields, start=1) if cell), default=0)
    found = next(
        record
        for record in (*records, rows[0])
        if used <= len(record.fields) <= width and sum(map(bool, record.fields)) >= 0.5 * filled
    )
    above = next((record for record in reversed(records) if record.number < found.number), None)
    if above is not None and _names_columns(above, found, width, is_numbered=_are_numbered(records, above, width)):
        return above
    below = [record for record in records if record.number > found.number and any(record.fields)]
    return below[0] if _groups_columns(found, below) else found


def _holds_data(record: Record) -> bool:
    """Say whether a row holds times, links or long numbers, which no header does."""
    return any(DATA_CELL.match(cell.strip()) for cell in record.fields)


def _names_columns(above: Record, found: Record, width: int, *, is_numbered: bool) -> bool:
    """Say whether a row that is too short or too empty is the header of the data right below it."""
    named = sum(map(bool, above.fields))
    if named < 2 or not width - 1 <= len(above.fields) <= width or _holds_data(above):
        return False
    return _holds_data(found) or (is_numbered and named == width - 1)


def _are_numbered(records: Sequence[Record], header: Record, width: int) -> bool:
    """Say whether the rows below a header begin with 1, 2, 3 and use their last column."""
    below = [record.fields for record in records if record.number > header.number and len(record.fields) == width]
    numbers = [fields[0] for fields in below]
    return any(fields[-1] for fields in below) and numbers == [str(number) for number in range(1, len(below) + 1)]


def _groups_columns(found: Record, below: Sequence[Record]) -> bool:
    """Say whether a row holds repeated titles over groups of columns, and the row below it, above the data, names."""
    titles = [cell for cell in found.fields if cell]
    if len(below) < 2 or len(set(titles)) == len(titles):
        return False
    names = below[0].fields
    return (
        len(set(names)) == len(names) >= len(found.fields)
        and all(names)
        and not _holds_data(found)
        and not _holds_data(below[0])
        and all(_holds_data(record) for record in below[1:])
    )


def _line_before(records: Sequence[Record], record: Record) -> int:
    """Return the physical line that ends just before a record."""
    before = [other.end_line for other in records if other.number < record.number]
    return before[-1] if before else 0


def _byte_after_line(sample: str, line: int) -> int:
    """Return where the line after this one begins, in bytes, a byte order mark included."""
    stream = io.StringIO(sample, newline="")
    size = sum(len(next(stream).encode("utf-8")) for _ in range(line))
    has_mark = sample.startswith("\ufeff")
    return 3 if has_mark and size == 0 else size


def _distinct_names(names: Sequence[str]) -> tuple[str, ...]:
    """Name every column: nameless ones by position, repeated ones by number."""
    seen: Counter[str] = Counter()
    distinct: dict[str, None] = {}
    for position, written in enumerate(names, start=1):
        name = " ".join(written.strip().strip("\ufeff\x00").split()) or f"column_{position}"
        seen[name] += 1
        numbered = name if seen[name] == 1 else f"{name}_{seen[name]}"
        while numbered in distinct:
            seen[name] += 1
            numbered = f"{name}_{seen[name]}"
        distinct[numbered] = None
    return tuple(distinct)


@contextmanager
def large_fields() -> Iterator[None]:
    """Let the csv module read fields of up to 16 MiB; its limit belongs to the whole process, so it is put back."""
    before = csv.field_size_limit(LARGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)
