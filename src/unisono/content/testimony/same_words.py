"""Testimony of a text that many accounts published: who claims what of themselves in the same words."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from unisono.content.templates import Template, template_of
from unisono.content.testimony.claims import claims_of_texts
from unisono.content.testimony.forms import forms_of

FEWEST_OF_FORM = 3
"""Accounts that must claim something in a form, and texts that it must have: enough to see that its parts change."""

LEAST_SHARE = 0.5
"""Share of the posts of a text that must carry a claim, for the text to count as testimony."""

KIND_NAMES = {
    "occupation": ("occupation", "occupations"),
    "family": ("family role", "family roles"),
    "allegiance": ("allegiance", "allegiances"),
    "lifelong": ("lifelong allegiance", "lifelong allegiances"),
    "former": ("former life", "former lives"),
    "relative": ("relative", "relatives"),
    "age": ("age", "ages"),
    "origin": ("origin", "origins"),
    "religion": ("religion", "religions"),
    "veteran": ("veteran's past", "veterans' pasts"),
    "group": ("group", "groups"),
}
"""What the kinds of claims are called, one and several."""


@dataclass(frozen=True)
class Identity:
    """One thing that accounts claim to be, and how many of them."""

    kind: str
    value: str
    accounts: int


@dataclass(frozen=True)
class SameWords:
    """A text with testimony: how many accounts and posts it has, how many claim something, what, in which template."""

    accounts: int
    posts: int
    claimants: int
    claiming_posts: int
    identities: tuple[Identity, ...]
    template: Template

    @property
    def share(self) -> float:
        """Return the share of the posts that carry a claim."""
        return self.claiming_posts / self.posts if self.posts else 0.0

    @property
    def kind(self) -> str:
        """Return the kind of claim with the most different identities, then most accounts."""
        kinds = Counter(identity.kind for identity in self.identities)
        accounts: Counter[str] = Counter()
        for identity in self.identities:
            accounts[identity.kind] += identity.accounts
        return min(kinds, key=lambda kind: (-kinds[kind], -accounts[kind], kind))

    @property
    def is_testimony(self) -> bool:
        """Say whether half of the posts carry a first-person claim."""
        return self.claiming_posts > 0 and self.share >= LEAST_SHARE

    def as_json(self) -> dict[str, Any]:  # Any: a JSON document
        """Return counts, identities and template as a JSON document has them."""
        return {
            "accounts": self.accounts,
            "posts": self.posts,
            "accounts_with_claim": self.claimants,
            "posts_with_claim": self.claiming_posts,
            "share": self.share,
            "identities": [
                {"kind": identity.kind, "value": identity.value, "accounts": identity.accounts}
                for identity in self.identities
            ],
            "template": self.template.as_json(),
        }


def claims_of_posts(
    posts: pl.DataFrame, read: Callable[[pl.DataFrame], pl.DataFrame] = claims_of_texts
) -> pl.DataFrame:
    """Return the claims in posts (columns post, account, text, lang and any others): those columns and CLAIMS's.

    Each text is looked at once, however often it was posted. Where the posts have a column of the same name, such as
    `kind`, that of the claims stands. read: returns CLAIMS of distinct rows (text, lang).
    """
    texts = posts.select("text", "lang").unique(maintain_order=True)
    claims = read(texts).join(texts.with_row_index("row"), on="row")
    found = claims.drop("row")
    others = [name for name in posts.columns if name in ("text", "lang") or name not in found.columns]
    return posts.select(others).join(found, on=["text", "lang"], nulls_equal=True)


def forms_of_posts(posts: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Return FORMS (content/testimony/forms.py) of the texts with a claim, of objects of which half the posts claim.

    Forms of fewer than FEWEST_OF_FORM accounts or objects are left out.

    posts: object, post, account, text. claims: claims_of_posts for them, with their objects.
    """
    carrying = claims.group_by("object").agg(pl.col("post").n_unique().alias("claiming"))
    counted = posts.group_by("object").agg(pl.col("post").n_unique().alias("posts")).join(carrying, on="object")
    telling = counted.filter(pl.col("claiming") >= LEAST_SHARE * pl.col("posts"))
    texts = claims.select("object", "account", "text").unique().join(telling, on="object", how="semi")
    found = forms_of(texts)
    counts = found.join(texts, on=["object", "text"]).group_by("form").agg(pl.col("account", "object").n_unique())
    enough = counts.filter((pl.col("account") >= FEWEST_OF_FORM) & (pl.col("object") >= FEWEST_OF_FORM))
    return found.join(enough, on="form", how="semi", maintain_order="left")


def same_words(posts: pl.DataFrame, claims: pl.DataFrame, shown: pl.DataFrame | None = None) -> SameWords:
    """Return the testimony of one text: `posts` (post, account, text) and `claims` of claims_of_posts for them.

    shown: the posts from which the template is read, where it is not read from all.
    """
    counted = (
        (posts if shown is None else shown).group_by("text").agg(pl.col("post").n_unique().alias("posts")).sort("text")
    )
    identities = (
        claims.group_by("kind", "meaning")
        .agg(pl.col("value").sort().mode(maintain_order=True).first(), pl.col("account").n_unique().alias("accounts"))
        .sort("accounts", "kind", "meaning", descending=[True, False, False])
        .select("kind", "value", "accounts")
    )
    return SameWords(
        accounts=posts["account"].n_unique(),
        posts=posts["post"].n_unique(),
        claimants=claims["account"].n_unique(),
        claiming_posts=claims["post"].n_unique(),
        identities=tuple(Identity(*row) for row in identities.iter_rows()),
        template=template_of(counted["text"].to_list(), counted["posts"].to_list()),
    )
