"""Which posts of a case an address asks for, as positions in the order of time."""

from collections.abc import Callable, Iterator

import polars as pl

from unisono.cases import Run
from unisono.model.errors import UsageError
from unisono.web.posts.asked_for import KINDS, OWN, PostsAsked, address_in, tag_of, writer_of
from unisono.web.posts.kept_posts import KeptPosts

Found = Callable[[str, str], pl.Series]
"""Returns the positions for a field of SETS and its value."""


def choose_positions(kept: KeptPosts, run: Run | None, asked: PostsAsked, found: Found) -> pl.Series:
    """Return the positions of the posts that fulfil all that is asked, in order; raises UsageError.

    found: gives the positions where posts have to be read.
    """
    rules = [*_rules(kept, run, asked)]
    chosen = kept.columns.lazy().filter(rules) if rules else kept.columns.lazy()
    positions = chosen.select("position").collect().to_series()
    for members in (*_uses(kept, run, asked), *(found(name, value) for name, value in asked.sets)):
        positions = positions.filter(positions.is_in(members.implode()))
    return positions


def _rules(kept: KeptPosts, run: Run | None, asked: PostsAsked) -> Iterator[pl.Expr]:
    """Yield what the columns of a post must fulfil."""
    given = asked.given
    begin, end = asked.span()
    if begin is not None:
        yield pl.col("at") >= begin
    if end is not None:
        yield pl.col("at") < end
    if "account" in given:
        yield pl.col("writer") == writer_of(kept, given["account"])
    if "network" in given and "together" not in given:
        yield pl.col("writer").is_in(_writers_of(kept, run, asked.number("network")).implode())
    for name, column in (("platform", "platform"), ("language", "lang")):
        if name in given:
            yield pl.col(column) == given[name]
    if "deleted" in given:
        yield pl.col("is_deleted")
    if "kind" in given:
        if given["kind"] not in KINDS:
            raise UsageError(f"{given['kind']!r} is no kind of post. Kinds are: {', '.join(KINDS)}.")
        yield pl.col("kind") != "repost" if given["kind"] == OWN else pl.col("kind") == given["kind"]


def _uses(kept: KeptPosts, run: Run | None, asked: PostsAsked) -> Iterator[pl.Series]:
    """Yield positions of posts with a hashtag, a link, an original, and of those with which a network acted."""
    given = asked.given
    if "hashtag" in given:
        yield kept.tags.filter(pl.col("tag") == tag_of(given["hashtag"]))["position"]
    if "link" in given:
        yield kept.links.filter(pl.col("address") == address_in(given["link"]))["position"]
    if "domain" in given:
        place = given["domain"].replace("[.]", ".").removeprefix("https://").strip("/").lower()
        inside = [pl.col(name) == place for name in ("publisher", "domain", "host")]
        yield kept.links.filter(pl.any_horizontal(inside))["position"]
    if "of" in given:
        yield kept.originals.filter(pl.col("original") == given["of"])["position"]
    if "network" in given and "together" in given:
        acts = _scanned(run).table("acts").filter(pl.col("network") == asked.number("network"))
        yield positions_of(kept, acts["post"])


def positions_of(kept: KeptPosts, posts: pl.Series) -> pl.Series:
    """Return where posts (platform:id) stand in the order of time; those that the case does not hold are left out."""
    named = posts.drop_nulls().unique().cast(pl.String)
    return kept.columns.filter(pl.col("post").is_in(named.implode()))["position"]


def _writers_of(kept: KeptPosts, run: Run | None, network: int) -> pl.Series:
    members = _scanned(run).table("members").filter(pl.col("network") == network)["account"]
    if members.is_empty():
        raise UsageError(f"The scan found no network {network}.")
    return kept.accounts.filter(pl.col("account").is_in(members.implode()))["writer"]


def _scanned(run: Run | None) -> Run:
    if run is None:
        raise UsageError("The case has not been scanned, so no network is known. Start a scan first.")
    return run
