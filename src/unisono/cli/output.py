"""How every command speaks: JSON lines or tables on stdout, talk and progress on stderr, nothing raw from the data."""

import math
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unisono.model.doing import say_who
from unisono.model.json_text import json_line
from unisono.model.times import time_text

if TYPE_CHECKING:
    from rich.console import Console

CaseArgument = Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, and nothing else, on stdout.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Say nothing on stderr but errors.")]
ReferenceOption = Annotated[
    Path | None, typer.Option("--reference", metavar="FILE", help="Compare with this file of unisono reference build.")
]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="NAME", callback=lambda name: _name_who(name), help="Who does it, for the log of the case."
    ),
]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace files that are there already.")]

WIDTH_IN_PIPE = 160
WIDEST_IN_PIPE = 100_000
LONGEST_WHOLE = 48
"""Words up to this length, such as ids, are never broken in a pipe; longer ones, such as addresses, are."""

CELLS_BETWEEN = 3

# Controls, line separators, lone surrogates and marks that reorder or hide text; the joiners stay: scripts need them.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


@dataclass(frozen=True)
class Output:
    """What one call of a command prints, and how."""

    as_json: bool = False
    quiet: bool = False

    def rows(
        self,
        rows: Iterable[Mapping[str, object]],
        columns: Sequence[str],
        *,
        none: str = "Nothing found.",
        shown: int = 500,
        right: Sequence[str] = (),
    ) -> None:
        """Print whole rows as JSON lines, or the columns of the first `shown` rows as a table.

        right: columns of words that stand to the right, as numbers do; they are not broken.
        """
        if self.as_json:
            for row in rows:
                self.json(row)
            return
        remaining = iter(rows)
        first = list(islice(remaining, shown))
        if not first:
            self.text(none)
            return
        _print_table(first, columns, right)
        left = sum(1 for _ in remaining)
        if left:
            self.say(f"{shown:,} of {shown + left:,} rows shown. All of them: --json")

    def line(self, row: Mapping[str, object], sentence: str) -> None:
        """Print one JSON object, or the sentence which says the same."""
        self.json(row)
        self.text(sentence)

    def json(self, row: Mapping[str, object]) -> None:
        """Print one object with --json, nothing without."""
        if self.as_json:
            sys.stdout.write(json_line(row) + "\n")

    def text(self, sentence: str) -> None:
        """Print lines on stdout without --json, nothing with it."""
        if not self.as_json:
            sys.stdout.write("\n".join(visible(line) for line in sentence.split("\n")) + "\n")

    def say(self, sentence: str) -> None:
        """Talk to the user on stderr, unless --quiet."""
        if not self.quiet:
            sys.stderr.write("\n".join(visible(line) for line in sentence.split("\n")) + "\n")

    @contextmanager
    def steps(self, what: str) -> Iterator[Callable[[str, int, int], None]]:
        """Draw a bar of steps on stderr, on a terminal only; yield what hears the name, number and total of each."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda _name, _number, _of: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
        from rich.table import Column

        # Where a line is too short for all, the end of what is said is cut and nothing else.
        whole, cut = Column(no_wrap=True, min_width=7), Column(no_wrap=True, overflow="ellipsis", ratio=1)
        looks = (
            BarColumn(12, table_column=Column(no_wrap=True, min_width=12)),
            MofNCompleteColumn(table_column=whole),
            TimeElapsedColumn(table_column=whole.copy()),
            TextColumn("{task.description}", markup=False, table_column=cut),
        )
        with Progress(*looks, console=Console(file=sys.stderr), transient=True, expand=True) as bar:
            task = bar.add_task(visible(what))
            yield lambda name, number, of: bar.update(task, description=visible(name), completed=number - 1, total=of)

    @contextmanager
    def progress(self, what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """Draw a bar with counts and rate on stderr, on a terminal only; yield the function that advances it."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda _steps: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
        from rich.text import Text

        class Counts(ProgressColumn):
            """Counts and rate: 40,000 of 1,200,000, 90,000/s."""

            def render(self, task: object) -> Text:
                """Return the counts of a task."""
                done, of, speed = (getattr(task, name) for name in ("completed", "total", "speed"))
                counts = f"{done:,.0f}" + (f" of {of:,.0f}" if of else "")
                return Text(counts + (f", {speed:,.0f}/s" if speed else ""))

        looks = (TextColumn("{task.description}:", markup=False), BarColumn(), Counts(), TimeRemainingColumn())
        with Progress(*looks, console=Console(file=sys.stderr), transient=True) as bar:
            task = bar.add_task(visible(what), total=total)
            yield lambda steps: bar.advance(task, steps)


def _name_who(name: str | None) -> str | None:
    """Let the log of the case know who is at work."""
    if name is not None:
        say_who(name)
    return name


