"""How an export is declared: what `--to` calls it, what it needs, and the function that says which files it has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from shlex import quote
from typing import BinaryIO

from unisono.cases import Case, Run
from unisono.model.errors import UsageError

INTERNAL, PEER, PUBLIC = "internal", "peer", "public"


@dataclass(frozen=True)
class ExportSettings:
    """What the user said about an export; empty is the export's own default.

    profile: who reads it. form: which dialect of the format it has.
    """

    layer: str = "repost"  # which traces an export of traces holds
    raw: bool = False  # tables for machines, without the guard against formulas
    profile: str = INTERNAL
    form: str = ""


@dataclass(frozen=True)
class ExportedFile:
    """One file of an export: its name inside a folder, and how it is written.

    write: puts the content into an open file, piece by piece, and returns how many rows it holds. It may be called
    again, and writes the same bytes.
    """

    name: str
    write: Callable[[BinaryIO], int]


@dataclass(frozen=True)
class Exporter:
    """One kind of export.

    profiles: who may be meant to read it, the default first. forms: dialects of the format, the default first. extra:
    the optional library that it needs, as in `pip install 'unisono[EXTRA]'`.
    """

    name: str
    title: str
    suffix: str  # of the file where the user names none; "" is a folder
    needs_run: bool
    write: Callable[[Case, Run | None, ExportSettings], Iterator[ExportedFile]]
    profiles: tuple[str, ...] = (INTERNAL, PEER, PUBLIC)
    forms: tuple[str, ...] = ()
    extra: str = ""

    def settings(self, *, layer: str = "repost", raw: bool = False, profile: str = "") -> ExportSettings:
        """Return the settings of this export; raises UsageError for a profile that it does not have.

        profile: who reads it and which dialect it has, each at most once, separated by a comma: `public,opencti`.
        """
        readers: list[str] = []
        forms: list[str] = []
        for word in [part.strip() for part in profile.split(",") if part.strip()]:
            if word not in self.profiles and word not in self.forms:
                known = ", ".join((*self.profiles, *self.forms))
                raise UsageError(f"An export to {self.name} has no profile {word!r}. Profiles: {known}.")
            (forms if word in self.forms else readers).append(word)
        if len(set(readers)) > 1 or len(set(forms)) > 1:
            raise UsageError(f"--profile {profile} names two that exclude each other. Name one of them.")
        return ExportSettings(
            layer=layer,
            raw=raw,
            profile=readers[0] if readers else self.profiles[0],
            form=forms[0] if forms else next(iter(self.forms), ""),
        )

    def files(self, case: Case, run: Run | None, settings: ExportSettings) -> list[ExportedFile]:
        """Return the files of an export without writing them; raises UsageError where the case has no scan to tell."""
        if self.needs_run and run is None:
            raise UsageError(f"{case.path} has no scan to export. Try: unisono scan {quote(str(case.path))}")
        return list(self.write(case, run, settings))


def in_bytes(name: str, content: bytes, rows: int) -> ExportedFile:
    """Return a file whose content is small and known already."""

    def write(stream: BinaryIO) -> int:
        stream.write(content)
        return rows

    return ExportedFile(name, write)
