"""Which of four tactics posts may use: suggestions with the phrases that they rest on, for somebody to judge."""

from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from unisono.content.phrases import find_phrases
from unisono.content.tactics.lexica import TACTICS, tactic_phrases
from unisono.content.wording import wordings
from unisono.model.counting import counted
from unisono.model.intervals import wilson_interval

CAVEAT = (
    "Suggestions by phrases, for a person to judge post by post: people who are angry, joke or quote use the same "
    "words, and what is said in other words is not found."
)
FEWEST_POSTS = 20
"""Posts with words; among fewer no share is told."""

FEWEST_FOUND = 3
"""Posts with such a phrase; fewer are no habit."""

EXAMPLES = 3
PHRASES = 10


@dataclass(frozen=True)
class Suggestion:
    """One tactic in a set of posts.

    posts, texts: with such a phrase, and their different wordings; of: posts with words. share: posts of `of`; low,
    high: its bounds of 95 % (Wilson 1927) by different wordings, since a copied post was written once. phrases: phrase,
    language and posts, most posts first. examples: posts with most phrases, each of another wording. cannot_say: why no
    share is told, else None.
    """

    tactic: str
    question: str
    posts: int
    texts: int
    of: int
    share: float | None
    low: float | None
    high: float | None
    phrases: tuple[tuple[str, str, int], ...]
    examples: tuple[str, ...]
    cannot_say: str | None

    @property
    def says(self) -> str:
        """Return it in one sentence."""
        if self.cannot_say:
            return f"{self.tactic}: {self.cannot_say}."
        quoted = ", ".join(f"“{words}” {posts:,}" for words, _, posts in self.phrases[:EXAMPLES])
        return (
            f"{self.tactic}: {counted(self.posts, 'post')} of {self.of:,} ({self.share:.1%}, {self.low:.1%} to "
            f"{self.high:.1%} of the wordings) have such a phrase: {quoted}. {self.question}"
        )

    def as_json(self) -> dict[str, Any]:  # Any: a JSON document
        """Return it as a JSON document."""
        phrases = [dict(zip(("phrase", "language", "posts"), one, strict=True)) for one in self.phrases]
        return {**asdict(self), "phrases": phrases, "examples": list(self.examples), "says": self.says}


def suggest_tactics(posts: pl.DataFrame) -> list[Suggestion]:
    """Return the four tactics, the one with most posts first, each with its phrases and three posts to look at.

    posts: post, text, lang (which is not needed: all languages are searched). The suggestions do not depend on the
    order of rows.
    """
    worded = posts.select("post", "text", wordings(posts["text"]).alias("wording"))
    worded = worded.filter(pl.col("wording").fill_null("") != "").sort("post")
    texts = worded.select("text").unique(maintain_order=True)
    phrases = tactic_phrases()
    named = pl.DataFrame(
        {
            "phrase": range(len(phrases)),
            "tactic": [phrase.kind for phrase in phrases],
            "words": [phrase.words.replace("*", "…") for phrase in phrases],
            "language": [phrase.language for phrase in phrases],
        },
        schema_overrides={"phrase": pl.UInt32},
    )
    found = find_phrases(texts["text"], phrases).join(named, on="phrase")
    said = found.join(texts.with_row_index("row"), on="row").join(worded, on="text")
    wordings_in_all = worded["wording"].n_unique()
    suggestions = [
        _suggest(tactic, said.filter(pl.col("tactic") == tactic), worded.height, wordings_in_all) for tactic in TACTICS
    ]
    order = list(TACTICS)
    return sorted(suggestions, key=lambda one: (-one.posts, order.index(one.tactic)))


def _suggest(tactic: str, said: pl.DataFrame, of: int, wordings_in_all: int) -> Suggestion:
    by_post = said.group_by("post", "wording").agg(pl.col("words").n_unique().alias("phrases"))
    count, texts = by_post["post"].n_unique(), by_post["wording"].n_unique()
    ranked = by_post.sort("phrases", "post", descending=[True, False]).unique(
        "wording", keep="first", maintain_order=True
    )
    # A phrase that is spelled alike in two languages is told once, with the first of them.
    one = (
        said.sort("words", "language")
        .group_by("words", maintain_order=True)
        .agg(pl.col("language").first(), pl.col("post").n_unique().alias("posts"))
    )
    told = one.sort("posts", "words", descending=[True, False]).head(PHRASES)
    cannot_say = None
    if of < FEWEST_POSTS:
        cannot_say = f"cannot say: {counted(of, 'post')} with words, {FEWEST_POSTS} are needed"
    elif count < FEWEST_FOUND:
        have = "has" if count == 1 else "have"
        cannot_say = f"cannot say: {count:,} of {counted(of, 'post')} {have} such a phrase, {FEWEST_FOUND} are needed"
    bounds = wilson_interval(texts, wordings_in_all) if cannot_say is None else None
    return Suggestion(
        tactic=tactic,
        question=TACTICS[tactic],
        posts=count,
        texts=texts,
        of=of,
        share=None if bounds is None else count / of,
        low=None if bounds is None else bounds[0],
        high=None if bounds is None else bounds[1],
        phrases=tuple(told.select("words", "language", "posts").iter_rows()),
        examples=tuple(ranked["post"].head(EXAMPLES)),
        cannot_say=cannot_say,
    )
