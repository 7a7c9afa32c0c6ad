"""First-person claims in texts: I am a nurse, my husband is a veteran, I used to be a Democrat until."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from unisono.content.testimony.contradictions import MEN, WOMEN
from unisono.content.testimony.folding import fold_texts, fold_with_places
from unisono.content.testimony.phrasebook import LANGUAGES, LISTS, Frame, Phrasebook, phrasebook

CLAIMS: dict[str, pl.DataType] = {
    "row": pl.UInt32(),  # of the texts, from 0
    "kind": pl.String(),  # occupation, family, allegiance, lifelong, former, relative, age, origin, religion, veteran…
    "value": pl.String(),  # as said: lower case, without article
    "meaning": pl.String(),  # one word for one thing in every language; where there is none, the value without accents
    "language": pl.String(),
    "start": pl.UInt32(),  # characters of the text
    "end": pl.UInt32(),
    "words": pl.String(),  # the claim as it stands in the text
}

_QUOTES = re.compile('["“”„«»「」『』‟]')
_SINGLE_OPEN = re.compile(r"(?:^|[\s(:])['‘](?=\w)")
_SINGLE_CLOSED = re.compile(r"(?<=[\w.,!?])['’](?:$|[\s.,!?)])")
_SPEAKER = re.compile(r"@\w+\s?:\s*$")
_SIGNED = re.compile(r"\s[~—–]\s?[A-Z][\w.]*\s[A-Z]\w+")
_REPEATED = re.compile(r"^\s*(?:rt|mt|via)\s*@\w+|\b[rm]t\s+@?\w+\s?:", re.IGNORECASE)
_NAMED = re.compile(r"(?:^|\s)[@#]\w+$")
_GOES_ON = ",'(-/&"
_BEFORE = 40
_CLOSED = re.compile(r"\s*(?:$|[^\w\s'’-])")
_PRESENT = Frame("present", "")
_YOUNGEST = 13
_CASELESS = ("ar", "ja")
_NO_PLACES = ("a", "an", "the", "my", "our", "this")


@dataclass(frozen=True)
class _Text:
    row: int
    text: str
    folded: str
    places: list[int]


@dataclass(frozen=True)
class _Claim:
    kind: str
    value: str
    meaning: str
    language: str
    start: int
    end: int


def claims_in(texts: pl.Series, languages: pl.Series | None = None) -> pl.DataFrame:
    """Return the first-person claims in texts, in CLAIMS columns, by row and place.

    languages: codes such as "en" or "pt-BR"; a text whose language is null, "und" or "zxx", or all texts where the
    series is left out, is tried in every language. A text in a language without a phrasebook has no claims.
    What is quoted, reported, denied or supposed is left out as far as its form shows it.
    """
    frame = pl.DataFrame({"text": texts.cast(pl.String)}).with_row_index("row")
    codes = pl.repeat(None, len(texts), dtype=pl.String, eager=True) if languages is None else languages.cast(pl.String)
    frame = frame.with_columns(codes.str.to_lowercase().str.split("-").list.first().alias("language"))
    frame = frame.with_columns(fold_texts(frame["text"]).alias("folded"))
    found: dict[int, list[_Claim]] = {}
    rows: dict[int, _Text] = {}
    for language in LANGUAGES if len(texts) else ():
        spoken = frame.filter(pl.col("language").is_null() | pl.col("language").is_in([language, "und", "zxx", ""]))
        if spoken.is_empty():
            # Reading the phrasebook of each language takes longer than the texts of a small import.
            continue
        book = phrasebook(language)
        likely = spoken.filter(pl.col("folded").str.contains(book.opening))
        if likely.is_empty():
            # The long pattern takes a while to be compiled.
            continue
        likely = likely.filter(pl.col("folded").str.contains(book.quick))
        for row, text in likely.select("row", "text").iter_rows():
            if row not in rows:
                rows[row] = _Text(row, text, *fold_with_places(text))
            found.setdefault(row, []).extend(_claims_of(rows[row], book))
    return _as_table(found, rows)


def claims_of_texts(texts: pl.DataFrame) -> pl.DataFrame:
    """Return claims_in of the columns text and lang."""
    return claims_in(texts["text"], texts["lang"])


def _as_table(found: dict[int, list[_Claim]], rows: dict[int, _Text]) -> pl.DataFrame:
    kept = [
        (row, claim.kind, claim.value, claim.meaning, claim.language, claim.start, claim.end, words)
        for row in sorted(found)
        for claim in _without_overlaps(found[row])
        for words in [rows[row].text[claim.start : claim.end]]
    ]
    return pl.DataFrame(kept, schema=CLAIMS, orient="row")


def _without_overlaps(claims: list[_Claim]) -> list[_Claim]:
    """Return claims of which no two share a character: the longest stays, then the first in the order of languages."""
    kept: list[_Claim] = []
    for claim in sorted(claims, key=lambda one: (one.start - one.end, one.start, one.language, one.kind, one.value)):
        if all(claim.end <= other.start or other.end <= claim.start for other in kept):
            kept.append(claim)
    return sorted(kept, key=lambda one: one.start)


def _claims_of(text: _Text, book: Phrasebook) -> Iterator[_Claim]:
    for frame in book.frames:
        for match in frame.pattern.finditer(text.folded):
            if frame.opens and not _opens_sentence(text.folded[: match.start()]):
                continue
            claim = _claim(match, frame, book, text)
            if claim is not None and not _is_of_another(match, book, text):
                second = _second_claim(match, frame, book, text, claim)
                yield replace(claim, end=text.places[_said_until(match) - 1] + 1) if second else claim
                if second:
                    yield second


def _said_until(match: re.Match[str]) -> int:
    """Return where the words of what one is end."""
    return max(match.end(name) for name, words in match.groupdict().items() if words and name != "modifier")


def _second_claim(match: re.Match[str], frame: Frame, book: Phrasebook, text: _Text, first: _Claim) -> _Claim | None:
    """Return the other half of "a nurse and a mother", or None where there is none.

    Within a frame, the frame closes it; behind one, a sign or the end of the text has to: "I'm a nurse and a doctor
    told me" is about somebody else. Who is mother and father in one breath means that figuratively.
    """
    if frame.kind not in ("present", "age"):
        return None
    second = book.also.match(text.folded, _said_until(match))
    if second is None:
        return None
    is_within = second.end() < match.end()
    if not is_within and not _CLOSED.match(text.folded, second.end()):
        return None
    if book.after.match(text.folded, second.end()) or text.folded[second.end() : second.end() + 2] in ("'s", "-i"):
        return None
    claim = _claim(second, _PRESENT, book, text)
    said = {first.meaning, claim.meaning} if claim is not None else set()
    if claim is None or (said & WOMEN and said & MEN):
        return None
    begins = min(place for name in second.groupdict() if (place := second.start(name)) >= 0 and second.group(name))
    return replace(claim, start=text.places[begins])


def _opens_sentence(ahead: str) -> bool:
    """Return whether a sentence begins behind these words: at a line, or behind what ends one, a name or a tag."""
    bare = ahead.rstrip()
    if not bare or "\n" in ahead[len(bare) :] or _NAMED.search(bare):
        return True
    # Folding parts letters from their marks: a mark at the end belongs to a word as well.
    return unicodedata.category(bare[-1])[0] not in "LMN" and bare[-1] not in _GOES_ON


def _is_of_another(match: re.Match[str], book: Phrasebook, text: _Text) -> bool:
    """Return whether the words around a claim show that it is quoted, reported, supposed, or meant otherwise."""
    ahead = text.folded[max(0, match.start() - _BEFORE) : match.start()]
    if book.before.search(ahead) or book.after.match(text.folded, match.end()):
        return True
    if text.folded[match.end() : match.end() + 2] in ("'s", "-i"):
        return True
    begins, ends = text.places[match.start()], text.places[match.end() - 1] + 1
    before = text.text[:begins]
    # A quotation mark without its fellow, before or after, shows a quote that was cut.
    if len(_QUOTES.findall(before)) % 2 or len(_QUOTES.findall(text.text[ends:])) % 2:
        return True
    if _SPEAKER.search(before) or _REPEATED.search(before) or _SIGNED.search(text.text, ends):
        return True
    return len(_SINGLE_OPEN.findall(text.text[: begins + 1])) > len(_SINGLE_CLOSED.findall(before))


def _claim(match: re.Match[str], frame: Frame, book: Phrasebook, text: _Text) -> _Claim | None:
    """Return the claim of a match, or None where its words are no claim after all."""
    held = {name: words for name, words in match.groupdict().items() if words}
    end = match.end()
    modifier = held.pop("modifier", "")
    relative = held.pop("relative", "")
    if not held:
        return None
    name, value = next(iter(held.items()))
    kind = frame.kind if frame.kind != "present" else book.list_of(name, value)
    if name == "number" and int(value) < _YOUNGEST:
        return None
    if name == "open" and book.not_former.match(value):
        return None
    if name == "place":
        size = _capitalised(match, book, text)
        value, end = value[:size].strip(), match.start(name) + size
        if not value or value.split()[0] in _NO_PLACES:
            return None
    if kind == "allegiance" and book.lifelong.search(modifier):
        kind = "lifelong"
    lists = LISTS if name == "open" else (name,)
    meaning = next((known for each in lists if (known := book.meaning_of(each, value))), value)
    said = _as_written(text, match.start(name), match.start(name) + len(value.rstrip()))
    if relative:
        said = f"{_as_written(text, match.start('relative'), match.end('relative'))} {said}"
        meaning = f"{book.meaning_of('relatives', relative) or relative} {meaning}"
    meaning = " ".join(meaning.split())
    return _Claim(kind, said, meaning, book.language, text.places[match.start()], text.places[end - 1] + 1)


def _as_written(text: _Text, begins: int, ends: int) -> str:
    """Return folded characters as they stand in the text, in lower case."""
    return " ".join(text.text[text.places[begins] : text.places[ends - 1] + 1].casefold().split())


def _capitalised(match: re.Match[str], book: Phrasebook, text: _Text) -> int:
    """Return how much of a place's name is written with capitals (its first word, where a script has none)."""
    size = 0
    for word in re.finditer(r"\S+", match.group("place")):
        first = text.text[text.places[match.start("place") + word.start()]]
        if not (first.isupper() or (book.language in _CASELESS and not size)):
            break
        size = word.end()
    return size
