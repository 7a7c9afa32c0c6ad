"""One network as the page shows it: every cell worked out, ready to be written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from markupsafe import Markup

from unisono.content.scripts import name_mixes_scripts
from unisono.dossiers.network.content import NetworkContent
from unisono.dossiers.network.life import NetworkLife
from unisono.dossiers.network.purpose_mix import PurposeMix
from unisono.exports.report import wording
from unisono.exports.report.amounts import Clock, whole
from unisono.exports.report.choosing import Chosen, ChosenPair
from unisono.exports.report.content_views import ContentView, view_content
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.figures.graph import GraphPicture
from unisono.exports.report.figures.timeline import TimelinePicture
from unisono.exports.report.life_views import LifeView, view_life
from unisono.exports.report.likelihood import fit_word, fits_at_all
from unisono.exports.report.limits import Limits
from unisono.exports.report.network_figures import graph_of, pace_of, timeline_of
from unisono.exports.report.pair_views import ObjectView, PairView, view_object, view_pair
from unisono.exports.report.purpose_views import PurposeView, view_purpose
from unisono.exports.report.reading import Material, Post, parsed
from unisono.exports.report.untrusted import defang, isolate, reveal, reveal_plainly, shorten
from unisono.model.confidence import Grounds, confidence_sentence, grounds_of
from unisono.model.tested_fits import measured_fit

Row = dict[str, Any]
"""One row of a table, by column. Any: cells are of every kind."""


@dataclass(frozen=True)
class NetworkFacts:
    """What the dossiers of a network say: what it published, the life of its accounts, and what they post for."""

    content: NetworkContent
    life: NetworkLife
    purpose: PurposeMix


@dataclass(frozen=True)
class InnocentView:
    """An innocent explanation, how well it fits, and the facts."""

    name: str
    fit: object
    word: str
    because: Markup


@dataclass(frozen=True)
class MemberView:
    """One row of the members' table."""

    label: Markup
    name: Markup | None
    account: str | None
    mixed: bool
    significant: int
    unusual: int
    row: Row


@dataclass(frozen=True)
class NetworkView:
    """Everything that the page says about one network."""

    number: int
    row: Row
    layers: Mapping[str, int]
    verdict: str
    because: Markup
    verdict_because: Markup
    likelihood: str
    confidence: str
    innocent: Sequence[InnocentView]
    fitting: Sequence[InnocentView]
    not_fitting: Sequence[InnocentView]
    purpose: PurposeView
    graph: GraphPicture | None
    timeline: TimelinePicture | None
    pace: Markup | None
    members: Sequence[MemberView]
    members_left: int
    shows_roles: bool
    shows_unusual: bool
    pairs: Sequence[PairView]
    pairs_found: int
    objects: Sequence[ObjectView]
    objects_found: int
    findings: Sequence[tuple[str, Markup]]
    content: ContentView
    life: LifeView


def view_network(
    chosen: Chosen,
    material: Material,
    posts: Mapping[str, Post],
    *,
    facts: NetworkFacts,
    disclosure: Disclosure,
    clock: Clock,
    limits: Limits,
) -> NetworkView:
    """Return one network ready for the page."""
    row = chosen.row
    layers: dict[str, int] = parsed(row["layers"], {})
    innocent = innocent_views(row, disclosure)
    members = chosen.members.head(limits.members).to_dicts()
    significant = _significant_partners(chosen.pairs)
    shown = [_member(member, significant.get(member["account"], 0), disclosure) for member in members]
    twin = whole(material.record, "twin_networks")
    objects = [view_object(one, posts, disclosure, limits) for one in chosen.objects]
    return NetworkView(
        number=row["network"],
        row=row,
        layers=layers,
        verdict=wording.verdict(row["verdict"]),
        because=reveal(defang(disclosure.free_text(row["because"] or ""))),
        verdict_because=reveal(defang(disclosure.free_text(row["verdict_because"] or ""))),
        likelihood=wording.likelihood_sentence(
            row["network"], row["q"], as_group=len(significant) < (row["size"] or 0)
        ),
        confidence=confidence_sentence(_grounds(chosen, layers, twin)),
        innocent=innocent,
        fitting=[one for one in innocent if fits_at_all(one.fit)],
        not_fitting=[one for one in innocent if not fits_at_all(one.fit)],
        purpose=view_purpose(row["network"], facts.purpose, disclosure, clock),
        graph=graph_of(chosen, disclosure, limits),
        timeline=timeline_of(chosen, disclosure, clock, limits),
        pace=pace_of(chosen, objects),
        members=shown,
        members_left=chosen.members.height - len(members),
        shows_roles=not set(chosen.members["role"].drop_nulls()) <= {"crowd"},
        shows_unusual=any(one.unusual for one in shown),
        pairs=_pairs(chosen, material, posts, disclosure=disclosure, clock=clock, limits=limits),
        pairs_found=chosen.pairs.select(pl.struct("a", "b").n_unique()).item() if chosen.pairs.height else 0,
        objects=objects,
        objects_found=chosen.acts.select(pl.struct("layer", "object").n_unique()).item() if chosen.acts.height else 0,
        findings=_findings(material, row, disclosure),
        content=view_content(facts.content, disclosure),
        life=view_life(row["network"], facts.life, disclosure, clock, limits),
    )


