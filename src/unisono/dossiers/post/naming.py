"""Posts by what people type: platform:id, a bare id, or the address of the post; and what the case knows of them."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from shlex import quote
from typing import Any

import polars as pl

from unisono.cases import Case
from unisono.cases.versions import posts_of_versions
from unisono.dossiers.followers import Reposts, keep_reposts
from unisono.dossiers.subject_posts import POST
from unisono.model.errors import UsageError
from unisono.model.few_rows import collect_few
from unisono.traces.acts import conform_posts, filled

NAMED = 5
"""Posts that an error names at most."""

BY_WORDS = "r-"
"""How the name of an original begins that is known by its words alone: see traces/repost.py."""

ORIGINAL = pl.concat_str(pl.col("platform").fill_null("unknown"), pl.lit(":"), filled("ref_post_id")).alias("original")
"""The platform:id of the post that a repost, reply or quote refers to."""

_AUTHOR = pl.concat_str(pl.col("platform").fill_null("unknown"), pl.lit(":"), filled("account_id")).alias("author")
_ADDRESS = re.compile(r"^(https?|at)://", re.IGNORECASE)
_AFTER_ADDRESS = re.compile(r"[?#].*$")


@dataclass(frozen=True)
class Subject:
    """One post as the case knows it; what it does not know is null.

    post: platform:id. in_case: whether it was collected itself, not only its reposts. repost_count: the most that any
    file gives. typed_repost: the repost that was typed instead of it.
    """

    post: str
    in_case: bool
    author: str | None = None
    handle: str | None = None
    created_at: datetime | None = None
    kind: str | None = None
    text: str | None = None
    lang: str | None = None
    repost_count: int | None = None
    reply_count: int | None = None
    typed_repost: str | None = None


def find_post(case: Case, typed: str, reposts: Reposts | None = None) -> Subject:
    """Return the post named by platform:id, bare id or address; of a repost, the post that it repeats.

    The id of a later version names an edited post as well.

    reposts: REPOSTS of the case, if at hand: where they name no original, it goes by its words, as r-… .
    Raises UsageError where the case has no such post, or several.
    """
    ids = ids_in(typed)
    found = _named(case, ids) or _named(case, posts_of_versions(case.path, ids))
    exact = [one for one in found if one == typed.strip()]
    known = (keep_reposts(case) if reposts is None else reposts).lazy()
    if not found:
        if known.filter(pl.col("object") == ids[0]).select(pl.len()).collect().item():
            return _by_words(case, ids[0], known)
        raise UsageError(_not_there(case, typed, known))
    if len(found) > 1 and not exact:
        listed = ", ".join(found[:NAMED]) + (" …" if len(found) > NAMED else "")
        raise UsageError(f"{typed} names {len(found)} posts: {listed}. Type one of these ids.")
    chosen = exact[0] if exact else found[0]
    repeated = known.filter(pl.col("post") == chosen).select("object").collect()["object"]
    if not len(repeated):
        return _describe(case, chosen)
    original = str(repeated[0])
    if original.startswith(BY_WORDS):
        return replace(_by_words(case, original, known), typed_repost=chosen)
    return _describe(case, original, typed_repost=chosen)


def ids_in(typed: str) -> list[str]:
    """Return the ids that this may name: itself, and of an address also what stands last in its path.

    >>> ids_in("https://twitter.com/anna/status/123?s=20")
    ['https://twitter.com/anna/status/123?s=20', 'https://twitter.com/anna/status/123', '123']
    """
    whole = typed.strip()
    if not _ADDRESS.match(whole):
        return [whole]
    bare = _AFTER_ADDRESS.sub("", whole).rstrip("/")
    parts = [part for part in bare.split("/")[3:] if part not in ("photo", "video", "analytics", "retweets", "likes")]
    numbers = [part for part in parts if part.isdigit() and len(part) > 3]
    last = numbers[-1:] or parts[-1:]
    return list(dict.fromkeys([whole, bare, *last]))


def _named(case: Case, ids: list[str]) -> list[str]:
    """Return which posts of the case these ids name: its own, those it knows from others, and those they refer to."""
    posts = conform_posts(case.posts())
    own = posts.filter(_is_named(POST, "post_id", ids)).select(POST).collect()["post"]
    referred = posts.filter(_is_named(ORIGINAL, "ref_post_id", ids)).select(ORIGINAL).unique().collect()["original"]
    kept = conform_posts(case.references()).filter(_is_named(POST, "post_id", ids)).select(POST).collect()["post"]
    return sorted({*own, *referred, *kept})


def _is_named(name: pl.Expr, column: str, ids: list[str]) -> pl.Expr:
    bare = pl.col(column)
    same = bare.is_in(ids) | name.is_in(ids)
    # at://did/app.bsky.feed.post/KEY is kept whole, and typed as bsky.app/profile/NAME/post/KEY.
    return same | (bare.str.ends_with("/" + ids[-1]) if len(ids) > 1 else pl.lit(value=False))


def _describe(case: Case, post: str, typed_repost: str | None = None) -> Subject:
    """Return what the case's own posts, the references and the reposts say of a post, in this order."""
    own = collect_few(conform_posts(case.posts()).filter(POST.eq(post)))
    kept = collect_few(conform_posts(case.references()).filter(POST.eq(post)))
    told = pl.concat([own, kept]).with_columns(_AUTHOR)
    # What a repost says of its original: everything but its words' end, which may be cut.
    reposts = conform_posts(case.posts()).filter(ORIGINAL.eq(post) & (pl.col("kind") == "repost"))
    said = reposts.select(
        pl.concat_str(pl.col("platform").fill_null("unknown"), pl.lit(":"), filled("ref_account_id"))
        .drop_nulls()
        .first()
        .alias("author"),
        pl.col("ref_handle").drop_nulls().first().alias("handle"),
        pl.col("ref_created_at").drop_nulls().first().alias("created_at"),
        pl.col("text").drop_nulls().str.replace(r"^\s*RT @\w+:?\s*", "").first().alias("text"),
        pl.col("lang").drop_nulls().mode().sort().first().alias("lang"),
    ).collect()
    first: dict[str, Any] = {
        name: _first(told[name]) for name in ("author", "handle", "created_at", "text", "lang")
    }  # Any: as below
    counts: dict[str, Any] = {name: told[name].max() for name in ("repost_count", "reply_count")}  # Any: cells
    return Subject(
        post,
        bool(own.height),
        kind=_first(own["kind"]),
        typed_repost=typed_repost,
        **{name: value if value is not None else said[name][0] for name, value in first.items()},
        **counts,
    )


