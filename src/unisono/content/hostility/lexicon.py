"""Lexicons of hostile phrases: those of this folder, one file a language, and those that users bring."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from unisono.content.hostility.phrases import PhraseError, phrase_pattern, required_words
from unisono.content.hostility.readings import fold_phrase
from unisono.content.hostility.scale import CONTEXTS, KINDS, LANGUAGES
from unisono.model.errors import DataRejectedError, UsageError

USUAL_SEVERITY = {
    "insult": 1,
    "slur": 2,
    "dehumanising": 2,
    "pile_on": 2,
    "harm_wish": 3,
    "veiled_threat": 3,
    "sexual_threat": 4,
    "threat": 4,
    "doxxing": 4,
}
"""What a phrase of a kind weighs where its line does not say."""

OFF = "off"
"""The kind of a line that switches phrases off; in plain lines a hyphen and a space before the phrase."""

MOST_BYTES = 5_000_000
_CODE = re.compile(r"[a-z]{2,3}")
_NAMED = re.compile(r"\{(\w+)\}\s*=\s*(.+)")
_HEADER = ("phrase", "language", "kind", "severity")


@dataclass(frozen=True)
class Entry:
    """One line: a phrase, its language (None: any), its kind (of KINDS or CONTEXTS) and its severity (0: a context)."""

    phrase: str
    language: str | None
    kind: str
    severity: int


@dataclass(frozen=True)
class Lexicon:
    """A file of phrases: what it adds, and the phrases that it switches off."""

    name: str
    entries: tuple[Entry, ...]
    off: tuple[str, ...] = ()

    @property
    def languages(self) -> frozenset[str]:
        """Return the languages that its hostile phrases are in."""
        return frozenset(entry.language for entry in self.entries if entry.language and entry.kind in KINDS)


def read_lexicon(path: Path) -> Lexicon:
    """Return the lexicon in a file: CSV with the columns phrase, language, kind and severity, or one phrase a line.

    Only the phrase is needed: without a language it counts in any, without a kind it is an insult, and without a
    severity it has that of its kind. A line `- phrase` (in CSV: kind `off`) switches a phrase off. Raises UsageError
    where the file is missing or a line cannot be used, with the line's number, and DataRejectedError where a severity
    is none or the file is no text in UTF-8.
    """
    if not path.is_file():
        raise UsageError(f"There is no file {path}. Give a CSV file with a column `phrase`, or one phrase a line.")
    content = path.read_bytes()
    if len(content) > MOST_BYTES:
        raise DataRejectedError(f"{path} is too large for a list of phrases ({len(content):,} bytes).")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataRejectedError(f"{path} is not in UTF-8 (byte {error.start:,}). Save it again as UTF-8.") from error
    return parse_lexicon(text, path.name)


def parse_lexicon(text: str, name: str, language: str | None = None, *, checked: bool = True) -> Lexicon:
    """Return the lexicon that a text holds, see read_lexicon; `language` is that of lines which name none.

    checked: whether to try every phrase; those of this folder are tried by a test instead, which saves seconds.
    """
    entries: list[Entry] = []
    off: list[str] = []
    for number, entry in _lines(text, name, language):
        if entry.kind == OFF:
            off.append(fold_phrase(entry.phrase))
        else:
            entries.append(_checked(entry, entries, f"{name}, line {number}") if checked else entry)
    if not entries and not off:
        raise UsageError(f"{name} holds no phrase. Write one a line, or a CSV file with a column `phrase`.")
    return Lexicon(name, tuple(entries), tuple(off))


@cache
def own_lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language in LANGUAGES; it is read once."""
    file = files("unisono.content.hostility") / "languages" / f"{language}.csv"
    return parse_lexicon(file.read_text(encoding="utf-8"), f"{language}.csv", language, checked=False)


@cache
def own_lexicons() -> tuple[Lexicon, ...]:
    """Return the lexicons of all languages."""
    return tuple(own_lexicon(language) for language in LANGUAGES)


