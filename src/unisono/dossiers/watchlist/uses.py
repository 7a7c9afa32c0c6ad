"""Who used which hashtag, link, domain or mention on which day, reposts with what their originals carry."""

from dataclasses import dataclass

import polars as pl

from unisono.cases import Case
from unisono.content.trackers import SHORTENERS
from unisono.traces.acts import UNKNOWN_PLATFORM, conform_posts, filled, read_acts
from unisono.traces.hashtag import tags_of_acts
from unisono.traces.link import links_of_acts
from unisono.traces.mention import read_mentions
from unisono.traces.origins import Origins, handle_key

KINDS = ("hashtag", "link", "domain", "mention")
"""What is ranked, in this order; `topic` comes last where it is asked for."""

READ = ("text", "hashtags", "urls", "mentions", "lang", "ref_post_id")
CARRIED = ("text", "hashtags", "urls", "mentions")

USES = pl.Schema(
    {
        "day": pl.Date(),  # of the case's zone
        "kind": pl.String(),
        "item": pl.String(),
        "account": pl.String(),
        "post": pl.String(),
    }
)
"""One row for each post and thing used in it."""


@dataclass(frozen=True)
class CaseUses:
    """What the accounts of a case used on which day.

    acts: account, post, day, platform, kind, lang and text of every post with an account and a time. uses: USES.
    """

    acts: pl.DataFrame
    uses: pl.DataFrame


def read_uses(case: Case) -> CaseUses:
    """Return every act of a case with its day, and USES of all hashtags, links, domains and mentions in it.

    A repost that carries nothing of its original, as in tables of ids, has the original's, where the case knows it.
    """
    acts = _with_originals(case, read_acts(case.posts(), READ))
    links = links_of_acts(acts)
    domains = links.filter(~pl.col("domain").is_in(list(SHORTENERS)))
    tables = {
        "hashtag": tags_of_acts(acts).rename({"tag": "item"}),
        "link": links.rename({"address": "item"}),
        "domain": domains.rename({"publisher": "item"}),
        "mention": _with_ids(case, read_mentions(acts, Origins()).rename({"object": "item"})),
    }
    day = pl.col("at").dt.convert_time_zone(case.zone).dt.date().alias("day")
    uses = [
        tables[kind]
        .select(day, pl.lit(kind).alias("kind"), "item", "account", "post")
        .unique(["item", "post", "account"])
        for kind in KINDS
    ]
    kept = acts.select("account", "post", day, "platform", "kind", "lang", "text")
    return CaseUses(kept, pl.concat(uses))


def _with_ids(case: Case, mentions: pl.DataFrame) -> pl.DataFrame:
    """Return the mentions by id where the case knows whose handle it is; one that was two accounts' is neither's.

    Only handles that are mentioned are looked up: those of a large case are many.
    """
    mentioned = mentions["item"].unique()
    names = mentioned.str.replace(r"^[^:]*:", "").unique().implode()
    holders = [
        conform_posts(table)
        .filter(pl.col("handle").str.strip_chars().str.strip_chars_start("@＠").str.to_lowercase().is_in(names))
        .with_columns(pl.col("platform").fill_null(UNKNOWN_PLATFORM))
        .select(
            handle_key(pl.col("handle")).alias("item"), pl.concat_str("platform", pl.lit(":"), filled("account_id"))
        )
        .rename({"platform": "holder"})
        .drop_nulls()
        .unique()
        .collect()
        for table in (case.posts(), case.references())
    ]
    known = pl.concat(holders).unique().filter(pl.len().over("item") == 1)
    found = mentions.join(known, on="item", how="left")
    return found.with_columns(pl.coalesce("holder", "item").alias("item")).drop("holder")


def _with_originals(case: Case, acts: pl.DataFrame) -> pl.DataFrame:
    """Return the acts, bare reposts with the text, tags, links and mentions of their originals."""
    is_bare = (pl.col("kind") == "repost") & pl.col("ref_post_id").is_not_null() & _is_bare()
    bare = acts.with_row_index("row").filter(is_bare)
    if not bare.height:
        return acts
    named = pl.concat_str(pl.col("platform").fill_null(UNKNOWN_PLATFORM), pl.lit(":"), filled("post_id")).alias(
        "original"
    )
    wanted = bare.with_columns(pl.concat_str("platform", pl.lit(":"), "ref_post_id").alias("original"))
    known = [
        table.select(named, *CARRIED)
        .join(wanted.lazy().select("original").unique(), on="original", how="semi")
        .collect()
        for table in (conform_posts(case.posts()), conform_posts(case.references()))
    ]
    originals = pl.concat(known).filter(~_is_bare()).unique("original", keep="first", maintain_order=True)
    found = wanted.select("row", "original").join(originals, on="original")
    filled_in = acts.with_row_index("row").join(found, on="row", how="left", maintain_order="left", suffix="_original")
    return filled_in.select(
        *(name for name in acts.columns if name not in CARRIED),
        *(
            pl.when(pl.col("original").is_null()).then(name).otherwise(f"{name}_original").alias(name)
            for name in CARRIED
        ),
    )


def _is_bare() -> pl.Expr:
    """Say that a post carries nothing: no text, and no list with anything in it."""
    lists = (pl.col(name).list.len().fill_null(0) == 0 for name in CARRIED[1:])
    return pl.all_horizontal(pl.col("text").fill_null("") == "", *lists)
