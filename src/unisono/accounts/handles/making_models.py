"""Makes models.npz: how names and words of some forty languages are spelled in handles.

Run it where the packages faker (MIT) and anyascii (ISC) are installed:
python -m unisono.accounts.handles.making_models. Of the names, four in five train the models. Each of these four parts
is also judged by models of the other three: that levels false positives. One in five is kept for trying: an argument
names a file to write such handles to. `trying_models` does the same for every fifth in turn.
"""

import hashlib
import importlib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.handles.letters import LETTERS, TRIPLES, read_letters
from unisono.accounts.handles.models import MODEL_FILE, STEPS_A_BIT, HandleModels
from unisono.accounts.handles.surprise import FEWEST_LETTERS

LANGUAGES: dict[str, tuple[str, str]] = {
    "English": ("en_US en_GB en_NZ en_IE", "en_US en_PH"),
    "German": ("de_DE de_AT de_CH", "de_DE de_AT"),
    "Dutch": ("nl_NL nl_BE", "nl_NL"),
    "Danish, Norwegian": ("da_DK no_NO", "da_DK"),
    "Swedish": ("sv_SE", ""),
    "Icelandic": ("is_IS", ""),
    "French": ("fr_FR fr_CA fr_CH fr_BE", "fr_FR"),
    "Spanish, Catalan": ("es_ES es_MX es_CL es_CO es_AR es_CA", "es_ES es_MX"),
    "Portuguese": ("pt_BR pt_PT", ""),
    "Italian": ("it_IT", "it_IT"),
    "Romanian": ("ro_RO", ""),
    "Polish": ("pl_PL", "pl_PL"),
    "Czech, Slovak": ("cs_CZ sk_SK", "cs_CZ"),
    "Croatian, Slovenian": ("hr_HR sl_SI", ""),
    "Hungarian": ("hu_HU", ""),
    "Finnish": ("fi_FI", ""),
    "Estonian": ("et_EE", ""),
    "Lithuanian": ("lt_LT", ""),
    "Latvian": ("lv_LV", ""),
    "Turkish": ("tr_TR", ""),
    "Azerbaijani": ("az_AZ", "az_AZ"),
    "Uzbek": ("uz_UZ", ""),
    "Vietnamese": ("vi_VN", "vi_VN"),
    "Indonesian": ("id_ID", ""),
    "Filipino": ("", "fil_PH tl_PH"),
    "Thai": ("en_TH th_TH", ""),
    "Swahili": ("sw", ""),
    "Kenyan": ("en_KE", ""),
    "Zulu": ("zu_ZA", ""),
    "Yoruba, Igbo, Hausa, Twi": ("yo_NG ig_NG ha_NG tw_GH", ""),
    "Indian": ("en_IN", ""),
    "Urdu": ("en_PK", ""),
    "Arabic": ("fr_DZ", ""),
    "Russian": ("ru_RU", "ru_RU"),
    "Ukrainian": ("uk_UA", "uk_UA"),
    "Bulgarian, Macedonian": ("bg_BG mk_MK", "mk_MK"),
    "Greek": ("el_GR", "el_GR"),
    "Armenian": ("hy_AM", "hy_AM"),
    "Georgian": ("ka_GE", ""),
    "Chinese": ("zh_CN zh_TW", ""),
    "Japanese": ("ja_JP", ""),
    "Korean": ("ko_KR", ""),
}
"""Languages and the lists of names and of words that they are made from; other scripts are put into Latin letters."""

PARTS = 5
"""Parts that names fall into; the last one is kept for trying."""

SHARES = (0.62, 0.2, 0.15, 0.03)
"""Of three letters in the language, two, three in all languages, and any."""

LEVEL = 0.05
HANDLES = 5_000
"""Handles of each language drawn in each part."""

HANDLES_TO_TRY = 200
SELDOM_KINDEST = 0.001
"""A model that is the kindest for fewer handles than this is left out: others speak for its language."""

LOOSE = 0.3
"""Share of handles that are made loosely, and differ from names and words. An assumption: nobody has counted them."""

STEPS = 1_000
ROUNDS = 150

Strings = list[str]
Float64 = NDArray[np.float64]
Float32 = NDArray[np.float32]


def lists_of(kind: str, locales: str, wanted: Sequence[str]) -> Strings:
    """Return the entries of faker's lists (`person` or `lorem`) whose names contain one of the words wanted."""
    found = []
    for locale in locales.split():
        provider = importlib.import_module(f"faker.providers.{kind}.{locale}").Provider
        for name in dir(provider):
            if any(word in name for word in wanted):
                found += list(_texts_in(getattr(provider, name)))
    return sorted(set(found))


def _texts_in(value: Any) -> Iterable[str]:  # Any: faker keeps names in lists, tuples of spellings and weights
    if not isinstance(value, list | tuple | dict | set | frozenset):
        return
    for entry in value:
        for text in entry if isinstance(entry, tuple) else (entry,):
            if isinstance(text, str) and "{" not in text:
                yield text


