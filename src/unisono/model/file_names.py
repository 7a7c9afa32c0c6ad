"""File names whose bytes are no UTF-8: how tables and documents write them, and the way back to the file."""

import os
import re
from pathlib import Path

_WRITTEN = re.compile(r"\\udc([89a-f][0-9a-f])")


def written_name(name: str | Path) -> str:
    r"""Return a name as text that any table takes: a byte that is no UTF-8 is written as its escape.

    >>> written_name("caf\udce9.jpg")
    'caf\\udce9.jpg'
    """
    return str(name).encode("utf-8", "backslashreplace").decode()


def named_path(written: str | Path) -> Path:
    """Return the path that was written so; where a file bears the escape itself as its name, that one."""
    path = Path(written)
    if os.path.lexists(path) or not _WRITTEN.search(str(written)):
        return path
    return Path(_WRITTEN.sub(lambda found: chr(0xDC00 + int(found.group(1), 16)), str(written)))