def _by_words(case: Case, post: str, reposts: pl.LazyFrame) -> Subject:
    """Return an original that its reposts do not name: its author's handle and its words, as they give them."""
    own = collect_few(reposts.filter(pl.col("object") == post).select("post", "author"))
    named = conform_posts(case.posts()).with_columns(POST).filter(pl.col("post").is_in(own["post"].implode()))
    told = collect_few(named)
    words = told["text"].str.replace(r"^\s*RT @\w+:?\s*", "").sort(descending=True)
    handle = pl.coalesce("ref_handle", pl.col("text").str.extract(r"^\s*RT @(\w+)"))
    return Subject(
        post,
        in_case=False,
        author=_first(own["author"]),
        handle=_first(told.select(handle).to_series()),
        text=_first(words),
        lang=_first(told["lang"].drop_nulls().mode().sort()),
    )


def _first(values: pl.Series) -> Any:  # Any: a cell of whatever column is asked for
    known = values.drop_nulls()
    return known[0] if len(known) else None


def _not_there(case: Case, typed: str, reposts: pl.LazyFrame) -> str:
    """Return what to say of a post that is not there: which posts of the case are reposted most."""
    case_name = quote(str(case.path))
    if not typed.strip():
        return f"A post needs a name: its id or its address, as in: unisono show {case_name} post twitter:123"
    if case.counts() == (0, 0):
        return f"{case.path} holds no post yet. Add a file: unisono import {case_name} FILE"
    counts = reposts.group_by("object").len().sort("len", "object", descending=[True, False])
    most = counts.head(NAMED).collect(engine="streaming")
    told = f"{case.path} has no post {typed.strip()}, and no repost, reply or quote of it."
    if most.is_empty():
        return f"{told} It holds no repost."
    named = ", ".join(f"{post} ({count:,})" for post, count in most.iter_rows())
    return f"{told} Posts with most reposts here: {named}. Type one: unisono show {case_name} post {most['object'][0]}"
