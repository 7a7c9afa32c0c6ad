"""Makes posts with planted variants of some of them: which row is a variant of which, and of what kind."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.near_duplicates.enlarging import INVENTED, Inventor, Walker
from benchmarks.near_duplicates.real_texts import SHARES, RealTexts, read_real_texts
from benchmarks.near_duplicates.variants import KINDS, UNTOUCHED, vary

SEED = 7
PLANTED_SHARE = 0.05
REAL_SHARE = 0.15
"""How many of the posts are real ones as they are, where there are so many; the others are walks over their words."""

LEAST_CHARACTERS = 40
LEAST_DENSE_CHARACTERS = 20
DENSE = ("ja", "zh", "ko", "th")
"""Characters outside links, mentions and tags that a text needs to be varied, and in scripts that need few."""

SCHEMA = {"text": pl.String, "language": pl.String, "kind": pl.String, "seed_row": pl.Int64}


def make_posts(posts: int, seed: int = SEED, real_share: float = REAL_SHARE) -> pl.DataFrame:
    """Return text, language, kind and seed_row (null where the text is no variant), in an order that says nothing."""
    random = np.random.default_rng([seed, posts])
    planted = round(posts * PLANTED_SHARE)
    languages, texts = _base_texts(posts - planted, random, read_real_texts(), real_share)
    by_language: dict[str, list[int]] = {}
    for row, language in enumerate(languages):
        if _says_enough(texts[row], language):
            by_language.setdefault(language, []).append(row)
    able = [row for rows in by_language.values() for row in rows]
    kinds = list(KINDS)
    variants: list[tuple[str, str, str, int]] = []
    while len(variants) < planted:
        seed_row, kind = able[int(random.integers(0, len(able)))], kinds[len(variants) % len(kinds)]
        same_language = by_language[languages[seed_row]]
        other = texts[same_language[int(random.integers(0, len(same_language)))]]
        variant = vary(kind, texts[seed_row], other, random)
        if variant != texts[seed_row]:
            variants.append((variant, languages[seed_row], kind, seed_row))
    return _shuffled(languages, texts, variants, random)


def write_posts(posts: int, file: Path, seed: int = SEED, real_share: float = REAL_SHARE) -> pl.DataFrame:
    """Write posts for the programs to read, with an account and a time each; return them with their truth."""
    made = make_posts(posts, seed, real_share)
    made.select("text").write_parquet(file)
    return made


def _says_enough(text: str, language: str) -> bool:
    least = LEAST_DENSE_CHARACTERS if language in DENSE else LEAST_CHARACTERS
    return len(text) >= least and sum(len(word) for word in text.split() if not word.startswith(UNTOUCHED)) >= least


def _base_texts(
    count: int, random: np.random.Generator, real: RealTexts | None, real_share: float
) -> tuple[list[str], list[str]]:
    shares = dict.fromkeys(INVENTED, (1 - sum(SHARES.values())) / len(INVENTED)) if real else {}
    shares = {**SHARES, **shares} if real else dict.fromkeys(INVENTED, 1 / len(INVENTED))
    languages: list[str] = []
    texts: list[str] = []
    left = count
    for language, share in shares.items():
        wanted = left if language == list(shares)[-1] else round(count * share)
        left -= wanted
        texts.extend(_texts_in(language, wanted, random, real, real_share))
        languages.extend([language] * wanted)
    return languages, texts


def _texts_in(
    language: str, count: int, random: np.random.Generator, real: RealTexts | None, real_share: float
) -> Iterator[str]:
    if real is None or language not in real.by_language:
        yield from Inventor(language, random).write(count, random)
        return
    known = real.by_language[language]
    kept = min(round(count * real_share), len(known))
    for row in random.choice(len(known), kept, replace=False).tolist():
        yield known[row]
    # Links would make walks alike: hardly any of them occurs twice.
    without_links = [" ".join(word for word in text.split() if "://" not in word) for text in known]
    yield from Walker([text for text in without_links if text]).write(count - kept, random)


def _shuffled(
    languages: list[str], texts: list[str], variants: list[tuple[str, str, str, int]], random: np.random.Generator
) -> pl.DataFrame:
    bare = {"text": texts, "language": languages, "kind": [None] * len(texts), "seed_row": [None] * len(texts)}
    posts = pl.concat([pl.DataFrame(bare, SCHEMA), pl.DataFrame(variants, SCHEMA, orient="row")])
    order = random.permutation(posts.height)
    new_rows = np.empty(posts.height, np.int64)
    new_rows[order] = np.arange(posts.height)
    moved = pl.Series("seed_row", new_rows).gather(posts["seed_row"].drop_nulls())
    seeds = np.full(posts.height, -1)
    seeds[len(texts) :] = moved.to_numpy()
    column = pl.Series("seed_row", seeds).replace(-1, None)
    return posts.with_columns(column)[order.tolist()]
