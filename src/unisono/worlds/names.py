"""Invented handles and display names in ten languages and seven scripts."""

import numpy as np

SYLLABLES: dict[str, str] = {
    "en": "ash bel cor dan el fen gar hol is jen kel lor mar nor ol per quin ros sel tam ul ver wil yor",
    "es": "al be ca do es fra go hi la ma no or pe qui ra sol te va xi yo zu men rin cas",
    "pt": "an bra cou do el fi gal jo lu mei no pa ri sa tei vi zan lhe nho cam",
    "fr": "au bel char deau el fon gui lou mar noi on pier quen rou sy tre vau ville",
    "tr": "al ber can de el gül han ık kar mer nur öz ram sel tan uğ yıl zey",
    "ru": "ан бор вла гор дим ев зин ил кол лен мир ник оль пет рус сер тан юр яр",
    "el": "αλ βα γι δη ελ ζω θε κα λι μα νι πα ρο σο τα φι χρι",
    "ar": "أح بد جم حس خل دان رش سم طا عم فر قا كر لي مح نو يا",
    "ja": "あ か さ た な は ま や ら わ み き り の と 山 田 川 原 木",
    "ko": "가 나 다 라 마 바 사 아 자 하 민 서 준 은 지 현 우",
}
"""What invented names are made of, by language."""

LATIN_SYLLABLES = tuple(first + second for first in "bdfgklmnprstvz" for second in "aeiou")
"""What handles are made of."""

LANGUAGES = tuple(SYLLABLES)


def draw_words(rng: np.random.Generator, language: str, count: int, shortest: int = 2, longest: int = 3) -> list[str]:
    """Return invented words of the language, capitalised where the script has capitals."""
    syllables = SYLLABLES[language].split()
    lengths = rng.integers(shortest, longest + 1, count)
    picks = rng.integers(0, len(syllables), (count, longest))
    return [
        "".join(syllables[number] for number in row[:length]).capitalize()
        for row, length in zip(picks.tolist(), lengths.tolist(), strict=True)
    ]


def draw_handles(rng: np.random.Generator, count: int, first: int, generated_share: float = 0.15) -> list[str]:
    """Return unique handles; some, as in life, a name and eight digits that a form proposed.

    `first` is the number of handles given out before: it goes into every handle in base 36, so that none repeats.
    """
    picks = rng.integers(0, len(LATIN_SYLLABLES), (count, 4)).tolist()
    generated = (rng.random(count) < generated_share).tolist()
    digits = rng.integers(0, 1000, count).tolist()
    handles = []
    for number, (row, is_generated, three) in enumerate(zip(picks, generated, digits, strict=True)):
        stem = "".join(LATIN_SYLLABLES[pick] for pick in row[: 2 if is_generated else 3])
        serial = first + number
        if is_generated:
            handles.append(f"{stem.capitalize()}{three:03d}{serial:05d}")
        else:
            handles.append(f"{stem}_{to_base36(serial)}")
    return handles


def draw_scrambled_handles(rng: np.random.Generator, count: int, first: int) -> list[str]:
    """Return unique handles that no person would choose: consonants, digits, mixed case."""
    letters = np.array(list("bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ23456789"))
    picks = letters[rng.integers(0, len(letters), (count, 8))]
    return ["".join(row) + to_base36(first + number) for number, row in enumerate(picks.tolist())]


def draw_display_names(rng: np.random.Generator, languages: list[str]) -> list[str]:
    """Return an invented given name and surname for each account, in the script of its language."""
    given = {language: draw_words(rng, language, 150) for language in LANGUAGES}
    family = {language: draw_words(rng, language, 400, shortest=2, longest=4) for language in LANGUAGES}
    picks = rng.random((len(languages), 2)).tolist()
    names = []
    for language, (one, two) in zip(languages, picks, strict=True):
        names.append(f"{given[language][int(one * 150)]} {family[language][int(two * 400)]}")
    return names


def to_base36(number: int) -> str:
    """Return a whole number in base 36.

    >>> to_base36(1295)
    'zz'
    """
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    written = ""
    while True:
        number, rest = divmod(number, 36)
        written = digits[rest] + written
        if number == 0:
            return written
