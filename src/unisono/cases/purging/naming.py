"""Where people who were taken out of a case are still named: in which of its files, and in how many lines of chains."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from unisono.cases.custody.entry import FILE as LOG
from unisono.cases.exported import FILE as EXPORTED

UNREADABLE = (".parquet", ".zst")
CHAINS = (LOG, EXPORTED)
"""Files whose lines are bound to each other: none can be changed or taken out."""

SHORTEST = 4
"""Letters from which on a handle or id is looked for by itself: what is shorter is found in any text."""

_escaped = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_ends = ".,:;!?/"


def still_naming(case: Path, names: Sequence[str], keys: Sequence[str] = ()) -> list[str]:
    """Return the readable files of a case in which somebody is still named, such as lists that people made.

    names: handles and bare ids. keys: accounts and posts as `platform:id`. Chains are left out: see `lines_naming`.
    """
    short = [re.escape(name.lstrip("@")) for name in names if len(name.lstrip("@")) < SHORTEST and not name.isdecimal()]
    listed = [f'"{name}"(?!\\s*:)' for name in short if name]
    names_them = _finder(names, keys, listed)
    files = (path for path in sorted(case.rglob("*")) if path.is_file() and path.suffix not in UNREADABLE)
    found = (str(path.relative_to(case)) for path in files if names_them(path.read_bytes()))
    return [name for name in found if name not in CHAINS]


def lines_naming(case: Path, names: Sequence[str], keys: Sequence[str] = ()) -> dict[str, int]:
    """Return for each chain of a case that still names somebody in how many lines it does."""
    names_them = _finder(names, keys)
    files = [case / name for name in CHAINS if (case / name).is_file()]
    counts = {file.name: sum(map(names_them, file.read_bytes().split(b"\n"))) for file in files}
    return {name: count for name, count in counts.items() if count}


def _finder(names: Sequence[str], keys: Sequence[str], more: Sequence[str] = ()) -> Callable[[bytes], bool]:
    """Return what says of content whether one of them is named in it, as a whole word and in any case of letters.

    more: further patterns, such as of short handles that stand in a list by themselves.
    """
    bare = {name.lstrip("@") for name in names} - {""}
    words = [re.escape(name) for name in bare if len(name) >= SHORTEST]
    words += [f"[@＠]{re.escape(name)}" for name in bare if len(name) < SHORTEST and not name.isdecimal()]
    words += more
    by_word = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words))})(?!\w)", re.IGNORECASE) if words else None
    folded = {key.casefold() for key in keys}
    platforms = sorted({re.escape(key.partition(":")[0]) for key in folded})
    by_key = re.compile(rf"(?<!\w)(?:{'|'.join(platforms)}):[^\s\"'<>,;)\]}}\\]+") if platforms else None

    def names_them(content: bytes) -> bool:
        text = _unescaped(content.decode("utf-8", "replace"))
        if by_word is not None and by_word.search(text):
            return True
        found = by_key.findall(text.casefold()) if by_key is not None else ()
        return any(one in folded or one.rstrip(_ends) in folded for one in found)

    return names_them


def _unescaped(text: str) -> str:
    """Return text with what JSON writes as numbers as the letters that they stand for."""

    def letters(match: re.Match[str]) -> str:
        units = bytes.fromhex(match[0].replace("\\u", ""))
        return units.decode("utf-16-be", "replace")

    return _escaped.sub(letters, text)
