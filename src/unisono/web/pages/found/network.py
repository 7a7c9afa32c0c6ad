"""One network: what is claimed, how sure that is, its posts, who and when, what else explains it, and who judged it."""

from typing import Any

import polars as pl
from starlette.responses import RedirectResponse

from unisono.cases.marks import kept_marks, marks_of_earlier_networks, network_identity
from unisono.cases.reviews import DECISIONS, Review, keep_review, kept_reviews
from unisono.dossiers.network.judging import judge
from unisono.dossiers.network.rows import network_rows
from unisono.dossiers.network.strength import times_chance
from unisono.exports.report import wording
from unisono.exports.report.likelihood import LIKELIHOOD_RANGES
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.pages.found import life_pictures as pictures
from unisono.web.pages.found import network_parts as parts
from unisono.web.pages.found.stated_levels import STATE, WITHDRAW, stated_levels, take_level
from unisono.web.pages.found.triage import NOT_SCANNED, base_rate
from unisono.web.shown import Given, NothingThere, Shown, StillComputing

COME_BACK_SECONDS = 2
CARDS = ("network_graph", "network_evidence", "network")


def view(asked: Asked) -> Shown | Given:
    """Show the network: what the run has at once, the rest as soon as it is computed."""
    if asked.run is None:
        return Shown(NOT_SCANNED)
    row = _row_of(asked)
    if asked.query.get("part") == "graph":
        return Shown("found/network.html.j2", {}, [_graph(asked, row)])
    card = asked.card("network", str(row["network"])) if asked.query.get("as") else None
    judgements = _judgements(asked, row)
    pairs = parts.pairs_of(asked.run, row["network"])
    members = parts.members_of(asked.run, row["network"], pairs)
    if card is not None:
        decided = {name: judgements[name] for name in ("marks", "reviews", "stated")}
        data = {**card, "members": members.to_dicts(), **decided}
        return Shown("found/network.html.j2", {}, [data])
    cards = _cards(asked, str(row["network"]))
    values = {**_at_once(asked, row, members, pairs), **_when_computed(asked, row, members, cards), **judgements}
    waits = any(one is None for one in cards.values())
    return Shown("found/network.html.j2", values, reload_seconds=COME_BACK_SECONDS if waits else None)


def take(asked: Asked) -> Given:
    """Keep a reviewer's sign-off, or a level of the Breakout Scale that somebody states or withdraws."""
    row = _row_of(asked)
    form = asked.form
    here = asked.address("network", row["network"], run=asked.query.get("run"))
    if form.get("form") in (STATE, WITHDRAW):
        take_level(asked, row)
        return Given(RedirectResponse(f"{here}#breakout", 303))
    review = Review(
        at="",
        by=form.get("by", ""),
        identity=network_identity(row["accounts"]),
        decision=form.get("decision", ""),
        network=str(row["network"]),
        run=asked.run.id if asked.run else "",
        likelihood=form.get("likelihood", ""),
        note=form.get("note", ""),
        attribution=form.get("attribution", ""),
        sources=form.get("sources", ""),
    )
    keep_review(asked.case.path, review)
    return Given(RedirectResponse(f"{here}#review", 303))


def _cards(asked: Asked, subject: str) -> dict[str, Any]:  # Any: JSON
    """Return the cards of the page; after the first that is still being computed the others are not waited for."""
    cards: dict[str, Any] = dict.fromkeys(CARDS)  # Any: as above
    for name in CARDS:
        cards[name] = card_if_ready(asked, name, subject)
        if cards[name] is None:
            break
    return cards


def card_if_ready(asked: Asked, kind: str, subject: str) -> dict[str, Any] | None:  # Any: JSON
    """Return a card, or null while it is being computed."""
    try:
        return asked.card(kind, subject)
    except StillComputing:
        return None


def _row_of(asked: Asked) -> dict[str, Any]:  # Any: cells of NETWORKS
    """Return the row of the network in the address; raises NothingThere."""
    number = asked.subject["number"]
    if asked.run is not None and number.isascii() and number.isdecimal() and len(number) < 10:
        for row in network_rows(asked.run.table("networks")):
            if row["network"] == int(number):
                return row
    raise NothingThere(f"This run has no network {number}. The page of networks lists which there are.")