def parts_of(lists: Iterable[Strings]) -> dict[str, int]:
    """Return the part that each name falls into, the same in every run and in every list that has the name.

    Every list is spread over the parts as evenly as can be, short lists first: a surname in ten must not fall out.
    """
    parts: dict[str, int] = {}
    for names in sorted(lists, key=len):
        taken = np.bincount([parts[name] for name in names if name in parts], minlength=PARTS)
        new = (name for name in set(names) if name not in parts)
        for name in sorted(new, key=lambda name: hashlib.sha256(name.encode()).digest()):
            parts[name] = int(taken.argmin())
            taken[parts[name]] += 1
    return parts


def as_latin(texts: Iterable[str], to_latin: Callable[[str], str]) -> Strings:
    """Return single words in plain Latin letters, capitalised, of 2 to 14 letters."""
    words = {"".join(sign for sign in to_latin(text) if sign.isascii() and sign.isalpha()) for text in texts}
    return sorted({word.capitalize() for word in words if 2 <= len(word) <= 14})


def draw_handles(rng: np.random.Generator, given: Strings, family: Strings, words: Strings, count: int) -> Strings:
    """Return handles as people make them: names and words, one or two, together, apart, or with digits."""
    handles: Strings = []
    while len(handles) < count:
        name = given[rng.integers(len(given))]
        other = family[rng.integers(len(family))]
        if words and rng.random() < 0.25:
            name, other = words[rng.integers(len(words))], words[rng.integers(len(words))]
        year, two = int(rng.integers(1950, 2012)), int(rng.integers(0, 100))
        forms = (
            f"{name}{other}",
            f"{name}_{other}",
            f"{name}.{other}".lower(),
            f"{name}{other}".lower(),
            f"{name}{other}{two}".lower(),
            f"{name}{year}",
            f"{name.lower()}_{two}",
            f"{name[0]}{other}".lower(),
            f"{other.lower()}{name.lower()}",
            f"{other}{two}",
        )
        handle = forms[rng.integers(len(forms))] if rng.random() > LOOSE else loosely(rng, name.lower(), other.lower())
        if sum(sign.isalpha() for sign in handle) >= FEWEST_LETTERS:
            handles.append(handle)
    return handles


def loosely(rng: np.random.Generator, name: str, other: str) -> str:
    """Return a handle as people make it who play: cut, without vowels, with letters repeated or of their own."""
    own = "".join(chr(97 + number) for number in rng.integers(0, 26, int(rng.integers(2, 4))))
    place, cut = int(rng.integers(0, len(name))), int(rng.integers(2, 5))
    bare = "".join(sign for sign in name if sign not in "aeiou")
    forms = (
        f"{name}_{own}",
        f"{own}{other}",
        f"xx_{name}_xx",
        f"{name[:place]}{name[place] * int(rng.integers(2, 5))}{name[place + 1 :]}",
        f"{bare}_{other}",
        f"{bare}{other[:cut]}",
        f"{name[:cut]}{other[:3]}",
        f"{name[:cut]}{own}{rng.integers(0, 100)}",
    )
    return forms[rng.integers(len(forms))]


def spelling(handles: Strings) -> Float64:
    """Return how often each letter follows two others: float64 (LETTERS, LETTERS, LETTERS), counts."""
    triples = read_letters(pl.Series(handles)).triples
    return np.bincount(triples, minlength=TRIPLES).astype(np.float64).reshape(LETTERS, LETTERS, LETTERS)


def surprises_of(counts: Sequence[Float64]) -> NDArray[np.uint8]:
    """Return the surprise of every triple in every language: uint8 (TRIPLES, languages)."""
    shares = [three / three.sum() for three in counts]
    everywhere = _given_two(np.sum(shares, axis=0) * HANDLES)
    columns = []
    for three in counts:
        two = np.broadcast_to(_given_two(three.sum(axis=0, keepdims=True)), three.shape)
        known = (_given_two(three), two, everywhere, np.full_like(three, 1 / LETTERS))
        mixed = np.sum([share * part for share, part in zip(SHARES, known, strict=True)], axis=0)
        columns.append(np.rint(np.minimum(-np.log2(mixed) * STEPS_A_BIT, 255)).astype(np.uint8).ravel())
    return np.stack(columns, axis=1)


def _given_two(counts: Float64) -> Float64:
    total = counts.sum(axis=-1, keepdims=True)
    return np.asarray((counts + 0.02) / (total + 0.02 * LETTERS))


