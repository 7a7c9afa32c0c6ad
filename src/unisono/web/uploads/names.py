"""Names of files as strangers give them, made into names that can do nothing on a disk."""

import unicodedata
from collections.abc import Collection

from unisono.model.hidden_characters import without_hidden

LONGEST_STEM = 60
LONGEST_ENDINGS = 20
LONGEST_SHOWN = 200
UNNAMED = "file"

_also = frozenset("._- ()+")
_taken_on_windows = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}


def shown_name(given: str) -> str:
    """Return a name to show: what was given, its folders and hidden characters left out."""
    return _seen(given)[:LONGEST_SHOWN] or UNNAMED


def _seen(given: str) -> str:
    last = given.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in without_hidden(last))
    return seen.strip()


def disk_name(given: str, taken: Collection[str] = ()) -> str:
    """Return a name for the disk: letters of any script, digits and few signs; it cannot leave its folder.

    Endings stay, since formats are told by them. Names that differ only in case count as taken.

    >>> disk_name("../../etc/passwd"), disk_name("<b>post</b>.csv"), disk_name("CON.txt"), disk_name("a.csv", ["A.csv"])
    ('passwd', 'b_.csv', '_CON.txt', 'a-2.csv')
    """
    plain = unicodedata.normalize("NFC", _seen(given))
    plain = "".join(letter if _can_stand(letter) else "_" for letter in plain).strip(". ")
    stem, dot, endings = plain.partition(".")
    if len(stem) > LONGEST_STEM or len(endings) > LONGEST_ENDINGS:
        stem, dot, endings = plain.rpartition(".") if "." in plain else (plain, "", "")
        stem, endings = stem[:LONGEST_STEM].strip(". "), endings[:LONGEST_ENDINGS]
    if stem.casefold() in _taken_on_windows:
        stem = f"_{stem}"
    stem = stem or UNNAMED
    known = {name.casefold() for name in taken}
    name, number = f"{stem}{dot}{endings}", 2
    while name.casefold() in known:
        name, number = f"{stem}-{number}{dot}{endings}", number + 1
    return name


def _can_stand(letter: str) -> bool:
    """Say whether a character may be part of a name: vowel signs too, which many scripts are spelled with."""
    return letter.isalnum() or letter in _also or unicodedata.category(letter) in ("Mn", "Mc")
