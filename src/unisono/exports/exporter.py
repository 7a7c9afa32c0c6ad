"""How an export is declared: what `--to` calls it, what it needs, and the function that writes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from unisono.cases import Case, Run


@dataclass(frozen=True)
class ExportSettings:
    """What the user said about an export."""

    layer: str = "repost"  # which traces an export of traces holds
    raw: bool = False  # tables for machines, without the guard against formulas


@dataclass(frozen=True)
class Exporter:
    """One kind of export. It gives the files to write as (name, bytes in pieces); a folder where there are several."""

    name: str
    title: str
    suffix: str  # of the file where the user names none; "" is a folder
    needs_run: bool
    write: Callable[[Case, Run | None, ExportSettings], Iterator["ExportedFile"]]


@dataclass(frozen=True)
class ExportedFile:
    """One file of an export: its name inside a folder, its content and how many rows it holds."""

    name: str
    content: bytes
    rows: int
