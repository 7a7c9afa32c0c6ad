"""The texts that members of a network share: how many of them, in which template, and whether they testify."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from unisono.cases import Run
from unisono.content.templates import Template, template_of
from unisono.content.testimony.same_words import SameWords, claims_of_posts, same_words
from unisono.content.wording import wordings
from unisono.detectors.evidence import traces_of_run
from unisono.dossiers.network.objects import first_of_each, posts_with, shared_objects
from unisono.model.hidden_characters import hides_characters

FILLERS_TOLD = 20
FEWEST_CLAIMANTS = 2
"""Members that must claim something of themselves; what one says is no testimony of several."""


@dataclass(frozen=True)
class Variants:
    """The posts of one text: the different texts with their posts, how many wordings, the template, the testimony.

    texts: text, posts. testimony is null where fewer than half of the posts carry a claim in the first person.
    """

    texts: pl.DataFrame
    wordings: int
    template: Template
    testimony: SameWords | None

    @property
    def posts_with_hidden(self) -> int:
        """Return how many of the posts hold signs that nobody sees."""
        return int(self.texts.filter(hides_characters(pl.col("text")))["posts"].sum())


@dataclass(frozen=True)
class NetworkText:
    """A text by its object; accounts are members. `variants` is null where its posts are no longer in the case."""

    object: str
    accounts: int
    posts: int
    first_at: datetime
    last_at: datetime
    variants: Variants | None

    def as_json(self) -> dict[str, Any]:  # Any: a JSON document
        """Return counts, template, slots with their first fillers, and what is claimed, as a JSON document has them."""
        known = self.variants
        slots = known.template.as_json()["slots"] if known else []
        testimony = known.testimony if known else None
        return {
            "text": self.object,
            "accounts": self.accounts,
            "posts": self.posts,
            "first_at": self.first_at,
            "last_at": self.last_at,
            "variants": known.wordings if known else None,
            "template": known.template.line if known else None,
            "slots": [{**slot, "fillers": slot["fillers"][:FILLERS_TOLD]} for slot in slots],
            "posts_with_hidden_characters": known.posts_with_hidden if known else None,
            "testimony": testimony is not None,
            "identities": [
                {"kind": one.kind, "value": one.value, "accounts": one.accounts}
                for one in (testimony.identities if testimony else ())
            ],
        }


def texts_of_networks(
    run: Run, members: pl.DataFrame, posts: pl.DataFrame, *, most: int, most_posts: int
) -> tuple[dict[int, list[NetworkText]], dict[int, int]]:
    """Return the texts of each network, most members first, and how many it has in all.

    posts: post, account, text, lang of the members. The first `most_posts` posts of a text make its template.
    """
    traces = traces_of_run(run, "text")
    shared = shared_objects(traces, members)
    kept = first_of_each(shared, most)
    known = read_variants(posts_with(traces, members, kept, most_posts), posts)
    found: dict[int, list[NetworkText]] = {}
    for network, name, accounts, posts_of, first_at, last_at in kept.iter_rows():
        one = NetworkText(name, accounts, posts_of, first_at, last_at, known.get((network, name)))
        found.setdefault(network, []).append(one)
    return found, dict(shared.group_by("network").len().iter_rows())


def read_variants(wanted: pl.DataFrame, posts: pl.DataFrame) -> Mapping[tuple[int, str], Variants]:
    """Return the variants of each (network, object) of `wanted`, which has their posts."""
    own = wanted.join(posts.select("post", "account", "text", "lang"), on="post").filter(pl.col("text").is_not_null())
    claims = claims_of_posts(own).partition_by("network", "object", as_dict=True)
    none = claims_of_posts(own.clear())
    return {
        (int(network), str(name)): variants_of(part, claims.get((network, name), none))
        for (network, name), part in own.partition_by("network", "object", as_dict=True).items()
    }


def variants_of(posts: pl.DataFrame, claims: pl.DataFrame) -> Variants:
    """Return what one text's posts (post, account, text) have in common; claims are claims_of_posts of them."""
    texts = posts.group_by("text").agg(pl.col("post").n_unique().alias("posts")).sort("text")
    told = same_words(posts, claims) if claims["account"].n_unique() >= FEWEST_CLAIMANTS else None
    testimony = told if told is not None and told.is_testimony else None
    template = told.template if told else template_of(texts["text"].to_list(), texts["posts"].to_list())
    return Variants(texts, wordings(texts["text"]).n_unique(), template, testimony)