def visible(text: str) -> str:
    """Return one line of text that a terminal cannot mistake for commands: `<U+202E>` for what would act or hide.

    >>> visible("\\x1b[31mred")
    '<U+001B>[31mred'
    """
    return _UNSAFE.sub(_named, text)


def _named(match: re.Match[str]) -> str:
    """Name one unsafe character; line breaks and tabs read as a space."""
    character = match.group()
    return " " if character in "\n\r\t" else f"<U+{ord(character):04X}>"


def _print_table(rows: Sequence[Mapping[str, object]], columns: Sequence[str], right: Sequence[str] = ()) -> None:
    """Print a table: numbers to the right, as wide as the terminal; in a pipe as wide as COLUMNS says, else 160 cells.

    In a pipe nothing is cut: long cells go on in the next line, but ids and other single words stay whole, and the
    table is wider than asked for where they need it. A terminal that is too narrow for whole words has each row as a
    list of what its columns say. Widths are those of terminal cells, two for a Chinese sign.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    piped = not sys.stdout.isatty()
    titles = {name: name.replace("_", " ") for name in columns}
    cells = {name: [cell_text(row.get(name)) for row in rows] for name in columns}
    least = [_least_width([titles[name], *cells[name]]) for name in columns]
    needed = sum(least) + CELLS_BETWEEN * len(columns)
    console = Console(file=sys.stdout, highlight=False, width=max(_piped_width(), needed) if piped else None)
    if not piped and needed > console.width:
        _print_lists(console, [{titles[name]: cells[name][place] for name in columns} for place in range(len(rows))])
        return
    longest = [_longest_line([titles[name], *cells[name]]) for name in columns]
    widths = _shared_out(console.width - CELLS_BETWEEN * len(columns), least, longest)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, width in zip(columns, widths, strict=True):
        numbers = name in right or any(_is_number(row.get(name)) for row in rows)
        table.add_column(
            titles[name],
            justify="right" if numbers else "left",
            no_wrap=numbers,
            overflow="fold" if piped else "ellipsis",
            width=width,
        )
    for place in range(len(rows)):
        table.add_row(*(Text(cells[name][place]) for name in columns))
    console.print(table)


def _print_lists(console: "Console", rows: Iterable[Mapping[str, str]]) -> None:
    """Print each row as a list of titles and cells, a line between two of them; cells that say nothing are left out."""
    from rich.text import Text

    for row in rows:
        line = Text()
        for title, cell in row.items():
            if cell:
                line.append(" · " if line else "").append(title, style="bold").append(f" {cell}")
        console.print()
        console.print(line, overflow="fold")


def _piped_width() -> int:
    """Return how many cells a table in a pipe may be wide: COLUMNS where that is a number, else 160."""
    told = os.environ.get("COLUMNS", "")
    return int(told) if told.isdecimal() and 0 < int(told) <= WIDEST_IN_PIPE else WIDTH_IN_PIPE


def _least_width(cells: Sequence[str]) -> int:
    """Return the cells of a terminal that the longest word needs, of words that are not too long to stay whole."""
    from rich.cells import cell_len

    longest = (cell_len(word) for cell in cells for word in cell.split())
    return max((length for length in longest if length <= LONGEST_WHOLE), default=1)


def _longest_line(cells: Sequence[str]) -> int:
    """Return the cells of a terminal that the longest text needs in one line."""
    from rich.cells import cell_len

    return max(map(cell_len, cells))


def _shared_out(room: int, least: Sequence[int], longest: Sequence[int]) -> list[int]:
    """Return a width for each column: its least, and an even share of the room that is left, as far as it needs it."""
    widths, left = list(least), room - sum(least)
    by_need = sorted(range(len(widths)), key=lambda column: longest[column] - least[column])
    for place, column in enumerate(by_need):
        more = max(0, min(longest[column] - least[column], left // (len(by_need) - place)))
        widths[column] += more
        left -= more
    return widths


def _is_number(value: object) -> bool:
    """Say whether a value reads as a number (true and false do not)."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def cell_text(value: object) -> str:
    """Return how a table shows a value.

    >>> cell_text(1234567), cell_text(0.00001234), cell_text(None), cell_text(True), cell_text(["a", "b"])
    ('1,234,567', '1.2e-05', '', 'yes', 'a, b')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return time_text(value.replace(microsecond=0))
    if isinstance(value, float | Decimal):
        return _decimal_text(float(value))
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(cell_text(part) for part in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{visible(str(name))} {cell_text(part)}" for name, part in value.items())
    return visible(str(value))


def _decimal_text(number: float) -> str:
    """Return a decimal as people read it: few digits, and powers of ten only where it is very small."""
    if math.isnan(number):
        return ""
    if number == 0 or math.isinf(number):
        return f"{number:g}"
    if abs(number) < 0.001:
        return f"{number:.1e}"
    return f"{number:,.3f}" if abs(number) < 10 else f"{number:,.1f}"
