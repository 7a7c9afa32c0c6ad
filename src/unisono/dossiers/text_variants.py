"""What the posts of one text have in common: its wordings, its template, and what its writers say of themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from unisono.content.templates import Template, line_in_common, templates_of
from unisono.content.testimony.same_words import SameWords, claims_of_posts, same_words
from unisono.content.wording import links_or_mentions, wordings
from unisono.model.hidden_characters import hides_characters

FEWEST_CLAIMANTS = 2
"""Accounts that must claim something of themselves; what one says is no testimony of several."""

MOST_COMPARED = 1_000
"""Texts, those of most posts, in which words in common are looked for."""


@dataclass(frozen=True)
class Variants:
    """The posts of one text: the different texts with their posts, how many wordings, the template, what is claimed.

    texts: text, posts. The template is the one to show: where hardly a word is in nearly all, that of the posts that
    fit each other. common: the template of what nearly all have, however little that is. told is null where nobody
    claims anything in the first person.
    """

    texts: pl.DataFrame
    wordings: int
    template: Template
    common: Template
    told: SameWords | None

    @property
    def testimony(self) -> SameWords | None:
        """Return what several writers claim of themselves, null where fewer than half of the posts do."""
        told = self.told
        return told if told and told.is_testimony and told.claimants >= FEWEST_CLAIMANTS else None

    @property
    def posts_with_hidden(self) -> int:
        """Return how many of the posts hold signs that nobody sees."""
        return int(self.texts.filter(hides_characters(pl.col("text")))["posts"].sum())


def count_wordings(posts: pl.DataFrame, keys: Sequence[str] = ("object",)) -> pl.DataFrame:
    """Return keys, text, wording (the words alone), lang, posts, accounts and first_at, by keys and most posts."""
    counted = posts.group_by(*keys, "text").agg(
        pl.col("lang").drop_nulls().sort().mode(maintain_order=True).first(),
        pl.col("post").n_unique().alias("posts"),
        pl.col("account").n_unique().alias("accounts"),
        pl.col("at").min().alias("first_at"),
    )
    return counted.with_columns(wordings(counted["text"]).alias("wording")).sort(
        *keys, "posts", "text", descending=[*(False for _ in keys), True, False]
    )


def quoted_forms(worded: pl.DataFrame, keys: Sequence[str] = ()) -> pl.DataFrame:
    """Return keys, wording, text and exact for each wording of count_wordings: how it is quoted, and in how many posts.

    A wording is quoted as most of its posts write it; of equals as one does without what does not count (links,
    mentions, characters that nobody sees), then as the earliest, then by the alphabet. exact: posts with just that.
    """
    adorned = links_or_mentions(pl.col("text")) | hides_characters(pl.col("text"))
    ordered = worded.sort("posts", adorned, "first_at", "text", descending=[True, False, False, False])
    return ordered.unique([*keys, "wording"], keep="first", maintain_order=True).select(
        *keys, "wording", "text", pl.col("posts").alias("exact")
    )


def read_variants(
    posts: pl.DataFrame, keys: Sequence[str] = ("object",), most_wordings: int | None = None
) -> dict[tuple[object, ...], Variants]:
    """Return the variants of each text that the keys name; posts: keys, post, account, at, text, lang.

    most_wordings: the texts, those of most posts, from which a template and claims are read; all where left out.
    """
    own = posts.filter(pl.col("text").is_not_null())
    worded = count_wordings(own, keys)
    read = worded if most_wordings is None else worded.filter(pl.int_range(pl.len()).over(keys) < most_wordings)
    claims = claims_of_posts(own.join(read.select(*keys, "text"), on=[*keys, "text"], how="semi"))
    claiming = own.join(claims.select(keys).unique(), on=list(keys), how="semi")
    claiming = claiming.join(read.select(*keys, "text"), on=[*keys, "text"], how="semi")
    posts_of = claiming.partition_by(*keys, as_dict=True)
    claims_of = claims.partition_by(*keys, as_dict=True)
    read_of = read.partition_by(*keys, as_dict=True)
    found: dict[tuple[object, ...], Variants] = {}
    for key, part in worded.partition_by(*keys, as_dict=True).items():
        told = same_words(posts_of[key], claims_of[key]) if key in claims_of else None
        texts = read_of[key]
        weighed = (texts["text"].to_list(), texts["posts"].to_list())
        common, template = templates_of(*weighed, told.template if told else None)
        shown = part.select("text", "posts").sort("text")
        found[key] = Variants(shown, part["wording"].n_unique(), template, common, told)
    return found


def words_in_common(posts: pl.DataFrame) -> str | None:
    """Return what most posts have in common as a template's line, None where that is nothing; posts: as read_variants.

    The posts share something else, such as a link or a picture: their texts need not be alike.
    """
    worded = count_wordings(posts.filter(pl.col("text").fill_null("").str.strip_chars() != ""), ())
    most = worded.head(MOST_COMPARED)
    return line_in_common(most["text"].to_list(), most["posts"].to_list())
