"""The last row of a table whose file breaks off: it may end inside a word or an id, and is left out."""

import os
from dataclasses import replace
from pathlib import Path

from unisono.importers.problems import EARLY_END, Problem, shorten

PIECE = 1 << 16


def leave_out_cut_row(file: Path, sample: str, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Cut a scratch file behind its last whole line where its archive broke off, and tell in the problem what went.

    Records of JSON say themselves whether they are whole; a line of a table does not.
    """
    ends_early = any(problem.code == EARLY_END for problem in problems)
    if not ends_early or sample.lstrip()[:1] in ("{", "["):
        return problems
    whole = _end_of_last_line(file)
    with file.open("rb") as opened:
        opened.seek(whole)
        cut = opened.read(PIECE)
    if not whole or not cut:
        return problems
    os.truncate(file, whole)
    told = f"the last row is cut off and left out: {shorten(cut.decode(errors='replace'))}"
    return tuple(
        replace(problem, example=f"{problem.example}; {told}") if problem.code == EARLY_END else problem
        for problem in problems
    )


def _end_of_last_line(file: Path) -> int:
    """Return where the last line that has an end ends; 0 where none has."""
    with file.open("rb") as opened:
        place = opened.seek(0, os.SEEK_END)
        while place:
            start = max(0, place - PIECE)
            opened.seek(start)
            piece = opened.read(place - start)
            found = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
            if found >= 0:
                return start + found + 1
            place = start
    return 0
