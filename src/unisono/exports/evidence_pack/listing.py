r"""The manifest of a pack: one line `sha256  name` a file, as sha256sum reads it, sorted by the bytes of the names.

A name with a backslash or a line break is written as sha256sum does: a backslash before the line, `\\` and `\n` in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from unisono.exports.evidence_pack.layout import Head, read_head

_LINE = re.compile(r"(\\?)([0-9a-f]{64})  (.+)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)


@dataclass(frozen=True)
class Listing:
    """What a manifest lists: the SHA-256 of each name, its head where that can be read, and what is wrong with it."""

    files: Mapping[str, str] = field(default_factory=dict)
    head: Head | None = None
    problems: tuple[str, ...] = ()


def manifest_text(files: Mapping[str, str], head: Head) -> bytes:
    """Return the manifest of these files."""
    listed = [listing_line(files[name], name) for name in sorted(files, key=str.encode)]
    return "".join(f"{line}\n" for line in [*head.lines(), *listed]).encode()


def listing_line(sha256: str, name: str) -> str:
    r"""Return one line, such as sha256sum prints.

    >>> listing_line("ab", "a\nb")
    '\\ab  a\\nb'
    """
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n")
    return f"{chr(92) if escaped != name else ''}{sha256}  {escaped}"


def read_listing(content: bytes) -> Listing:
    """Return what a manifest lists; anything that is not as it was written is a problem."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return Listing(problems=("it is no UTF-8",))
    problems = [] if text.endswith("\n") else ["its last line has no end"]
    lines = text.removesuffix("\n").split("\n")
    comments = [line for line in lines if line.startswith("#")]
    head = read_head(comments) if lines[: len(comments)] == comments else None
    if head is None:
        problems.append("its first lines are not those of an evidence pack")
    files: dict[str, str] = {}
    order = []
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            continue
        read = _read(line)
        if read is None:
            problems.append(f"line {number} is no line of a manifest")
            continue
        sha256, name = read
        if name in files:
            problems.append(f"line {number} lists {name} again")
        files[name] = sha256
        order.append(name)
    if order != sorted(order, key=str.encode):
        problems.append("its lines are not in their order")
    return Listing(files, head, tuple(problems))


def _read(line: str) -> tuple[str, str] | None:
    """Return hash and name of a line; None where it is none."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    mark, sha256, written = found.groups()
    name = written
    if mark:
        if any(letter not in ("\\", "n") for letter in _ESCAPE.findall(written)):
            return None
        name = _ESCAPE.sub(lambda escape: "\n" if escape[1] == "n" else "\\", written)
    return (sha256, name) if listing_line(sha256, name) == line else None
