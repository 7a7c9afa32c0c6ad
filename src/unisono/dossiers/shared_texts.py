"""The texts of a case that several accounts published, alike or nearly so: how often, since when, in which words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import polars as pl

from unisono.cases import Case, Run
from unisono.content.case_texts import text_index
from unisono.content.languages import languages_of_posts
from unisono.content.near_duplicates import NearDuplicates
from unisono.detectors.evidence import posts_between
from unisono.dossiers.subject_posts import Card, members_of, networked_share, with_words
from unisono.dossiers.testimony_forms import read_testimony_forms
from unisono.dossiers.text_variants import FEWEST_CLAIMANTS, count_wordings, read_variants
from unisono.model.tables import TIME
from unisono.traces import Likeness, read_traces

REPRESENTATIVES = 3
"""Wordings of a text, those of most posts, of which the language is asked."""

AT_ONCE = 2_000
"""Texts that are described in one step, so that the first lines come early and memory stays small."""

MOST_TEMPLATE_WORDINGS = 5_000
"""Wordings of a text, those of most posts, from which the template of a list's row is read; its page reads all."""


SHARED_TEXTS: dict[str, pl.DataType] = {
    "text": pl.String(),
    "posts": pl.Int64(),
    "accounts": pl.Int64(),
    "template": pl.String(),
    "texts": pl.Int64(),
    "texts_that_fit": pl.Int64(),
    "posts_that_fit": pl.Int64(),
    "testimony": pl.Boolean(),
    "languages": pl.List(pl.String()),
    "variants": pl.Int64(),
    "first_at": TIME,
    "last_at": TIME,
    "networked_share": pl.Float64(),
    "post_ids": pl.List(pl.String()),
}
"""The fields of a card of the list, as columns."""


@dataclass(frozen=True)
class SharedTexts:
    """Texts by accounts, most first.

    texts: object, posts, accounts, first_at, last_at, networked_share. rarer: the same of texts of fewer accounts than
    were asked for. traces: object, account, post, at of the posts of all. posts_read: posts of the case (or span) whose
    text says something.
    """

    case: Case
    texts: pl.DataFrame
    rarer: pl.DataFrame
    traces: pl.DataFrame
    posts_read: int

    @cached_property
    def forms(self) -> pl.DataFrame:
        """Return `object` and `form` of the texts that are put together as other testimonies are; read once."""
        return read_testimony_forms(self.case, self.traces)

    @cached_property
    def told_alike(self) -> pl.DataFrame:
        """Return the texts of fewer accounts that share a form with others, in the columns and order of `texts`."""
        return self.rarer.join(self.forms.select("object"), on="object", how="semi", maintain_order="left")


def read_texts(
    case: Case, since: datetime | None = None, until: datetime | None = None, similarity: float | None = None
) -> pl.DataFrame:
    """Return object, account, post and at of each post with words of its own that say something.

    similarity: share of letters from which texts are the same; that of the latest scan where it is not given.
    """
    if similarity is None:
        similarity = _similarity_of_latest_run(case)
    likeness = Likeness(texts=text_index(case, NearDuplicates.at(similarity)).objects)
    posts = posts_between(case.posts(), since, until)
    return read_traces(posts, layers=("text",), likeness=likeness)["text"].select("object", "account", "post", "at")


def _similarity_of_latest_run(case: Case) -> float:
    run = case.latest_run()
    recorded = (run.record.get("settings") or {}).get("similarity") if run else None
    return recorded if isinstance(recorded, float) else NearDuplicates.similarity


def find_shared_texts(
    case: Case,
    run: Run | None = None,
    *,
    least_accounts: int = 2,
    since: datetime | None = None,
    until: datetime | None = None,
    similarity: float | None = None,
) -> SharedTexts:
    """Return the texts that so many accounts published, those of most accounts first; reposts do not count."""
    traces = read_texts(case, since, until, similarity)
    texts = (
        traces.group_by("object")
        .agg(
            pl.col("post").n_unique().alias("posts"),
            pl.col("account").n_unique().alias("accounts"),
            pl.col("at").min().alias("first_at"),
            pl.col("at").max().alias("last_at"),
            networked_share(members_of(run)),
        )
        .sort("accounts", "posts", "object", descending=[True, True, False])
    )
    enough = pl.col("accounts") >= least_accounts
    return SharedTexts(case, texts.filter(enough), texts.filter(~enough), traces, traces.height)


def describe_shared_texts(shared: SharedTexts, top: int | None = None, *, with_posts: bool = False) -> Iterator[Card]:
    """Yield one card a text: counts, template, testimony, languages, variants; and post_ids where they are asked for.

    Texts of the list are described as it is read, so that whoever needs few waits for few. Where it is read to its end,
    those of fewer accounts follow that are put together from the words of other testimonies.
    """
    texts = shared.texts if top is None else shared.texts.head(top)
    goes_on = top is None or top > texts.height
    if goes_on:
        more = shared.told_alike if top is None else shared.told_alike.head(top - texts.height)
        texts = pl.concat([texts, more])
    # The claims of a whole case take a while to be read; a text of several accounts says itself whether it testifies.
    alone = goes_on or bool((texts["accounts"] < FEWEST_CLAIMANTS).any())
    told = set(shared.forms["object"]) if alone else set[str]()
    for start in range(0, texts.height, AT_ONCE):
        part = texts.slice(start, AT_ONCE)
        posts = with_words(shared.case, shared.traces.join(part.select("object"), on="object", how="semi"))
        yield from _describe(part, posts, told, with_posts=with_posts)


def _describe(texts: pl.DataFrame, posts: pl.DataFrame, told: set[str], *, with_posts: bool) -> Iterator[Card]:
    languages = name_languages(count_wordings(posts))
    variants = read_variants(posts, most_wordings=MOST_TEMPLATE_WORDINGS)
    ids = dict(posts.sort("at", "post").group_by("object").agg(pl.col("post").unique(maintain_order=True)).iter_rows())
    for row in texts.iter_rows(named=True):
        known = variants[(row["object"],)]
        yield {
            "text": row["object"],
            "posts": row["posts"],
            "accounts": row["accounts"],
            "template": known.template.line,
            "texts": known.template.texts,
            "texts_that_fit": known.template.fitting,
            "posts_that_fit": known.template.fitting_posts,
            "testimony": known.testimony is not None or row["object"] in told,
            "languages": languages.get(row["object"], []),
            "variants": known.wordings,
            "first_at": row["first_at"],
            "last_at": row["last_at"],
            "networked_share": row["networked_share"],
            **({"post_ids": ids[row["object"]]} if with_posts else {}),
        }


def name_languages(worded: pl.DataFrame) -> dict[str, list[str]]:
    """Return the languages of each object's most posted wordings, that of most posts first."""
    asked = worded.group_by("object", maintain_order=True).head(REPRESENTATIVES)
    named = asked.hstack(languages_of_posts(asked.select("text", "lang")).select("language"))
    counted = named.drop_nulls("language").group_by("object", "language").agg(pl.col("posts").sum())
    ordered = counted.sort("object", "posts", "language", descending=[False, True, False])
    return dict(ordered.group_by("object", maintain_order=True).agg("language").iter_rows())
