"""The texts that members of a network share: how many of them, in which template, and whether they testify."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from unisono.cases import Run
from unisono.detectors.evidence import traces_of_run
from unisono.dossiers.network.objects import first_of_each, posts_with, shared_objects
from unisono.dossiers.text_variants import Variants, read_variants

FILLERS_TOLD = 20
KEYS = ("network", "object")


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
            "texts": known.template.texts if known else None,
            "texts_that_fit": known.template.fitting if known else None,
            "posts_that_fit": known.template.fitting_posts if known else None,
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

    posts: post, account, text, lang, created_at of the members. The first `most_posts` posts of a text make its
    template.
    """
    traces = traces_of_run(run, "text")
    shared = shared_objects(traces, members)
    kept = first_of_each(shared, most)
    wanted = posts_with(traces, members, kept, most_posts)
    read = posts.select("post", "account", "text", "lang", pl.col("created_at").alias("at"))
    known = read_variants(wanted.join(read, on="post"), KEYS)
    found: dict[int, list[NetworkText]] = {}
    for network, name, accounts, posts_of, first_at, last_at in kept.iter_rows():
        one = NetworkText(name, accounts, posts_of, first_at, last_at, known.get((network, name)))
        found.setdefault(network, []).append(one)
    return found, dict(shared.group_by("network").len().iter_rows())
