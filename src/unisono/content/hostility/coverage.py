"""How many posts could be judged by their words: those in a language that has a lexicon."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from unisono.content.hostility.lexicon import Lexicon
from unisono.content.hostility.scale import LANGUAGES
from unisono.content.language_names import language_name
from unisono.content.languages import languages_of_posts

MOST_NAMED = 5
"""Languages that a sentence names."""


@dataclass(frozen=True)
class Judged:
    """How many of the posts with words are in a language that has a lexicon.

    unjudged: posts by language (ISO 639-1) that has none, most first. unknown: posts whose language is not known; in
    these, words of any language count that are long enough to be no others.
    """

    posts: int
    judged: int
    unjudged: dict[str, int]
    unknown: int

    @property
    def says(self) -> str:
        """Return this in a sentence."""
        if self.posts == 0:
            return "No post has words to judge."
        if not self.unjudged and not self.unknown:
            return f"All {self.posts:,} posts with words are in languages whose hostile words are known."
        parts = [f"Of {self.posts:,} posts with words, {self.judged:,} are in languages whose hostile words are known."]
        if self.unjudged:
            named = ", ".join(
                f"{language_name(code)} {posts:,}" for code, posts in list(self.unjudged.items())[:MOST_NAMED]
            )
            others = len(self.unjudged) - MOST_NAMED
            parts.append(f"Not judged: {named}{f' and {others} more' if others > 0 else ''}.")
        if self.unknown:
            parts.append(
                f"Of {self.unknown:,} the language is not known; only words that no other language has count in them."
            )
        return " ".join(parts)


def judged_posts(posts: pl.DataFrame, lexicons: Sequence[Lexicon] = ()) -> Judged:
    """Return how many posts could be judged, by their `text` and, where the platform says it, `lang`."""
    lang = pl.col("lang").cast(pl.String) if "lang" in posts.columns else pl.lit(None, pl.String)
    written = posts.select(pl.col("text").cast(pl.String), lang.alias("lang")).filter(
        pl.col("text").str.contains(r"\pL").fill_null(False)
    )
    named = languages_of_posts(written)["language"]
    known = {*LANGUAGES, *(language for lexicon in lexicons for language in lexicon.languages)}
    counts = (
        pl.DataFrame({"language": named})
        .drop_nulls()
        .group_by("language")
        .len()
        .sort(["len", "language"], descending=[True, False])
    )
    unjudged = {code: posts for code, posts in counts.iter_rows() if code not in known}
    unknown = named.null_count()
    return Judged(len(named), len(named) - unknown - sum(unjudged.values()), unjudged, unknown)
