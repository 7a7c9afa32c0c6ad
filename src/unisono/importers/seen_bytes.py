"""What the bytes of a text tell while they pass: NUL bytes, where what is no ASCII begins, and where lines end."""

from dataclasses import dataclass, field
from pathlib import Path

from unisono.engine.json_lines import Span, Spans

SPANS = "spans of its lines"
"""What a source has noticed under this name: of which file, and where its lines can be cut, if they begin as JSON."""


@dataclass
class SeenBytes:
    """What has been seen of a text so far."""

    has_nul: bool = False
    beyond_ascii: int = -1  # the place of the first byte beyond ASCII; -1 where there is none
    taken: int = 0
    is_json: bool = False
    _cutting: Spans = field(default_factory=Spans)
    _spans: list[Span] = field(default_factory=list)

    def take(self, piece: bytes) -> None:
        """Look at the next piece."""
        if not self.taken:
            self.is_json = piece.lstrip().startswith(b"{")
        self.has_nul = self.has_nul or b"\x00" in piece
        if self.beyond_ascii < 0 and not piece.isascii():
            self.beyond_ascii = self.taken + next(index for index, byte in enumerate(piece) if byte > 127)
        if self.is_json:
            self._spans += self._cutting.take(piece)
        self.taken += len(piece)

    def noticed(self, path: Path) -> dict[str, tuple[Path, tuple[Span, ...]]]:
        """Return what the readers of the text, which is this file, can use once all of it has passed."""
        self._spans += self._cutting.rest()
        return {SPANS: (path, tuple(self._spans))} if self.is_json else {}
