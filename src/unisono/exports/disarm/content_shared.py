"""Techniques that the common acts of a network show: words, pictures and posts that members passed on together."""

from collections.abc import Iterator

import orjson
import polars as pl

from unisono.exports.disarm.evidence import FEWEST, MOST_FINDINGS, Claim, Evidence
from unisono.model.counting import counted

WORDS = ("text", "wording")


def claims_of_acts(evidence: Evidence) -> Iterator[Claim]:
    """Yield what the network's layers show: a layer counts where pairs in it are beyond chance."""
    layers: dict[str, int] = orjson.loads(evidence.row["layers"] or "{}")
    if any(layers.get(name) for name in WORDS):
        yield from _of_words(evidence)
    if layers.get("image"):
        yield from _of_pictures(evidence)
    if layers.get("repost"):
        yield from _of_reposts(evidence)
    yield from _across_platforms(evidence)


def _of_words(evidence: Evidence) -> Iterator[Claim]:
    acts = evidence.acts.filter(pl.col("layer").is_in(WORDS))
    copied = evidence.findings.filter(
        pl.col("detector").is_in(["copied_text", "testimony"]) & pl.col("subject").is_in(acts["object"].implode())
    )
    if acts["account"].n_unique() >= FEWEST:
        yield Claim("T0084.001", _named(copied), f"{_who(acts)} published the same words {_how(acts, 'wording')}.")
    if evidence.is_lifted:
        yield from _of_testimony(acts, copied.filter(pl.col("detector") == "testimony"))


def _of_testimony(acts: pl.DataFrame, told: pl.DataFrame) -> Iterator[Claim]:
    own = acts.filter(pl.col("object").is_in(told["subject"].implode()))
    if own["account"].n_unique() >= FEWEST:
        reason = f"{_who(own)} told who they are in the words of others {_how(own, 'wording')}."
        yield Claim("T0144.002", _named(told), reason)


def _of_pictures(evidence: Evidence) -> Iterator[Claim]:
    acts = evidence.acts.filter(pl.col("layer") == "image")
    if acts["account"].n_unique() >= FEWEST:
        yield Claim("T0084", (), f"{_who(acts)} published the same pictures {_how(acts, 'picture')}.")


def _of_reposts(evidence: Evidence) -> Iterator[Claim]:
    acts = evidence.acts.filter(pl.col("layer") == "repost")
    found = evidence.found("amplified_post").filter(pl.col("subject").is_in(acts["object"].implode()))
    if acts["account"].n_unique() >= FEWEST:
        yield Claim("T0118", _named(found), f"{_who(acts)} reposted the same posts {_how(acts, 'original')}.")


def _across_platforms(evidence: Evidence) -> Iterator[Claim]:
    acts = evidence.acts.filter(pl.col("layer").is_in((*WORDS, "link", "image"))).with_columns(
        platform=pl.col("account").str.split(":").list.first()
    )
    several = acts.group_by("layer", "object").agg(pl.col("platform").n_unique()).filter(pl.col("platform") > 1)
    own = acts.join(several.select("layer", "object"), on=["layer", "object"], how="semi")
    if own["account"].n_unique() >= FEWEST:
        platforms = ", ".join(sorted(own["platform"].unique()))
        yield Claim("T0119", (), f"{_who(own)} published the same on {platforms} {_how(own, 'object')}.")


def _who(acts: pl.DataFrame) -> str:
    return f"{acts['account'].n_unique():,} of its members"


def _how(acts: pl.DataFrame, noun: str) -> str:
    objects = acts.select("layer", "object").n_unique()
    posts = counted(acts["post"].n_unique(), "post")
    return f"close together, more often than chance gives: {counted(objects, noun)} in {posts}"


def _named(findings: pl.DataFrame) -> list[str]:
    return findings.sort("q", "finding", nulls_last=True)["finding"].head(MOST_FINDINGS).to_list()
