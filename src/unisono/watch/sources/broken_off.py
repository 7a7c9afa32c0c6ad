"""How a connection breaks off, and whether another try makes sense."""

from unisono.model.errors import UsageError


class ConnectionLostError(Exception):
    """The connection is gone, or could not be made this time; the message says why, in words for people."""


class ClosedByServerError(ConnectionLostError):
    """The server has closed the stream in good order."""


class RefusedError(UsageError):
    """The server will not give this stream however often it is asked; the message says what to type next."""


class RejectedError(RefusedError):
    """The server does not accept what it was asked for (HTTP 400): it names the fault and says more of it."""

    def __init__(self, message: str, fault: str) -> None:
        super().__init__(message)
        self.fault = fault
