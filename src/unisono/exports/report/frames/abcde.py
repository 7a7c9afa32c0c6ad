"""ABCDE (Pamment 2020): actor, behaviour, content, degree, effect, of which only what was computed is filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from markupsafe import Markup

from unisono.cases import Case
from unisono.content.addresses import readable_host
from unisono.dossiers.network.purpose_mix import PurposeMix
from unisono.dossiers.network.purpose_words import NAMES
from unisono.exports.report import wording
from unisono.exports.report.amounts import Clock, share, whole
from unisono.exports.report.content_views import languages_in_words
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.frames.reviewers import ReviewView, view_reviews
from unisono.exports.report.limits import Limits
from unisono.exports.report.network_views import NetworkFacts
from unisono.exports.report.reading import Material, parsed
from unisono.exports.report.untrusted import defang, isolate, reveal, shorten
from unisono.model.counting import counted

TAGS = 8
DOMAINS = 5
Row = Mapping[str, Any]
"""Cells of NETWORKS. Any: of every kind."""


@dataclass(frozen=True)
class BehaviourView:
    """What the accounts of one network did together, in which layers and when, and what they show themselves."""

    network: int
    verdict: str
    layers: str
    first_at: datetime | None
    last_at: datetime | None
    days: int
    events: Sequence[tuple[str, datetime]]
    signs: Markup


@dataclass(frozen=True)
class ContentOfNetwork:
    """What one network published, in words; each part is empty where there is nothing to tell."""

    network: int
    tags: Markup
    texts: str
    domains: Markup
    languages: str
    purposes: str


@dataclass(frozen=True)
class DegreeView:
    """How much one network did; network is null for all together, and share null where the case's posts are unknown.

    posts: with which it acted together. published: all posts of its accounts in the case.
    """

    network: int | None
    accounts: int
    posts: int
    published: int
    share: float | None
    platforms: str
    days: int


@dataclass(frozen=True)
class AbcdeView:
    """The five parts. Actor and effect are for people: what reviewers signed is all that stands there.

    together: all networks that the report tells, null for a single one; left_out: networks without rows here.
    """

    reviews: Sequence[ReviewView]
    behaviour: Sequence[BehaviourView]
    content: Sequence[ContentOfNetwork]
    degree: Sequence[DegreeView]
    together: DegreeView | None
    left_out: int


def view_abcde(
    case: Case,
    material: Material,
    facts: Mapping[int, NetworkFacts],
    disclosure: Disclosure,
    clock: Clock,
    *,
    most: int = Limits.framed,
) -> AbcdeView:
    """Return the frame of a run, for the networks of which there are facts; the `most` strongest have rows."""
    told = [row for row in material.networks.to_dicts() if row["network"] in facts]
    rows = told[:most]
    total = whole(material.record, "posts")
    degree = [_degree(row, facts[row["network"]], material, total, clock) for row in rows]
    return AbcdeView(
        reviews=view_reviews(case, told, disclosure, clock),
        behaviour=[_behaviour(row, material, disclosure, clock) for row in rows],
        content=[_content(row["network"], facts[row["network"]], material, disclosure) for row in rows],
        degree=degree,
        together=_together(material, facts, total, clock) if len(told) > 1 else None,
        left_out=material.networks.height - len(rows),
    )


def _behaviour(row: Row, material: Material, disclosure: Disclosure, clock: Clock) -> BehaviourView:
    named = (("accounts made", row["born_at"]), ("woke", row["woke_at"]), ("turned", row["turned_at"]))
    layers: dict[str, int] = parsed(row["layers"], {})
    return BehaviourView(
        network=row["network"],
        verdict=wording.verdict(row["verdict"]),
        layers=wording.layers_in_words(layers),
        first_at=row["first_at"],
        last_at=row["last_at"],
        days=_days(_acts(material, [row["network"]]), clock),
        events=[(name, at) for name, at in named if at],
        signs=reveal(defang(disclosure.free_text(row["verdict_because"] or ""))),
    )


def _content(network: int, facts: NetworkFacts, material: Material, disclosure: Disclosure) -> ContentOfNetwork:
    content = facts.content
    return ContentOfNetwork(
        network=network,
        tags=_tags(_acts(material, [network]), disclosure),
        texts=f"{counted(content.texts_found, 'text')} that several of its accounts published"
        if content.texts_found
        else "",
        domains=Markup(", ").join(
            Markup("{} ({})").format(_domain(one.domain, disclosure), counted(one.posts, "post"))
            for one in content.domains[:DOMAINS]
        ),
        languages=languages_in_words(content.languages, content.language_posts),
        purposes=purposes_in_words(facts.purpose),
    )


def _domain(domain: str, disclosure: Disclosure) -> Markup:
    """Return a site; what follows it may name an account of the case."""
    name = readable_host(domain)
    if disclosure.hides_accounts:
        site, slash, _ = domain.partition("/")
        name = disclosure.acted_on("domain", f"{site}/…" if slash else domain)
    return isolate(shorten(defang(name), 90))


def purposes_in_words(purpose: PurposeMix) -> str:
    """Return what accounts post for with the shares, the largest first; why it cannot be said where it cannot."""
    if purpose.cannot_say:
        return purpose.cannot_say
    known = [(value, kind) for kind, value in purpose.mix.shares.items() if value]
    return ", ".join(f"{NAMES[kind]} {share(value)}" for value, kind in sorted(known, key=lambda one: -one[0]))


def _tags(acts: pl.DataFrame, disclosure: Disclosure) -> Markup:
    used = acts.filter(pl.col("layer") == "hashtag").group_by("object").agg(pl.col("account").n_unique())
    most = used.sort("account", "object", descending=[True, False]).head(TAGS)
    return Markup(", ").join(
        Markup("{} ({})").format(
            isolate(shorten(defang(disclosure.acted_on("hashtag", tag)), 60)), counted(accounts, "account")
        )
        for tag, accounts in most.iter_rows()
    )


def _acts(material: Material, networks: Sequence[int]) -> pl.DataFrame:
    return material.acts.filter(pl.col("network").is_in(networks))


def _days(acts: pl.DataFrame, clock: Clock) -> int:
    """Return on how many days of the clock's zone there are acts."""
    zone = "UTC" if clock.is_utc else clock.zone_name
    return acts["at"].drop_nulls().dt.convert_time_zone(zone).dt.date().n_unique() if acts.height else 0


def _degree(row: Row, facts: NetworkFacts, material: Material, total: int | None, clock: Clock) -> DegreeView:
    published = int(facts.life.lives["posts"].sum())
    return DegreeView(
        network=row["network"],
        accounts=row["size"] or 0,
        posts=row["posts"] or 0,
        published=published,
        share=published / total if total else None,
        platforms=_platforms(facts.life.lives["account"]),
        days=_days(_acts(material, [row["network"]]), clock),
    )


def _together(material: Material, facts: Mapping[int, NetworkFacts], total: int | None, clock: Clock) -> DegreeView:
    """Return all networks of which there are facts as one: an account or a post of two of them counts once."""
    lives = pl.concat([one.life.lives.select("account", "posts") for one in facts.values()]).unique("account")
    acts = _acts(material, list(facts))
    published = int(lives["posts"].sum())
    return DegreeView(
        network=None,
        accounts=lives.height,
        posts=acts["post"].n_unique(),
        published=published,
        share=published / total if total else None,
        platforms=_platforms(lives["account"]),
        days=_days(acts, clock),
    )


def _platforms(accounts: pl.Series) -> str:
    return ", ".join(sorted({str(account).partition(":")[0] for account in accounts}))
