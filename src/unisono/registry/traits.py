"""What accounts are known by: handles, names, bios, pictures, own texts, links, and whom they turn to."""

from collections.abc import Mapping

import polars as pl

from unisono.cases import Case
from unisono.content.compared_forms import compared_forms
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.profile_pictures import profile_pictures
from unisono.content.translating import translate
from unisono.content.wording import digest
from unisono.model.names import ACCOUNT_NAME
from unisono.model.tables import conform
from unisono.registry.tables import TRAITS
from unisono.traces.acts import read_acts
from unisono.traces.link import links_of_acts

OF_ACCOUNTS = {name: kind for name, kind in TRAITS.items() if name != "known"}

LEAST_BIO = 15
"""Letters and digits; shorter bios say too little to tell people apart."""

MOST_USED = 30
"""Texts, links and partners of an account that the registry keeps: those used most often, then earliest."""

REPEATED = ("text", "link", "partner")

Wanted = Mapping[str, pl.Series]

_ACTS = ("account", "post", "at")
_COLUMNS = ("text", "urls", "mentions", "ref_account_id", "ref_handle", "handle", "display_name")


def traits_of(case: Case, accounts: pl.Series | None = None, wanted: Wanted | None = None) -> pl.DataFrame:
    """Return what these accounts (platform:id; None: all of the case) are known by, in OF_ACCOUNTS columns.

    wanted: of REPEATED kinds only these values are read. Profiles that say nothing of their own, such as the
    platform's pictures, are left out.
    """
    posts, profiles = (table.with_columns(ACCOUNT_NAME) for table in (case.posts(), case.account_snapshots()))
    if accounts is not None:
        chosen = pl.LazyFrame({"account": accounts})
        posts, profiles = (table.join(chosen, on="account", how="semi") for table in (posts, profiles))
    read = read_acts(posts, _COLUMNS)
    said = profiles.filter(pl.col("account").is_not_null()).select("account", "handle", "display_name", "bio").collect()
    pictures = _pictures(case)
    if accounts is not None:
        pictures = pictures.filter(pl.col("account").is_in(accounts.implode()))
    parts = [
        _names(read, said, "handle", "handle"),
        _names(read, said, "display_name", "name"),
        _bios(said),
        pictures,
        _counted(_texts(read), "text", wanted),
        _counted(_links(read), "link", wanted),
        _counted(_partners(read), "partner", wanted),
    ]
    return pl.concat([conform(part, OF_ACCOUNTS) for part in parts]).sort("account", "kind", "value")


def most_used(traits: pl.DataFrame) -> pl.DataFrame:
    """Return the traits without those of REPEATED kinds beyond the MOST_USED of an account."""
    ordered = traits.sort("account", "kind", -pl.col("uses"), "value", nulls_last=True)
    place = pl.int_range(pl.len()).over("account", "kind")
    return ordered.filter(~pl.col("kind").is_in(REPEATED) | (place < MOST_USED))


def folded_name(names: pl.Expr) -> pl.Expr:
    """Return names as they are compared: one form of each letter, no capitals, no spaces around or doubled."""
    plain = names.str.normalize("NFKC").str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars(" @")
    return pl.when(plain != "").then(plain)


def _names(posts: pl.DataFrame, profiles: pl.DataFrame, column: str, kind: str) -> pl.DataFrame:
    """Return every handle, or display name, under which an account was seen."""
    seen = pl.concat([table.select("account", pl.col(column).alias("shown")) for table in (posts, profiles)])
    named = seen.unique().with_columns(folded_name(pl.col("shown")).alias("value")).drop_nulls("value")
    return (
        named.sort("account", "value", "shown")
        .unique(["account", "value"], keep="first", maintain_order=True)
        .with_columns(pl.lit(kind).alias("kind"))
    )


def _bios(profiles: pl.DataFrame) -> pl.DataFrame:
    """Return every bio that says something; links, which platforms shorten anew, are not compared."""
    written = profiles.select("account", pl.col("bio").alias("shown")).drop_nulls().unique()
    plain = pl.col("shown").str.replace_all(r"https?://\S*", " ").str.normalize("NFKC").str.to_lowercase()
    letters = plain.str.replace_all(r"[^\p{L}\p{M}\p{N}]+", "")
    telling = written.with_columns(letters.alias("letters")).filter(pl.col("letters").str.len_chars() >= LEAST_BIO)
    named = telling.with_columns(translate(telling["letters"], lambda said: f"b-{digest(said)}").alias("value"))
    kept = named.sort("account", "value", "shown").unique(["account", "value"], keep="first", maintain_order=True)
    return kept.select("account", pl.lit("bio").alias("kind"), "value", "shown")


def _pictures(case: Case) -> pl.DataFrame:
    """Return the profile pictures that somebody chose: by perceptual hash where there is a file, else by the upload."""
    files = case_pictures(case)
    chosen = profile_pictures(case, files).filter(pl.col("default").is_null())
    hashes = files.select("entry", "hash").drop_nulls().unique("entry", keep="first", maintain_order=True)
    named = chosen.join(hashes, on="entry", how="left", maintain_order="left")
    return named.select(
        "account", pl.lit("picture").alias("kind"), pl.coalesce("hash", "object").alias("value"), shown="entry"
    )


def _texts(posts: pl.DataFrame) -> pl.DataFrame:
    """Return the texts that accounts wrote themselves, by what is compared of them; short ones are none."""
    own = posts.filter((pl.col("kind") != "repost") & pl.col("text").is_not_null())
    forms = compared_forms(own["text"])
    return own.select(*_ACTS, translate(forms, lambda form: f"f-{digest(form)}").alias("value")).drop_nulls("value")


def _links(posts: pl.DataFrame) -> pl.DataFrame:
    return links_of_acts(posts).select(*_ACTS, value="address")


def _partners(posts: pl.DataFrame) -> pl.DataFrame:
    """Return whom accounts repost, answer, quote and mention: by id where the post has it, else by handle."""
    named = pl.when(pl.col("ref_account_id").fill_null("") != "").then("ref_account_id").otherwise("ref_handle")
    referred = posts.select(*_ACTS, "platform", named.alias("name"))
    mentioned = posts.select(*_ACTS, "platform", pl.col("mentions").alias("name")).explode("name")
    bare = pl.col("name").str.strip_chars(" @＠").str.to_lowercase()
    turned = pl.concat([referred, mentioned]).with_columns(
        pl.when(bare != "").then(pl.concat_str("platform", pl.lit(":"), bare)).alias("value")
    )
    return turned.filter(pl.col("value") != pl.col("account")).select(*_ACTS, "value").unique(["post", "value"])


def _counted(acts: pl.DataFrame, kind: str, wanted: Wanted | None) -> pl.DataFrame:
    """Return how often each account used each value, and its first post with it."""
    if wanted is not None:
        acts = acts.filter(pl.col("value").is_in(wanted[kind].implode()))
    first = acts.sort("at", "post")
    counted = first.group_by("account", "value", maintain_order=True).agg(uses=pl.len(), post=pl.col("post").first())
    return counted.with_columns(pl.lit(kind).alias("kind"))
