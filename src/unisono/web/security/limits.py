"""How much a browser may send: what is over the limit is refused as soon as that is known, and read no further."""

from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unisono.web.security.guard import READING

MOST_OF_A_FORM = 2 << 20
MOST_UPLOADED = 20 << 30
UPLOADS = "/uploads"
"""The address that takes files ends so; all others take forms."""

PACKS = f"/seal{UPLOADS}"
"""The address that takes a pack to be checked."""


@dataclass(frozen=True)
class Limits:
    """Counts what a request brings, by its header and as it comes in; over the limit it is refused with 413."""

    app: ASGIApp
    most_uploaded: int = MOST_UPLOADED

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request whose body cannot grow over the limit."""
        if scope["type"] != "http" or scope["method"] in READING:
            await self.app(scope, receive, send)
            return
        await self.app(scope, self._counted(scope, receive), send)

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        most = self.most_uploaded if scope["path"].endswith(UPLOADS) else MOST_OF_A_FORM
        told = Headers(scope=scope).get("content-length", "")
        taken = int(told) if told.isascii() and told.isdigit() and len(told) < 20 else 0
        read = 0

        async def receive_counted() -> Message:
            nonlocal read
            if taken > most:
                raise _too_large(most)
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise _too_large(most)
            return message

        return receive_counted


def _too_large(most: int) -> HTTPException:
    told = f"That is more than this workbench takes at once ({size_text(most)})."
    advice = "Name the place of the file on this machine instead, or open the workbench with a larger --most-upload."
    # What is left of the request is not read: the connection ends with the answer.
    return HTTPException(413, f"{told} {advice}", {"connection": "close"})


def size_text(size: int) -> str:
    """Return a number of bytes as people read it.

    >>> size_text(2 << 20), size_text(20 << 30), size_text(999), size_text(1_500_000)
    ('2 MiB', '20 GiB', '999 bytes', '1.4 MiB')
    """
    if size < 1024:
        return f"{size:,} bytes"
    value, units = float(size), iter(("KiB", "MiB", "GiB", "TiB"))
    unit = "bytes"
    while value >= 1024 and (larger := next(units, None)) is not None:
        value, unit = value / 1024, larger
    return f"{value:,.1f}".removesuffix(".0") + f" {unit}"


def read_size(written: str) -> int:
    """Return the bytes of a size such as 20GiB, 500 MB or 1048576; raises ValueError for anything else.

    >>> read_size("20GiB") == 20 << 30, read_size("500 mb"), read_size("12")
    (True, 500000000, 12)
    """
    units = {"": 1, "b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12}
    units |= {"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40}
    plain = written.strip().casefold()
    digits = plain.rstrip("bikmgt ")
    if not (digits.isascii() and digits.isdigit()) or plain[len(digits) :].strip() not in units:
        raise ValueError(f"{written} is no size")
    return int(digits) * units[plain[len(digits) :].strip()]