def _pairs(
    chosen: Chosen,
    material: Material,
    posts: Mapping[str, Post],
    *,
    disclosure: Disclosure,
    clock: Clock,
    limits: Limits,
) -> list[PairView]:
    findings = _findings_of_pairs(material, chosen.strongest, disclosure)
    return [
        replace(view_pair(pair, posts, disclosure, clock, limits), finding=findings.get(f"{pair.a} {pair.b}"))
        for pair in chosen.strongest
    ]


def innocent_views(row: Row, disclosure: Disclosure) -> list[InnocentView]:
    """Return the innocent explanations of a network, the best-fitting first, what was not measured last."""
    tested: list[Row] = [one for one in parsed(row["innocent"], []) if isinstance(one, dict)]
    tested.sort(key=lambda one: (measured_fit(one) is None, -(measured_fit(one) or 0.0), str(one.get("explanation"))))
    return [
        InnocentView(
            wording.explanation(one.get("explanation")),
            measured_fit(one),
            fit_word(measured_fit(one)),
            reveal(defang(disclosure.free_text(str(one.get("because") or "")))),
        )
        for one in tested
    ]


def _grounds(chosen: Chosen, layers: Mapping[str, int], twin: int | None) -> Grounds:
    innocent: list[Row] = parsed(chosen.row["innocent"], [])
    return grounds_of(chosen.row, layers, innocent, twin, chosen.pairs["expected_basis"].to_list())


def _significant_partners(pairs: pl.DataFrame) -> dict[str, int]:
    """Count each account's partners by pairs that are significant by themselves."""
    once = pairs.select("a", "b").unique()
    ends = pl.concat([once.select(account="a"), once.select(account="b")])
    return dict(ends.group_by("account").len().iter_rows())


def _member(member: Row, significant: int, disclosure: Disclosure) -> MemberView:
    account = member["account"]
    handle, name = disclosure.handle(account), disclosure.name(account)
    shown_id = disclosure.account(account)
    return MemberView(
        label=isolate(shorten(handle, 60)),
        name=isolate(shorten(name, 60)) if name else None,
        account=reveal_plainly(shown_id) if shown_id else None,
        mixed=not disclosure.hides_accounts and _mixes_scripts(f"{handle} {name or ''}"),
        significant=significant,
        unusual=max(0, (member["partners"] or 0) - significant),
        row=member,
    )


def _mixes_scripts(names: str) -> bool:
    # Plain Latin letters mix with nothing; a report may have thousands of such names.
    return not names.isascii() and name_mixes_scripts(names)


def _findings(material: Material, row: Row, disclosure: Disclosure) -> list[tuple[str, Markup]]:
    """Return the findings about a network; their ids are unkeyed digests of its members, so hidden with them."""
    if disclosure.hides_accounts:
        return []
    mine = material.findings.filter((pl.col("subject_kind") == "network") & (pl.col("subject") == str(row["network"])))
    return [
        (one["finding"], reveal(defang(one["because"] or "")) if one["because"] != row["because"] else Markup(""))
        for one in mine.iter_rows(named=True)
    ]


def _findings_of_pairs(material: Material, pairs: Sequence[ChosenPair], disclosure: Disclosure) -> dict[str, str]:
    """Return subject -> finding for the pairs that are shown."""
    if disclosure.hides_accounts:
        return {}
    subjects = [f"{pair.a} {pair.b}" for pair in pairs]
    mine = material.findings.filter((pl.col("subject_kind") == "pair") & pl.col("subject").is_in(subjects))
    return dict(mine.select("subject", "finding").iter_rows())
