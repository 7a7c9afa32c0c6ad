"""The token in the address that `serve` prints, and the cookies of the browsers that showed it."""

import secrets
from dataclasses import dataclass, field

TOKEN_BYTES = 32
MOST_SESSIONS = 100
"""Browsers signed in at once; the one that signed in first makes room."""


@dataclass(frozen=True)
class Sessions:
    """Signs browsers in by the token; each gets a name of its own, so the cookie never holds the token."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES), repr=False)
    names: dict[str, None] = field(default_factory=dict, repr=False)

    def sign_in(self, token: str) -> str | None:
        """Return the name of a new session, or null where the token is another one."""
        if not secrets.compare_digest(token.encode(), self.token.encode()):
            return None
        name = secrets.token_urlsafe(TOKEN_BYTES)
        while len(self.names) >= MOST_SESSIONS:
            del self.names[next(iter(self.names))]
        self.names[name] = None
        return name

    def knows(self, name: str | None) -> bool:
        """Say whether a browser is signed in."""
        return name is not None and name in self.names

    def sign_out(self, name: str | None) -> None:
        """End a browser's session."""
        if name is not None:
            self.names.pop(name, None)
