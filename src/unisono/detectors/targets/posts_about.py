"""Which posts are about which target: by name, mention, answer or hashtag."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.cases.targets import Target
from unisono.detectors.targets.names import fold_name, fold_texts, names_in
from unisono.engine.numbering import number_texts_as_seen
from unisono.traces.acts import conform_posts, read_acts
from unisono.traces.hashtag import fold_tag, tags_of_acts

COLUMNS = ("text", "hashtags", "mentions", "ref_account_id", "ref_handle", "lang")
"""Columns of POSTS that say whom a post is about, beside account and time."""

ABOUT: dict[str, pl.DataType] = {
    "target": pl.UInt32(),  # number of the target, in the order given
    "act": pl.UInt32(),  # row of the post among the acts
    "place": pl.UInt32(),  # where its text names the target first; null where it does not
    "answers": pl.Boolean(),  # it replies to, quotes or reposts the target
    "tagged": pl.Boolean(),  # it has a hashtag that the user gave as used against the target
}
"""One row for each post and target that it is about."""


@dataclass(frozen=True)
class PostsAbout:
    """The posts of a case that are about its targets.

    acts: every post with an account and a time, in ACT_COLUMNS and COLUMNS. about: ABOUT, by target and act.
    own: `target`, `account` and `handle` of the targets' own accounts. tags: `act` and `tag` (folded) of every post
    with hashtags.
    """

    targets: tuple[Target, ...]
    acts: pl.DataFrame
    about: pl.DataFrame
    own: pl.DataFrame
    tags: pl.DataFrame


def find_posts_about(
    posts: pl.DataFrame | pl.LazyFrame, targets: Sequence[Target], profiles: pl.DataFrame | None = None
) -> PostsAbout:
    """Return the posts (POSTS) about each target, without those of its own accounts and reposts of what they wrote.

    profiles: ACCOUNTS, which say whose a handle is, where no post does.
    """
    acts = read_acts(posts, COLUMNS)
    own = own_accounts(posts, targets, profiles)
    tags = tags_of_acts(acts).select(pl.col("act").cast(pl.UInt32), "tag").unique(maintain_order=True)
    found = PostsAbout(tuple(targets), acts, pl.DataFrame(schema=ABOUT), own, tags)
    if not targets or not acts.height:
        return found
    texts = _folded_texts(acts)
    mentions = _mentions(acts)
    parts = [_about(found, number, texts, mentions) for number in range(len(targets))]
    about = pl.concat(parts).sort("target", "act")
    return replace(found, about=about)


def own_accounts(
    posts: pl.DataFrame | pl.LazyFrame, targets: Sequence[Target], profiles: pl.DataFrame | None
) -> pl.DataFrame:
    """Return `target`, `account` (platform:id) and `handle` of the accounts that the user said are a target's own.

    They are named by platform:id, bare id or handle; an alias that starts with @ is the handle of an own account.
    """
    schema = {"target": pl.UInt32, "account": pl.String, "handle": pl.String}
    given = [
        {"target": number, "key": name.strip().lstrip("@＠").lower()}
        for number, target in enumerate(targets)
        for name in _account_names(target)
    ]
    if not given:
        return pl.DataFrame(schema=schema)
    wanted = pl.LazyFrame(given, schema={"target": pl.UInt32, "key": pl.String})
    source = conform_posts(posts)
    seen = [
        source.select("platform", "account_id", "handle"),
        source.select("platform", pl.col("ref_account_id").alias("account_id"), pl.col("ref_handle").alias("handle")),
    ]
    if profiles is not None:
        seen.append(profiles.lazy().select("platform", "account_id", "handle"))
    accounts = (
        pl.concat([part.unique() for part in seen])
        .filter(pl.col("account_id").is_not_null() & (pl.col("account_id") != ""))
        .with_columns(pl.col("platform").fill_null("unknown"))
        .with_columns(pl.concat_str("platform", pl.lit(":"), "account_id").alias("account"))
    )
    keys = [pl.col("handle").str.to_lowercase(), pl.col("account_id").str.to_lowercase()]
    named = [
        accounts.select("account", "handle", key.alias("key")).join(wanted, on="key")
        for key in [*keys, pl.col("account").str.to_lowercase()]
    ]
    found = pl.concat(named).select("target", "account", pl.col("handle").str.to_lowercase())
    return found.unique().sort("target", "account", "handle").collect()


def _account_names(target: Target) -> list[str]:
    handles = [alias for alias in target.aliases if alias.strip().startswith(("@", "＠"))]
    return [*target.accounts, *handles]


@dataclass(frozen=True)
class _Texts:
    """Distinct texts as names are compared (folded; null: no text), and which of them each act has."""

    folded: pl.Series
    of_act: NDArray[np.int32]

    def name_places(self, names: Sequence[str]) -> pl.DataFrame:
        """Return `act` and `place` of the acts whose text has one of the names: where it first stands."""
        places = names_in(self.folded, names).gather(self.of_act).alias("place")
        return pl.select(pl.int_range(len(places), dtype=pl.UInt32).alias("act"), places).drop_nulls("place")


def _folded_texts(acts: pl.DataFrame) -> _Texts:
    distinct, of_act = number_texts_as_seen(acts["text"])
    unusual = distinct.str.contains("[^\\x00-\\x7f]").fill_null(value=False)
    folded = pl.concat([distinct.filter(~unusual).str.to_lowercase(), fold_texts(distinct.filter(unusual))])
    moved_to = np.empty(len(distinct), np.int32)
    moved_to[np.argsort(unusual.to_numpy(), kind="stable")] = np.arange(len(distinct))
    return _Texts(folded, moved_to[of_act])


def _mentions(acts: pl.DataFrame) -> pl.DataFrame:
    """Return `act` and `key` of whom posts mention, answer, quote or repost: an id or a handle; `answers`."""
    numbered = acts.select(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("act"), "platform", "mentions", "ref_account_id", "ref_handle"
    )
    said = numbered.filter(pl.col("mentions").list.len() > 0).explode("mentions")
    parts = [
        said.select("act", "platform", pl.col("mentions").alias("key"), pl.lit(value=False).alias("answers")),
        *(
            numbered.select("act", "platform", pl.col(name).alias("key"), pl.lit(value=True).alias("answers"))
            for name in ("ref_account_id", "ref_handle")
        ),
    ]
    bare = pl.col("key").str.strip_chars().str.strip_chars_start("@＠").str.to_lowercase()
    keys = pl.concat(parts).drop_nulls("key").with_columns(bare.alias("key")).filter(pl.col("key") != "")
    return keys.with_columns(pl.concat_str("platform", pl.lit(":"), "key").alias("account"))


def _about(found: PostsAbout, number: int, texts: _Texts, mentions: pl.DataFrame) -> pl.DataFrame:
    """Return ABOUT of one target, by act."""
    target = found.targets[number]
    accounts = found.own.filter(pl.col("target") == number)
    own = accounts["account"]
    handles = {name.strip().lstrip("@＠").lower() for name in _account_names(target)} | set(
        accounts["handle"].drop_nulls()
    )
    written = [*target.names, *(f"@{handle}" for handle in handles)]
    named = texts.name_places(written)
    squeezed = {fold_name(name).replace(" ", "") for name in target.names} - {""}
    bare = pl.col("key").str.replace_all(r"[_.\-]", "")
    keys = sorted(handles)
    is_target = (
        pl.col("account").is_in(own.implode())
        | pl.col("account").is_in(keys)  # an id may be known by what the user typed alone
        | pl.col("key").is_in(keys)
        | bare.is_in(sorted(squeezed))
    )
    spoken = mentions.filter(is_target).group_by("act").agg(pl.col("answers").any())
    against = {fold_tag(tag) for tag in target.hashtags} - {None}
    tagged = found.tags.filter(pl.col("tag").is_in(sorted(str(tag) for tag in against))).select("act").unique()
    joined = (
        pl.concat([named.select("act"), spoken.select("act"), tagged])
        .unique()
        .sort("act")
        .join(named, on="act", how="left", maintain_order="left")
        .join(spoken, on="act", how="left", maintain_order="left")
        .join(tagged.with_columns(pl.lit(value=True).alias("tagged")), on="act", how="left", maintain_order="left")
        .with_columns(pl.col("answers", "tagged").fill_null(value=False), target=pl.lit(number, pl.UInt32))
    )
    return joined.filter(~_of_the_target(found.acts, joined["act"], own, handles)).select(list(ABOUT))


def _of_the_target(acts: pl.DataFrame, rows: pl.Series, own: pl.Series, handles: set[str]) -> pl.Series:
    """Return which of these acts are the target's own posts, or reposts of them: its words, not words about it."""
    chosen = acts[rows.to_numpy()]
    author = pl.concat_str("platform", pl.lit(":"), "ref_account_id").is_in(own.implode())
    author = author | pl.col("ref_handle").str.to_lowercase().is_in(sorted(handles))
    own_words = pl.col("account").is_in(own.implode()) | ((pl.col("kind") == "repost") & author.fill_null(value=False))
    return chosen.select(own_words.fill_null(value=False)).to_series()
