"""What the bytes of a text tell while they pass: whether there are NUL bytes, and where what is no ASCII begins."""

from dataclasses import dataclass


@dataclass
class SeenBytes:
    """What has been seen of a text so far."""

    has_nul: bool = False
    beyond_ascii: int = -1  # the place of the first byte beyond ASCII; -1 where there is none
    taken: int = 0

    def take(self, piece: bytes) -> None:
        """Look at the next piece."""
        self.has_nul = self.has_nul or b"\x00" in piece
        if self.beyond_ascii < 0 and not piece.isascii():
            self.beyond_ascii = self.taken + next(index for index, byte in enumerate(piece) if byte > 127)
        self.taken += len(piece)
