"""Recall by how alike two texts are: pairs planted among other posts, in seven ways, over fifteen languages.

python -m benchmarks.near_duplicates.likeness_bins TEXTS.parquet [PAIRS]           a table by bins of .05

Each planted pair is a text that is not among the posts otherwise, and a changed copy whose similarity by edits is
computed exactly (rapidfuzz) on the compared forms. A pair is found where both end in one cluster.
"""

import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from benchmarks.near_duplicates.enlarging import INVENTED, Inventor, Walker
from benchmarks.near_duplicates.real_texts import SHARES, read_real_texts
from benchmarks.near_duplicates.variants import Random, units_of

LOWEST, STEP, BINS = 0.60, 0.05, 8
SEED = 11
LEAST_LETTERS, LEAST_DENSE_LETTERS = 30, 14
DENSE = ("ja", "zh", "ko", "th")


def spin(text: str, other: str, share: float, random: Random) -> str:
    """Put words of another text in the place of this share of the words."""
    words, joiner = units_of(text)
    fresh = units_of(other)[0]
    for place in _some(len(words), share, random):
        words[place] = fresh[int(random.integers(0, len(fresh)))]
    return joiner.join(words)


def mistype(text: str, other: str, share: float, random: Random) -> str:
    """Put letters of another text in the place of this share of the letters."""
    letters, fresh = list(text), re.sub(r"\s", "", other)
    for place in _some(len(letters), share, random):
        letters[place] = fresh[int(random.integers(0, len(fresh)))]
    return "".join(letters)


def leave_out(text: str, other: str, share: float, random: Random) -> str:
    """Leave this share of the words out, here and there."""
    words, joiner = units_of(text)
    left = set(_some(len(words), share, random))
    return joiner.join(word for place, word in enumerate(words) if place not in left)


def put_in(text: str, other: str, share: float, random: Random) -> str:
    """Put so many words of another text between the words."""
    words, joiner = units_of(text)
    fresh = units_of(other)[0]
    for place in sorted(_some(len(words), share, random), reverse=True):
        words.insert(place, fresh[int(random.integers(0, len(fresh)))])
    return joiner.join(words)


def replace_run(text: str, other: str, share: float, random: Random) -> str:
    """Put a run of another text in the place of a run of so many letters."""
    size = round(len(text) * share)
    start = int(random.integers(0, len(text) - size + 1))
    return text[:start] + other[:size] + text[start + size :]


def cut_end(text: str, other: str, share: float, random: Random) -> str:
    """Cut this share of the end off."""
    return text[: round(len(text) * (1 - share))]


def spin_and_mistype(text: str, other: str, share: float, random: Random) -> str:
    """Do half of the one and half of the other."""
    return mistype(spin(text, other, share / 2, random), other, share / 2, random)


CHANGES: dict[str, Callable[[str, str, float, Random], str]] = {
    "words replaced": spin,
    "letters replaced": mistype,
    "words left out": leave_out,
    "words put in": put_in,
    "a run replaced": replace_run,
    "end cut off": cut_end,
    "words and letters": spin_and_mistype,
}


def plant_pairs(pairs: int, seed: int = SEED) -> pl.DataFrame:
    """Return first, second, language and change of pairs of texts, evenly over the ways and over the shares changed."""
    random = np.random.default_rng([seed, pairs])
    texts = _texts_by_language(max(200, pairs // 8), random)
    languages = list(texts)
    rows = []
    for pair in range(pairs):
        language = languages[pair % len(languages)]
        known = texts[language]
        first, other = (known[int(random.integers(0, len(known)))] for _ in range(2))
        change = list(CHANGES)[int(random.integers(0, len(CHANGES)))]
        rows.append((first, CHANGES[change](first, other, random.uniform(0.02, 0.42), random), language, change))
    return pl.DataFrame(rows, ["first", "second", "language", "change"], orient="row")


def judge_pairs_by_likeness(
    posts: pl.Series, planted: pl.DataFrame, objects: Callable[[pl.Series], pl.Series]
) -> pl.DataFrame:
    """Return the planted pairs with their similarity and whether they are found among the posts and one another."""
    from unisono.content.compared_forms import compared_forms

    first, second = compared_forms(planted["first"]), compared_forms(planted["second"])
    near = cpdist(
        first.fill_null("").to_list(),
        second.fill_null("").to_list(),
        scorer=Levenshtein.normalized_similarity,
        dtype=np.float64,
    )
    told = first.is_not_null() & second.is_not_null() & (first != second)
    # A text that is planted twice would be found through the other pair.
    told &= ~first.is_duplicated()
    judged = planted.with_columns(similarity=pl.Series(near)).filter(told)
    clusters = objects(pl.concat([posts, judged["first"], judged["second"]]))
    count = judged.height
    return judged.with_columns(found=clusters[-2 * count : -count] == clusters[-count:])


def recall_by_likeness(judged: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Return least (the bin's lower end), pairs and recall, for each bin of similarity and for each of `by`."""
    place = ((pl.col("similarity") - LOWEST + 1e-9) / STEP).floor().cast(pl.Int64).clip(0, BINS - 1)
    kept = judged.filter(pl.col("similarity") >= LOWEST).with_columns(least=(LOWEST + STEP * place).round(2))
    return (
        kept.group_by("least", *by)
        .agg(pl.len().alias("pairs"), pl.col("found").mean().alias("recall"))
        .sort("least", *by)
    )


def _some(count: int, share: float, random: Random) -> list[int]:
    chosen = max(1, round(count * share))
    return [int(place) for place in random.choice(count, min(chosen, count), replace=False)]


def _texts_by_language(count: int, random: Random) -> dict[str, list[str]]:
    """Return texts of words that other posts are written in as well, by language."""
    real = read_real_texts()
    made: dict[str, list[str]] = {}
    for language in (*SHARES, *INVENTED):
        if real is not None and language in real.by_language:
            written = _walker_of(language).write(3 * count, random)
        elif language in INVENTED:
            written = Inventor(language, random).write(3 * count, random)
        else:
            continue
        least = LEAST_DENSE_LETTERS if language in DENSE else LEAST_LETTERS
        made[language] = list(dict.fromkeys(text for text in written if len(text) >= least))[:count]
    return made


@cache
def _walker_of(language: str) -> Walker:
    """Return the walker over the real texts of a language, without their links: learning the words takes seconds."""
    real = read_real_texts()
    assert real is not None
    bare = [" ".join(word for word in text.split() if "://" not in word) for text in real.by_language[language]]
    return Walker([text for text in bare if text])


def main(texts: Path, pairs: int) -> None:
    from benchmarks.near_duplicates.agreement import cluster

    judged = judge_pairs_by_likeness(pl.read_parquet(texts, columns=["text"])["text"], plant_pairs(pairs), cluster)
    with pl.Config(tbl_rows=200):
        print(recall_by_likeness(judged))
        print(recall_by_likeness(judged, "change"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 12_000)
