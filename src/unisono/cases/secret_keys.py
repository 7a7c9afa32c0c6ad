"""Secrets of a case: 32 random bytes in a file that its owner alone can read, made when they are first asked for."""

import os
import secrets
from pathlib import Path

from unisono.model.errors import UsageError

BYTES = 32


def kept_key(file: Path, what: str, advice: str) -> bytes:
    """Return the key in a file, creating it with mode 0600 where there is none.

    what, advice: how the error calls a key that is damaged, and what it says to do. Raises UsageError for that.
    """
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_key(file, what, advice)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(secrets.token_hex(BYTES) + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    return _read_key(file, what, advice)


def _read_key(file: Path, what: str, advice: str) -> bytes:
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    if len(key) < BYTES:
        raise UsageError(f"{file} does not hold {what} (64 hexadecimal digits). {advice}")
    return key
