"""One network as the page shows it: every cell worked out, ready to be written."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from markupsafe import Markup

from unisono.content.scripts import name_mixes_scripts
from unisono.dossiers.network.content import NetworkContent
from unisono.exports.report import wording
from unisono.exports.report.amounts import Clock, whole
from unisono.exports.report.choosing import ChosenObject, ChosenPair, strongest_pairs, top_objects
from unisono.exports.report.content_views import ContentView, view_content
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.figures.graph import Dot, GraphPicture, Tie, draw_graph
from unisono.exports.report.figures.pace import Followed, draw_pace
from unisono.exports.report.figures.timeline import TimelinePicture, draw_timeline
from unisono.exports.report.likelihood import fit_word, fits_at_all
from unisono.exports.report.limits import Limits
from unisono.exports.report.pair_views import ObjectView, PairView, view_object, view_pair
from unisono.exports.report.reading import Material, Post, parsed
from unisono.exports.report.untrusted import defang, isolate, reveal, reveal_plainly, shorten
from unisono.model.confidence import Grounds, confidence_sentence, grounds_of

STRONGEST_WEIGHT = 50.0
PACE_ROWS = 8

Row = dict[str, Any]
"""One row of a table, by column. Any: cells are of every kind."""


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
    likelihood: str
    confidence: str
    innocent: Sequence[InnocentView]
    fitting: Sequence[InnocentView]
    not_fitting: Sequence[InnocentView]
    purpose: Sequence[tuple[str, float]]
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


@dataclass(frozen=True)
class Chosen:
    """What of one network is shown, before the posts are fetched."""

    row: Row
    members: pl.DataFrame
    pairs: pl.DataFrame
    acts: pl.DataFrame
    strongest: list[ChosenPair]
    objects: list[ChosenObject]

    @property
    def wanted_posts(self) -> set[str]:
        """Return the posts to fetch: those of the pairs, and what the network acted on."""
        acts = [act for pair in self.strongest for act in pair.acts]
        named = [(one.layer, one.object) for one in acts] + [(one.layer, one.object) for one in self.objects]
        originals = {name for layer, name in named if layer in ("repost", "reply")}
        return originals | {post for act in acts for post in act.posts} | {one.first_post for one in self.objects}


def choose(material: Material, row: Row, limits: Limits) -> Chosen:
    """Return the parts of one network that a report of this size shows."""
    mine = pl.col("network") == row["network"]
    pairs, acts = material.pairs.filter(mine), material.acts.filter(mine)
    strongest = strongest_pairs(pairs, acts, limits.pairs, limits.acts_of_pair)
    return Chosen(row, material.members.filter(mine), pairs, acts, strongest, top_objects(acts, limits.objects))


def view_network(
    chosen: Chosen,
    material: Material,
    posts: Mapping[str, Post],
    *,
    content: NetworkContent,
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
        likelihood=wording.likelihood_sentence(
            row["network"], row["q"], as_group=len(significant) < (row["size"] or 0)
        ),
        confidence=confidence_sentence(_grounds(chosen, layers, twin)),
        innocent=innocent,
        fitting=[one for one in innocent if fits_at_all(one.fit)],
        not_fitting=[one for one in innocent if not fits_at_all(one.fit)],
        purpose=_purpose(row),
        graph=_graph(chosen, disclosure, limits),
        timeline=_timeline(chosen, disclosure, clock, limits),
        pace=draw_pace(
            row["network"],
            [_followed(one, view) for one, view in zip(chosen.objects, objects, strict=True)][:PACE_ROWS],
        ),
        members=shown,
        members_left=chosen.members.height - len(members),
        shows_roles=not set(chosen.members["role"].drop_nulls()) <= {"crowd"},
        shows_unusual=any(one.unusual for one in shown),
        pairs=_pairs(chosen, material, posts, disclosure=disclosure, clock=clock, limits=limits),
        pairs_found=chosen.pairs.select(pl.struct("a", "b").n_unique()).item() if chosen.pairs.height else 0,
        objects=objects,
        objects_found=chosen.acts.select(pl.struct("layer", "object").n_unique()).item() if chosen.acts.height else 0,
        findings=_findings(material, row, disclosure),
        content=view_content(content, disclosure),
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
    """Return the innocent explanations of a network, the best-fitting first."""
    tested: list[Row] = [one for one in parsed(row["innocent"], []) if isinstance(one, dict)]
    tested.sort(key=lambda one: (-(_fit(one) or 0.0), str(one.get("explanation"))))
    return [
        InnocentView(
            wording.explanation(one.get("explanation")),
            one.get("fit"),
            fit_word(one.get("fit")),
            reveal(defang(disclosure.free_text(str(one.get("because") or "")))),
        )
        for one in tested
    ]


def _fit(tested: Row) -> float | None:
    fit = tested.get("fit")
    return float(fit) if isinstance(fit, int | float) else None


def _grounds(chosen: Chosen, layers: Mapping[str, int], twin: int | None) -> Grounds:
    innocent: list[Row] = parsed(chosen.row["innocent"], [])
    return grounds_of(chosen.row, layers, innocent, twin, chosen.pairs["expected_basis"].to_list())


def _purpose(row: Row) -> list[tuple[str, float]]:
    shares: dict[str, Any] = parsed(row["purpose"], {})  # Any: JSON
    known = [(name, float(value)) for name, value in shares.items() if isinstance(value, int | float)]
    mixed = sorted((one for one in known if one[1] > 0), key=lambda one: (-one[1], one[0]))
    return [] if [name for name, _ in mixed] == ["unknown"] else mixed


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
        mixed=not disclosure.hides_accounts and name_mixes_scripts(f"{handle} {name or ''}"),
        significant=significant,
        unusual=max(0, (member["partners"] or 0) - significant),
        row=member,
    )


def _graph(chosen: Chosen, disclosure: Disclosure, limits: Limits) -> GraphPicture | None:
    if not chosen.members.height:
        return None
    accounts = chosen.members["account"].to_list()
    dots = [
        Dot(disclosure.handle(one["account"]), one["role"] or "crowd", one["partners"] or 0)
        for one in chosen.members.to_dicts()
    ]
    return draw_graph(
        chosen.row["network"],
        dots,
        _ties(chosen.pairs, {account: i for i, account in enumerate(accounts)}),
        most_dots=limits.drawn_accounts,
        most_ties=limits.drawn_ties,
    )


def _ties(pairs: pl.DataFrame, index: Mapping[str, int]) -> list[Tie]:
    """Return one tie a pair: weights are -log10 q capped at 50, as in the networks; the layer of the smallest p."""
    joined = (
        pairs.sort(["p", "objects", "layer"], descending=[False, True, False], nulls_last=True)
        .group_by("a", "b", maintain_order=True)
        .agg(pl.col("layer").first(), pl.col("q").min(), pl.col("objects").sum())
        .sort("a", "b")
    )
    return [
        Tie(index[a], index[b], _weight(q) + min(objects or 0, 100) / 1000, layer)
        for a, b, layer, q, objects in joined.iter_rows()
    ]


def _weight(q: float | None) -> float:
    if q is None:
        return 1.0
    return STRONGEST_WEIGHT if q <= 10.0**-STRONGEST_WEIGHT else -math.log10(q)


def _timeline(chosen: Chosen, disclosure: Disclosure, clock: Clock, limits: Limits) -> TimelinePicture | None:
    names = {account: disclosure.handle(account) for account in chosen.members["account"].to_list()}
    row = chosen.row
    return draw_timeline(
        row["network"],
        chosen.acts.filter(pl.col("at").is_not_null()),
        names,
        [("born", row["born_at"]), ("woke", row["woke_at"]), ("turned", row["turned_at"])],
        clock,
        most_rows=limits.raster_rows,
        most_cells=limits.raster_cells,
    )


def _followed(one: ChosenObject, view: ObjectView) -> Followed:
    return Followed(view.short, one.layer, one.delays_s, one.half_within_s)


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