def level_models(
    names: Sequence[str],
    parts: Sequence[NDArray[np.uint8]],
    whole: NDArray[np.uint8],
    handles: Sequence[Sequence[Strings]],
) -> HandleModels:
    """Return models shifted so that the handles of every language, judged by the kindest model, reach 0 in 5 %.

    parts: surprises by models that do not know the handles[part], by language, which they judge. whole: those kept.
    """
    blank = _unlevelled(names, whole)
    judged = [
        [_unlevelled(names, own).sums(read_letters(pl.Series(of_language))) for of_language in by_language]
        for own, by_language in zip(parts, handles, strict=True)
    ]
    together = [
        (np.concatenate([part[n][0] for part in judged]), np.concatenate([part[n][1] for part in judged]))
        for n in range(len(names))
    ]
    usual = np.array([np.mean(sums[:, n] / counts) for n, (sums, counts) in enumerate(together)], np.float32)
    spread = np.array(
        [
            np.std((sums[:, n] - counts * usual[n]) / np.sqrt(counts), dtype=np.float64)
            for n, (sums, counts) in enumerate(together)
        ],
        np.float32,
    )
    unshifted = replace(blank, usual=usual, spread=spread)
    scores = [unshifted.scores(sums, counts) for sums, counts in together]
    shifts = _level(scores, range(len(names)))
    kindest = np.bincount(np.concatenate([(own - shifts).argmin(axis=1) for own in scores]), minlength=len(names))
    kept = np.flatnonzero(kindest >= SELDOM_KINDEST * kindest.sum())
    scores = [own[:, kept] for own in scores]
    shifts = _level(scores, kept.tolist())
    lowest = np.concatenate([(own - shifts).min(axis=1) for own in scores])
    return HandleModels(
        tuple(names[n] for n in kept.tolist()),
        np.ascontiguousarray(whole[:, kept]),
        usual[kept],
        spread[kept],
        shifts,
        np.quantile(lowest, np.linspace(0, 1, STEPS + 1)).astype(np.float32),
    )


def _unlevelled(names: Sequence[str], surprises: NDArray[np.uint8]) -> HandleModels:
    none = np.zeros(len(names), np.float32)
    return HandleModels(tuple(names), surprises, none, none + 1, none, np.array([0.0, 1.0], np.float32))


def _level(scores: Sequence[Float32], of: Sequence[int]) -> Float32:
    """Return the shifts of models; scores: of each language's handles (handles, models); of: the models' languages."""
    shifts = np.zeros(len(of), np.float32)
    for _ in range(ROUNDS):
        reached = np.array([np.quantile((scores[n] - shifts).min(axis=1), 1 - LEVEL) for n in of], np.float32)
        shifts += np.float32(0.5) * reached
    return shifts


def make_models(names: Sequence[str], drawn: Sequence[Sequence[Strings]]) -> HandleModels:
    """Return the models of languages from handles of each part and language; the parts share no names."""
    counts = [[spelling(of_language) for of_language in by_language] for by_language in drawn]
    others = [[_sum(counts, n, without=part) for n in range(len(names))] for part in range(len(drawn))]
    whole = surprises_of([_sum(counts, n) for n in range(len(names))])
    return level_models(names, [surprises_of(three) for three in others], whole, drawn)


def lists_of_languages() -> list[tuple[Strings, Strings, Strings]]:
    """Return given names, surnames and words of each of LANGUAGES, in plain Latin letters."""
    to_latin = importlib.import_module("anyascii").anyascii
    return [
        (
            as_latin(lists_of("person", names, ["first_name", "first_romanized"]), to_latin),
            as_latin(lists_of("person", names, ["last_name", "last_romanized"]), to_latin),
            as_latin(lists_of("lorem", words, ["word_list"]), to_latin),
        )
        for names, words in LANGUAGES.values()
    ]


def lists_of_part(
    lists: Iterable[tuple[Strings, Strings, Strings]], parts: Mapping[str, int], part: int
) -> list[tuple[Strings, Strings, Strings]]:
    """Return the names and words of one part; words stand for names where there are none."""
    own = [tuple([text for text in texts if parts[text] == part] for texts in of_language) for of_language in lists]
    return [(given or words, family or words, words) for given, family, words in own]


def main(held_out: str | None = None) -> None:
    """Write models.npz, and handles that were kept out of them to a file of language and handle."""
    lists = lists_of_languages()
    parts = parts_of(texts for of_language in lists for texts in of_language)
    by_part = [lists_of_part(lists, parts, part) for part in range(PARTS)]
    rng = np.random.default_rng(1)
    drawn = [[draw_handles(rng, *own, HANDLES) for own in of_part] for of_part in by_part[:-1]]
    models = make_models(list(LANGUAGES), drawn)
    np.savez_compressed(
        MODEL_FILE,
        names=np.array(models.names),
        surprises=models.surprises,
        usual=models.usual,
        spread=models.spread,
        shifts=models.shifts,
        reached=models.reached,
    )
    if held_out is not None:
        tried = [draw_handles(rng, *own, HANDLES_TO_TRY) for own in by_part[-1]]
        rows = [(name, handle) for name, own in zip(LANGUAGES, tried, strict=True) for handle in own]
        pl.DataFrame(rows, schema=["language", "handle"], orient="row").write_csv(Path(held_out), separator="\t")


def _sum(counts: Sequence[Sequence[Float64]], language: int, without: int | None = None) -> Float64:
    return np.asarray(np.sum([own[language] for part, own in enumerate(counts) if part != without], axis=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
