"""Posts of those who were taken out of a case on request stay out of what is watched, too, with their raw lines."""

from dataclasses import dataclass, replace
from pathlib import Path

from unisono.cases.suppressed import suppressed_in, without_suppressed
from unisono.watch.keeping.pieces import Piece, rows_of


@dataclass(frozen=True)
class Suppressing:
    """Takes out of each piece what a case was asked not to keep; nobody can ask while it is being watched."""

    case: Path
    digests: frozenset[str] = frozenset()

    @classmethod
    def of(cls, case: Path) -> "Suppressing":
        """Return what a case has been asked for so far."""
        return cls(case, suppressed_in(case))

    def leave_out(self, piece: Piece) -> Piece:
        """Return the piece without them; their lines become empty, so that the others keep their places."""
        if not self.digests:
            return piece
        kept = without_suppressed(piece.batch, self.case, self.digests)
        gone = rows_of(piece.batch) - rows_of(kept)
        if not gone:
            return replace(piece, batch=kept)
        first = 1 if piece.header is None else 2
        lines = [b"" if row in gone else line for row, line in enumerate(piece.lines, start=first)]
        return replace(piece, lines=lines, batch=kept)
