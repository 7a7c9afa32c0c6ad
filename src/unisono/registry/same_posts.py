"""Networks of different cases that rest on the same posts: they are one observation, and never two."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson
import polars as pl

from unisono.registry.describing import MOST_SAMPLED
from unisono.registry.same_case import is_same_case, sources_of
from unisono.registry.tables import Registry

MANY_SAME_POSTS = 0.5
"""From this share of the posts of either on, two networks are one observation."""

SAME_POSTS = "same_posts"
"""Why a network is not counted as met again, as JSON says it."""


@dataclass(frozen=True)
class Repeated:
    """A known network that rests on the same posts as another, and the share of these."""

    known: int
    same_as: int
    share: float


def shares_of_posts(networks: pl.DataFrame) -> dict[tuple[int, int], float]:
    """Return the share of posts in common by pair of networks of different cases, the smaller number first.

    networks: known, case_key, sampled_posts. Of the two networks' shares it is the larger one. Pairs that have none of
    the sampled posts in common are left out.
    """
    posts = {number: set(orjson.loads(kept or "[]")) for number, kept in _columns(networks, "known", "sampled_posts")}
    case_of = dict(_columns(networks, "known", "case_key"))
    holders: dict[str, list[int]] = {}
    for number in sorted(posts):
        for post in posts[number]:
            holders.setdefault(post, []).append(number)
    met = {
        (a, b)
        for held in {tuple(held) for held in holders.values() if len(held) > 1}
        for place, a in enumerate(held)
        for b in held[place + 1 :]
        if case_of[a] != case_of[b]
    }
    return {(a, b): _share(posts[a], posts[b]) for a, b in sorted(met)}


def _columns(networks: pl.DataFrame, *names: str) -> Sequence[tuple[int, str]]:
    return networks.select(names).rows()


def _share(ones: set[str], others: set[str]) -> float:
    """Return the larger share of posts in common, estimated from two samples.

    A sample holds the posts of the smallest hashes (Cohen and Kaplan 2007): up to the smaller of the two largest
    hashes both are complete, and shares of these posts estimate those of all.
    """
    digests = {post: hashlib.sha256(post.encode()).digest() for post in ones | others}
    ends = [max(digests[post] for post in posts) for posts in (ones, others) if len(posts) >= MOST_SAMPLED]
    complete = [{post for post in posts if not ends or digests[post] <= min(ends)} for posts in (ones, others)]
    common = len(complete[0] & complete[1])
    return max((common / len(posts) for posts in complete if posts), default=0.0)


def find_repeated(registry: Registry) -> list[Repeated]:
    """Return the known networks that are to be left out such that no two of those left rest on the same posts.

    Of two of one observation the one of more posts is left, then that of the smaller number. Where all files of a case
    are in another one, the networks of the case of fewer files are left out whatever they rest on (share 1).
    """
    found = _of_contained_cases(registry)
    gone = {one.known for one in found}
    shares = shares_of_posts(registry.networks.filter(~pl.col("known").is_in(list(gone))))
    same: dict[int, list[tuple[int, float]]] = {}
    for (a, b), share in shares.items():
        if share >= MANY_SAME_POSTS:
            same.setdefault(a, []).append((b, share))
            same.setdefault(b, []).append((a, share))
    kept: set[int] = set()
    ordered = registry.networks.sort("posts", "known", descending=[True, False], nulls_last=True)["known"]
    for number in (one for one in ordered if one not in gone):
        before = [(other, share) for other, share in same.get(number, []) if other in kept]
        if before:
            found.append(Repeated(number, *max(before, key=lambda one: (one[1], -one[0]))))
        else:
            kept.add(number)
    return found


def _of_contained_cases(registry: Registry) -> list[Repeated]:
    """Return the networks of cases whose files are all in another case that has networks."""
    sources = {key: sources_of(kept) for key, kept in registry.cases.select("case_key", "sources").iter_rows()}
    networks: dict[str, list[int]] = {}
    for number, key in registry.networks.select("known", "case_key").iter_rows():
        networks.setdefault(key, []).append(number)
    kept: list[str] = []
    found = []
    for key in sorted(networks, key=lambda key: (-len(sources[key]), min(networks[key]))):
        larger = next((one for one in kept if is_same_case(sources[key], sources[one])), None)
        if larger is None:
            kept.append(key)
        else:
            found += [Repeated(number, min(networks[larger]), 1.0) for number in networks[key]]
    return found


def share_met(shares: Mapping[tuple[int, int], float], held: Mapping[int, float], known: int, own: int) -> float:
    """Return the share of posts of either network in common, or of the known one's in the whole case, if larger."""
    pair = (min(known, own), max(known, own))
    return max(shares.get(pair, 0.0), held.get(known) or 0.0)