def _at_once(
    asked: Asked, row: dict[str, Any], members: pl.DataFrame, pairs: pl.DataFrame
) -> dict[str, Any]:  # Any: what the template shows
    """Return what is read from the run's small tables."""
    assert asked.run is not None
    disclosure = parts.disclosure_of(members)
    ordered, sort, falls = parts.in_order(asked, members)
    pages = max(1, -(-members.height // parts.ROWS_OF_MEMBERS))
    page = min(asked.whole("members", 1, least=1), pages)
    judged = judge(row, asked.run.record, pairs)
    return {
        "row": {**row, **judged},
        "strong": dict(zip(("strength", "strength_low", "strength_high"), times_chance(pairs), strict=True)),
        "likelihood": wording.likelihood_sentence(row["network"], row["q"], as_group=judged["rests_on"] == "group"),
        "timeline": parts.timeline_picture(asked, row, parts.acts_of(asked.run, row["network"]), disclosure),
        "members": ordered.slice((page - 1) * parts.ROWS_OF_MEMBERS, parts.ROWS_OF_MEMBERS).to_dicts(),
        "members_found": members.height,
        "members_page": page,
        "members_pages": pages,
        "sort": sort,
        "falls": falls,
        "shows_roles": not set(members["role"].drop_nulls()) <= {"crowd"},
        "layers_text": wording.layers_in_words(row["layers"]),
        "findings": _findings(asked, row),
        "neighbours": _neighbours(asked, row["network"]),
        **base_rate(asked.run),
    }


def _when_computed(
    asked: Asked, row: dict[str, Any], members: pl.DataFrame, cards: dict[str, Any]
) -> dict[str, Any]:  # Any: as above
    """Return what the cards hold; null for what is still being computed."""
    evidence, graph = cards["network_evidence"], cards["network_graph"]
    picture = graph["picture"] if graph else None
    return {
        "card": cards["network"],
        **_pictures(asked, row["network"], cards["network"]),
        "evidence": parts.evidence_views(asked, evidence, parts.disclosure_of(members)) if evidence else None,
        "graph": parts.graph_picture(picture, row["network"]) if picture else None,
    }


def _pictures(asked: Asked, number: int, card: dict[str, Any] | None) -> dict[str, Any]:  # Any: as above
    if card is None:
        return {"life_line": None, "week": None, "purposes": None}
    return {
        "life_line": pictures.life_line(number, card["life"], asked.clock),
        "week": pictures.week_picture(number, card["life"]),
        "purposes": pictures.purposes_picture(number, card["purpose_mix"], asked.clock),
    }


def _judgements(asked: Asked, row: dict[str, Any]) -> dict[str, Any]:  # Any: as above
    """Return what people decided about the network: marks, those of earlier scans, and reviews."""
    marks, reviews = kept_marks(asked.case.path), kept_reviews(asked.case.path)
    identity = network_identity(row["accounts"])
    history = marks.of(identity)
    earlier = [] if history else marks_of_earlier_networks(marks, asked.case.runs(), row["accounts"])
    return {
        "marks": [vars(one) for one in history],
        "earlier_marks": [{**vars(one), "common": common} for one, common in earlier],
        "reviews": [vars(one) for one in reviews.of(identity)],
        "damaged": (*marks.damaged, *reviews.damaged),
        "by": marks.marks[-1].by if marks.marks else "",
        "decisions": list(DECISIONS),
        "likelihood_words": LIKELIHOOD_RANGES,
        **stated_levels(asked, row),
    }


def _findings(asked: Asked, row: dict[str, Any]) -> list[dict[str, Any]]:  # Any: as above
    """Return the findings about the network itself."""
    assert asked.run is not None
    table = asked.run.table("findings")
    number = row["network"]
    own = table.filter(
        (table["subject_kind"] == "network") & table["subject"].is_in([str(number), f"network:{number}"])
    )
    return own.select("finding", "detector", "because", "posts_count").to_dicts()


def _neighbours(asked: Asked, number: int) -> tuple[int | None, int | None]:
    """Return the numbers of the networks before and after this one."""
    assert asked.run is not None
    numbers = sorted(asked.run.table("networks")["network"].to_list())
    place = numbers.index(number)
    return (numbers[place - 1] if place else None, numbers[place + 1] if place + 1 < len(numbers) else None)


def _graph(asked: Asked, row: dict[str, Any]) -> dict[str, Any]:  # Any: columns
    """Return what a browser draws: the graph, and the acts of its raster."""
    assert asked.run is not None
    graph = asked.card("network_graph", str(row["network"]))
    del graph["picture"]
    return {**graph, "acts": parts.raster_data(parts.acts_of(asked.run, row["network"]))}


PAGE = Page("/network/{number}", view, take)
