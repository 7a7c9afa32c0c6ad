"""How a connection breaks off, and whether another try makes sense."""

from unisono.model.errors import UsageError


class ConnectionLostError(Exception):
    """The connection is gone, or could not be made this time; the message says why, in words for people."""


class ClosedByServerError(ConnectionLostError):
    """The server has closed the stream in good order."""


class RefusedError(UsageError):
    """The server will not give this stream however often it is asked; the message says what to type next."""


class CursorTooOldError(Exception):
    """The server has forgotten what came after the cursor; `at` is the cursor's time where it tells one."""

    def __init__(self, reason: str, at: float | None) -> None:
        super().__init__(reason)
        self.at = at
