"""The languages of a case: of its posts, of its accounts, and the scripts of their names."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from unisono.cases import Case
from unisono.content.language_names import language_name
from unisono.content.languages import language_mix, languages_of_posts
from unisono.content.scripts import mixes_scripts, scripts_of
from unisono.dossiers.subject_posts import Card
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import TIME

POSTS_AT_ONCE = 10_000
"""Posts that become rows of Python in one step."""

ACCOUNT_LANGUAGES: dict[str, pl.DataType] = {
    "account_id": pl.String(),
    "handle": pl.String(),
    "display_name": pl.String(),
    "posts": pl.Int64(),
    "n": pl.Int64(),
    "languages": pl.List(pl.Struct({"language": pl.String(), "posts": pl.Int64(), "share": pl.Float64()})),
    "effective_languages": pl.Float64(),
    "handle_script": pl.String(),
    "name_script": pl.String(),
    "mixed_scripts": pl.Boolean(),
}
"""The fields of an account's line, as columns."""


@dataclass(frozen=True)
class CaseLanguages:
    """Posts with a text, one row each, and how many posts have none.

    posts: post_id, account_id, created_at, kind, handle, language, basis, confidence, script, mixed_scripts,
    platform_language, differs. `language` is null where neither text nor platform says it.
    """

    case: Case
    posts: pl.DataFrame
    without_text: int

    def languages(self) -> pl.DataFrame:
        """Return one row a language, most posts first, posts without a language among them as null.

        Columns: language, name, posts, share (of posts with a text), accounts, reposts, by_text, by_platform, differs
        (posts of which the platform says another language), mixed_scripts (posts), scripts (list of {script, posts}).
        """
        counted = self.posts.group_by("language").agg(
            pl.len().cast(pl.Int64).alias("posts"),
            (pl.len() / self.posts.height).alias("share"),
            pl.col("account_id").n_unique().cast(pl.Int64).alias("accounts"),
            pl.col("kind").eq("repost").sum().cast(pl.Int64).alias("reposts"),
            pl.col("basis").eq("text").sum().cast(pl.Int64).alias("by_text"),
            pl.col("basis").eq("platform").sum().cast(pl.Int64).alias("by_platform"),
            pl.col("differs").sum().cast(pl.Int64),
            pl.col("mixed_scripts").sum().cast(pl.Int64),
            pl.col("script").value_counts(sort=True).alias("scripts"),
        )
        scripts = pl.col("scripts").list.eval(
            pl.struct(
                pl.element().struct.field("script"), pl.element().struct.field("count").cast(pl.Int64).alias("posts")
            )
        )
        named = pl.col("language").map_elements(language_name, return_dtype=pl.String, skip_nulls=False).alias("name")
        ordered = counted.sort("posts", "language", descending=[True, False], nulls_last=True)
        return ordered.select("language", named, pl.exclude("language", "scripts"), scripts)

    def accounts(self) -> pl.DataFrame:
        """Return one row an account, most posts first, in the columns ACCOUNT_LANGUAGES.

        `n` counts posts whose language is known, in which `languages` have their shares. `mixed_scripts` says whether a
        word of the handle or the display name mixes letters of scripts that look alike.
        """
        mix = language_mix(self.posts["account_id"], self.posts["language"])
        share = pl.struct(
            pl.element().struct.field("language"),
            pl.element().struct.field("posts").cast(pl.Int64),
            (pl.element().struct.field("posts") / pl.element().struct.field("posts").sum()).alias("share"),
        )
        shares = mix.select(
            pl.col("account").alias("account_id"),
            pl.col("n").cast(pl.Int64),
            "effective_languages",
            pl.col("languages").list.eval(share),
        )
        counted = self.posts.group_by("account_id").agg(
            pl.len().cast(pl.Int64).alias("posts"), pl.col("handle").drop_nulls().last()
        )
        names = self.case.accounts().select(ACCOUNT_NAME.alias("account_id"), "display_name").collect()
        table = counted.join(names.unique("account_id"), on="account_id", how="left").join(
            shares, on="account_id", how="left"
        )
        written = table.with_columns(
            scripts_of(table["handle"]).alias("handle_script"),
            scripts_of(table["display_name"]).alias("name_script"),
            (
                mixes_scripts(table["handle"]).fill_null(False) | mixes_scripts(table["display_name"]).fill_null(False)
            ).alias("mixed_scripts"),
            pl.col("n").fill_null(0),
        )
        return written.select(*ACCOUNT_LANGUAGES).sort("posts", "account_id", descending=[True, False])

    def post_rows(self) -> Iterator[Card]:
        """Yield one row a post, by time: what languages_of_posts says of it."""
        for part in self.posts.drop("handle").iter_slices(POSTS_AT_ONCE):
            yield from part.iter_rows(named=True)


def read_languages(case: Case, posts: pl.LazyFrame) -> CaseLanguages:
    """Return the languages of these posts of the case (POSTS columns); each distinct wording is asked about once."""
    read = posts.select(
        POST_NAME.alias("post_id"), ACCOUNT_NAME.alias("account_id"), "created_at", "kind", "handle", "text", "lang"
    ).collect()
    worded = read.filter(pl.col("text").str.contains(r"\S").fill_null(False)).sort("created_at", "post_id")
    named = worded.drop("text", "lang").hstack(languages_of_posts(worded.select("text", "lang")))
    ordered = named.select(
        *("post_id", "account_id", pl.col("created_at").cast(TIME), "kind", "handle", "language", "basis"),
        *("confidence", "script", "mixed_scripts", "platform_language", "differs"),
    )
    return CaseLanguages(case, ordered, read.height - worded.height)
