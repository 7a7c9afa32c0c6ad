"""What an account does most: whom it repeats and answers, its hashtags, sites, texts and languages."""

import polars as pl

from unisono.content.language_names import language_name
from unisono.content.languages import language_mix, languages_of_posts
from unisono.content.trackers import SHORTENERS
from unisono.content.wording import says_something, wordings
from unisono.detectors.evidence import traces_of_run
from unisono.dossiers.account.material import Material
from unisono.dossiers.subject_posts import MOST_LETTERS, Card
from unisono.dossiers.text_variants import quoted_forms
from unisono.traces.acts import UNKNOWN_PLATFORM, read_acts
from unisono.traces.hashtag import tags_of_acts
from unisono.traces.link import links_of_acts

KEPT = 20
"""Most frequent items of each kind that a dossier keeps."""


def describe_habits(material: Material) -> Card:
    """Return targets, hashtags, domains and texts, each with how many kinds there are, most posts first.

    Short links that nobody expanded lead to no site that is known.
    """
    own = material.own
    acts = read_acts(own, ("text", "urls", "hashtags"))
    tags = tags_of_acts(acts).select("post", item=pl.col("tag"))
    sites = (
        links_of_acts(acts).filter(~pl.col("domain").is_in(list(SHORTENERS))).select("post", item=pl.col("publisher"))
    )
    targets = count_targets(material)
    texts = count_texts(material)
    return {
        "targets": targets[:KEPT],
        "targets_found": len(targets),
        **_counted("hashtags", tags),
        **_counted("domains", sites),
        "texts": texts[:KEPT],
        "texts_found": len(texts),
    }


def describe_languages(own: pl.DataFrame) -> Card:
    """Return the languages of an account's posts with their shares, n (posts whose language is known), and how many.

    own: text and lang of its posts. `effective_languages` is null below ten posts.
    """
    nothing = {"languages": [], "language_posts": 0, "effective_languages": None}
    worded = own.filter(pl.col("text").str.contains(r"\S").fill_null(value=False)).select("text", "lang")
    if not worded.height:
        return nothing
    spoken = languages_of_posts(worded)["language"]
    mix = language_mix(pl.Series(["one"] * len(spoken)), spoken)
    if not mix.height:
        return nothing
    row = mix.row(0, named=True)
    languages = [
        {"language": one["language"], "name": language_name(one["language"]), "posts": one["posts"]}
        | {"share": one["posts"] / row["n"]}
        for one in row["languages"]
    ]
    return {"languages": languages, "language_posts": row["n"], "effective_languages": row["effective_languages"]}


def _counted(name: str, used: pl.DataFrame) -> Card:
    """Return the items with most posts, and how many there are; used: post and item."""
    counted = used.drop_nulls("item").group_by("item").agg(pl.col("post").n_unique().cast(pl.Int64).alias("posts"))
    ordered = counted.sort("posts", "item", descending=[True, False])
    return {name: ordered.head(KEPT).to_dicts(), f"{name}_found": ordered.height}


def count_targets(material: Material) -> list[Card]:
    """Return whom the account reposts, answers, quotes and mentions: target, handle, posts and posts of each kind.

    A post counts once for each account in it: that of whom it repeats or answers by its kind, any other as a mention.
    A target is platform:id, or platform:@handle where no id is known.
    """
    own = material.own.select(
        "post", pl.col("platform").fill_null(UNKNOWN_PLATFORM), "kind", "ref_account_id", "ref_handle", "mentions"
    )
    referred = own.filter(pl.col("ref_account_id").is_not_null() | pl.col("ref_handle").is_not_null()).select(
        "post", "platform", "kind", given=pl.coalesce("ref_account_id", "ref_handle"), handle="ref_handle"
    )
    mentioned = (
        own.filter(pl.col("mentions").list.len() > 0)
        .select("post", "platform", kind=pl.lit("mention"), given="mentions")
        .explode("given")
        .with_columns(handle=pl.lit(None, pl.String))
    )
    both = pl.concat([referred, mentioned.select(referred.columns)]).filter(pl.col("given").fill_null("") != "")
    named = _with_ids(both, material).filter(pl.col("target") != material.account)
    # Reposts and replies stand before mentions, so that a post counts for its target by what it does.
    once = named.unique(["post", "target"], keep="first", maintain_order=True)
    kinds = [pl.col("kind").eq(kind).sum().cast(pl.Int64).alias(name) for kind, name in _KINDS.items()]
    counted = once.group_by("target").agg(
        pl.col("handle").drop_nulls().last(), pl.len().cast(pl.Int64).alias("posts"), *kinds
    )
    return counted.sort("posts", "target", descending=[True, False]).to_dicts()