def names_of(entries: list[Entry] | tuple[Entry, ...], language: str | None) -> dict[str, str]:
    """Return what the names of a language stand for in its phrases: `{you}` -> `you|u`."""
    found = (_NAMED.fullmatch(entry.phrase) for entry in entries if entry.kind == "name" and entry.language == language)
    return {fold_phrase(name[1]): name[2] for name in found if name}


def _lines(text: str, name: str, language: str | None) -> Iterator[tuple[int, Entry]]:
    first = next((line for line in text.splitlines() if line.strip() and not _is_comment(line)), "")
    mark = next((sign for sign in "\t;," if sign in first), ",")
    header = [cell.strip().lower() for cell in first.split(mark)]
    if "phrase" in header:
        yield from _rows(text, name, language, mark)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        phrase = line.strip()
        if not phrase or _is_comment(line):
            continue
        is_off = phrase.startswith("- ")
        yield number, _entry(phrase[2:] if is_off else phrase, language, OFF if is_off else "insult", "", "")


def _rows(text: str, name: str, language: str | None, mark: str) -> Iterator[tuple[int, Entry]]:
    header: list[str] | None = None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for cells in reader:
            row = [cell.strip() for cell in cells]
            if not any(row) or _is_comment(row[0]):
                continue
            if header is None:
                header = [cell.lower() for cell in row]
                _check_header(header, name)
                continue
            where = f"{name}, line {reader.line_num}"
            if len(row) > len(header):
                raise UsageError(
                    f"{where}: {len(row)} cells for {len(header)} columns. Put quotation marks around a phrase that "
                    f"holds {mark!r}."
                )
            cell = dict(zip(header, row, strict=False))
            phrase = cell.get("phrase", "")
            is_off = phrase.startswith("- ")
            kind = OFF if is_off else (cell.get("kind") or "insult").lower()
            given = cell.get("language") or language
            entry = _entry(phrase[2:] if is_off else phrase, given, kind, cell.get("severity", ""), where)
            yield reader.line_num, entry
    except csv.Error as error:
        raise UsageError(f"{name}, line {reader.line_num}, cannot be read as CSV: {error}.") from error


def _check_header(header: list[str], name: str) -> None:
    unknown = [cell for cell in header if cell not in _HEADER]
    if unknown:
        raise UsageError(
            f"{name} has a column {unknown[0]!r} that is not known. Columns are {', '.join(_HEADER)}; only `phrase` "
            "is needed."
        )


def _entry(phrase: str, language: str | None, kind: str, severity: str, where: str) -> Entry:
    if kind not in KINDS and kind not in CONTEXTS and kind != OFF:
        known = ", ".join((*KINDS, *CONTEXTS, OFF))
        raise UsageError(f"{where}: {kind!r} is no kind of phrase. Kinds are {known}.")
    usual = USUAL_SEVERITY.get(kind, 0)
    if severity and (severity not in ("1", "2", "3", "4") or not usual) and severity != str(usual):
        wanted = "1, 2, 3 or 4" if usual else f"empty for the kind {kind!r}"
        raise DataRejectedError(f"{where}: the severity is {severity!r}; it has to be {wanted}.")
    if language is not None:
        language = language.strip().lower()
        if language in ("", "any", "*"):
            language = None
        elif not _CODE.fullmatch(language):
            raise UsageError(f"{where}: {language!r} is no language code. Write two or three letters, such as es.")
    return Entry(phrase.strip(), language, kind, int(severity or usual))


def _checked(entry: Entry, before: list[Entry], where: str) -> Entry:
    """Return an entry whose phrase can be looked for; raises UsageError where it cannot."""
    try:
        names = names_of([*before, entry], entry.language)
        if entry.kind == "name":
            if not _NAMED.fullmatch(entry.phrase):
                raise PhraseError("a name is written {name} = first|second")
            entry_phrase = "{" + entry.phrase.partition("}")[0].strip("{ ") + "}"
            re.compile(phrase_pattern(entry_phrase, names, entry.language))
        else:
            re.compile(phrase_pattern(entry.phrase, names, entry.language))
            if entry.kind in KINDS:
                required_words(entry.phrase, names)
    except PhraseError as error:
        raise UsageError(f"{where}: {entry.phrase!r} cannot be looked for: {error}.") from error
    return entry


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("# ") or line.strip() == "#"
