"""Invented handles, people and places in fourteen languages and ten scripts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unisono.worlds.slips import add_slips_to_names

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
    "zh": "云 山 明 林 海 石 文 青 月 江 光 松 雨 雪 竹 田 星 河 梅 白",
    "hi": "अ रा मी सु नी ता वि का ली पा गो दे शा मो ने री बा जी",
    "th": "กา มา นา สุ วิ ดา รี ชา พร ทอง จัน มณี ลา ปา เม ไร",
    "he": "אב בן גל דו הר זי חן טל יר כר לי מו נו סי עד פז רו שי תמ",
}
"""What invented names are made of, by language."""

LATIN_SYLLABLES = tuple(first + second for first in "bdfgklmnprstvz" for second in "aeiou")
"""What handles are made of."""

LANGUAGES = tuple(SYLLABLES)

PROPOSED_SHARE, SCRAMBLED_SHARE = 0.15, 0.08
"""Handles that a platform proposed, and that nobody would choose: apps and hurried people make them, too."""


def draw_words(rng: np.random.Generator, language: str, count: int, shortest: int = 2, longest: int = 3) -> list[str]:
    """Return invented words of the language, capitalised where the script has capitals."""
    return DrawnWords(rng, language, count, shortest, longest).spell(np.arange(count))


class DrawnWords:
    """Invented words of a language, all of them drawn, to be spelled when they are said: most of many never are."""

    def __init__(self, rng: np.random.Generator, language: str, count: int, shortest: int, longest: int) -> None:
        """Draw the syllables of so many words."""
        self._syllables = SYLLABLES[language].split()
        self._lengths = rng.integers(shortest, longest + 1, count)
        self._picks = rng.integers(0, len(self._syllables), (count, longest))

    def __len__(self) -> int:
        """Return how many words were drawn."""
        return len(self._lengths)

    def spell(self, numbers: NDArray[np.int64]) -> list[str]:
        """Return the words of these numbers, capitalised where the script has capitals."""
        syllables = self._syllables
        return [
            "".join([syllables[pick] for pick in row[:length]]).capitalize()
            for row, length in zip(self._picks[numbers].tolist(), self._lengths[numbers].tolist(), strict=True)
        ]


def draw_handles(
    rng: np.random.Generator,
    count: int,
    first: int,
    *,
    proposed_share: float = PROPOSED_SHARE,
    scrambled_share: float = SCRAMBLED_SHARE,
) -> list[str]:
    """Return unique handles; some, as in life, a name and the eight digits that the platform proposed, some scrambled.

    `first` is the number of handles given out before: it goes into every handle, so that none repeats.
    """
    picks = rng.integers(0, len(LATIN_SYLLABLES), (count, 4)).tolist()
    kinds = rng.random(count)
    lengths = rng.integers(2, 4, count).tolist()
    scrambled = iter(scramble(rng, int((kinds < scrambled_share).sum())))
    handles = []
    for number, (row, kind, length) in enumerate(zip(picks, kinds.tolist(), lengths, strict=True)):
        serial = first + number
        if kind < scrambled_share:
            handles.append(next(scrambled) + to_base36(scatter_serial(serial)))
        elif kind < scrambled_share + proposed_share:
            stem = "".join([LATIN_SYLLABLES[pick] for pick in row[:length]])
            handles.append(f"{stem.capitalize()}{scatter_digits(serial)}")
        else:
            stem = "".join([LATIN_SYLLABLES[pick] for pick in row[:3]])
            handles.append(f"{stem}_{to_base36(scatter_serial(serial))}")
    return handles


def scatter_digits(serial: int) -> str:
    """Return eight digits that look like chance and differ for every serial number below 10^8.

    >>> scatter_digits(0), scatter_digits(1), scatter_digits(2)
    ('30529017', '91712430', '52895843')
    """
    # The factor shares no divisor with 10^8, so that no two serials meet.
    return f"{(serial * 61_183_413 + 30_529_017) % 100_000_000:08d}"


def scatter_serial(serial: int) -> int:
    """Return a number below 36^5 that does not tell its serial number, and differs for every one below 36^5.

    >>> scatter_serial(0), scatter_serial(1), scatter_serial(2)
    (11700547, 52719420, 33272117)
    """
    # The factor shares no divisor with 36^5, so that no two serials meet.
    return (serial * 41_018_873 + 11_700_547) % 36**5


def scramble(rng: np.random.Generator, count: int) -> list[str]:
    """Return eight signs each that no person would choose: consonants, digits, mixed case."""
    letters = np.array(list("bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ23456789"))
    return ["".join(row) for row in letters[rng.integers(0, len(letters), (count, 8))].tolist()]


@dataclass(frozen=True)
class NamePool:
    """The given names, surnames and places that speakers of one language have in common."""

    given: list[str]
    family: list[str]
    places: list[str]


def draw_name_pools(rng: np.random.Generator) -> dict[str, NamePool]:
    """Return the names of a world by language: everybody in it draws from the same ones."""
    return {
        language: NamePool(
            given=draw_words(rng, language, 150),
            family=draw_words(rng, language, 400, shortest=2, longest=4),
            places=draw_words(rng, language, 40, shortest=2, longest=4),
        )
        for language in LANGUAGES
    }


def draw_display_names(rng: np.random.Generator, languages: list[str], pools: dict[str, NamePool]) -> list[str]:
    """Return an invented given name and surname for each account, in the script of its language; a few decorated."""
    picks = rng.random((len(languages), 2)).tolist()
    names = [
        f"{pools[language].given[int(one * 150)]} {pools[language].family[int(two * 400)]}"
        for language, (one, two) in zip(languages, picks, strict=True)
    ]
    return add_slips_to_names(rng, names)


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