_NO_ID = r"^@|^[^\d:]+$|^[^:]*[A-Za-z_]"
"""What is a handle where no account of that id is known: ids are numbers, or addresses such as did:plc:…."""

_KINDS = {"repost": "reposts", "reply": "replies", "quote": "quotes", "mention": "mentions"}


def _with_ids(named: pl.DataFrame, material: Material) -> pl.DataFrame:
    """Return `target` and the latest handle of what posts name by id or by handle, as far as the case knows them."""
    columns = (pl.col("platform").fill_null(UNKNOWN_PLATFORM), pl.col("account_id").alias("id"), pl.col("handle"))
    writers = material.known.posts.filter(pl.col("handle").is_not_null()).select(*columns)
    given = (
        named.select("platform", id="given", handle="handle")
        .drop_nulls("handle")
        .filter(pl.col("id") != pl.col("handle"))
    )
    profiles = material.known.profiles.filter(pl.col("handle").is_not_null()).select(*columns)
    known = pl.concat([given, writers, profiles]).unique(maintain_order=True)
    by_handle = known.with_columns(pl.col("handle").str.to_lowercase().alias("folded")).unique(
        ["platform", "folded"], keep="last", maintain_order=True
    )
    by_id = known.unique(["platform", "id"], keep="last", maintain_order=True).rename({"handle": "latest"})
    folded = named.with_columns(pl.col("given").str.strip_chars_start("@").str.to_lowercase().alias("folded"))
    found = folded.join(by_id, left_on=["platform", "given"], right_on=["platform", "id"], how="left").join(
        by_handle.select("platform", "folded", found_id="id", found_handle="handle"),
        on=["platform", "folded"],
        how="left",
    )
    has_id = pl.col("latest").is_not_null()
    bare = pl.when(has_id | pl.col("found_id").is_null()).then("given").otherwise("found_id")
    unknown = ~has_id & pl.col("found_id").is_null()
    sign = pl.when(unknown & pl.col("given").str.contains(_NO_ID)).then(pl.lit(":@")).otherwise(pl.lit(":"))
    target = pl.concat_str("platform", sign, bare.str.strip_chars_start("@"))
    return found.select("post", "kind", target.alias("target"), handle=pl.coalesce("latest", "found_handle", "handle"))


def count_texts(material: Material) -> list[Card]:
    """Return the account's own texts that it wrote more than once, or that others wrote as well, most posts first.

    Each has `text`, `posts`, first_at and last_at; and after a scan its `id`, and `accounts` that wrote it or nearly
    the same: without a scan both are null. Reposts are not its own, and greetings and mere tags are no texts.
    """
    written = material.own.filter(
        (pl.col("kind").fill_null("post") != "repost") & pl.col("text").str.contains(r"\S").fill_null(value=False)
    ).select("post", "text", at="created_at")
    worded = written.with_columns(wordings(written["text"]).alias("wording"))
    shared = _shared_texts(material)
    named = worded.join(shared, on="post", how="left", maintain_order="left")
    telling = named["object"].is_not_null() | says_something(named["wording"])
    grouped = named.with_columns(pl.coalesce("object", "wording").alias("key")).filter(telling)
    forms = grouped.group_by("text", wording="key").agg(pl.len().alias("posts"), pl.col("at").min().alias("first_at"))
    quoted = quoted_forms(forms).select("text", key="wording")
    counted = (
        grouped.drop("text")
        .join(quoted, on="key")
        .group_by("key")
        .agg(
            pl.col("object").first().alias("id"),
            pl.col("text").first().str.slice(0, MOST_LETTERS),
            pl.len().cast(pl.Int64).alias("posts"),
            pl.col("accounts").first(),
            pl.col("at").min().alias("first_at"),
            pl.col("at").max().alias("last_at"),
        )
    )
    several = counted.filter((pl.col("posts") > 1) | (pl.col("accounts").fill_null(0) > 1)).drop("key")
    return several.sort("posts", "accounts", "text", descending=[True, True, False], nulls_last=True).to_dicts()


def _shared_texts(material: Material) -> pl.DataFrame:
    """Return post, object and accounts of the texts that the run saw the account share; empty without a run."""
    schema = {"post": pl.String(), "object": pl.String(), "accounts": pl.Int64()}
    if material.run is None:
        return pl.DataFrame(schema=schema)
    traces = traces_of_run(material.run, "text")
    own = traces.filter(pl.col("account") == material.account).select("object", "post").unique("post")
    accounts = (
        traces.filter(pl.col("object").is_in(own["object"].unique().implode()))
        .group_by("object")
        .agg(pl.col("account").n_unique().cast(pl.Int64).alias("accounts"))
    )
    return own.join(accounts, on="object", how="left").select(*schema)
