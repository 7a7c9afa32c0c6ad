"""Levels 4 to 6 of the Breakout Scale as people stated them: theirs, with their evidence, and told so."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from unisono.cases import Case
from unisono.cases.breakouts import StatedLevel, kept_levels, levels_by_network
from unisono.content.addresses import canonical_address
from unisono.content.hosted_pages import PUBLISHERS
from unisono.exports.report.amounts import Clock, parse_moment
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.untrusted import defang, isolate, reveal

UNNAMED = "Somebody who works on the case"

_address = re.compile(r"\w+://\S+")


@dataclass(frozen=True)
class StatedView:
    """One level as somebody stated it. note: null where there is none; is_withheld: where this copy does not tell it.

    then: how many members the network had in an earlier scan that are still in it; null where none has changed.
    """

    network: int
    level: int
    by: Markup
    on: str
    evidence: Markup
    evidence_on: str
    note: Markup | None
    is_withheld: bool
    then: int | None


def view_stated(
    case: Case,
    networks: Iterable[Mapping[str, Any]],  # Any: cells of NETWORKS
    disclosure: Disclosure,
    clock: Clock,
) -> list[StatedView]:
    """Return the levels that hold of these networks, by network and time.

    Who stated them is told inside only. Notes may name people whom no key knows, so the public copy withholds them;
    evidence is told to all, as a level without any says nothing.
    """
    holding = kept_levels(case.path).holding
    if not holding:
        return []
    members = {row["network"]: row["accounts"] or [] for row in networks}
    found = levels_by_network(holding, case.runs(), members)
    return [
        _view(number, one, None if common == len(set(members[number])) else common, disclosure, clock)
        for number in sorted(found)
        for one, common in found[number]
    ]


def _view(network: int, stated: StatedLevel, then: int | None, disclosure: Disclosure, clock: Clock) -> StatedView:
    is_withheld = bool(stated.note) and disclosure.hides_posts
    shows_note = bool(stated.note) and not is_withheld
    return StatedView(
        network=network,
        level=stated.level,
        by=Markup(UNNAMED) if disclosure.hides_accounts else isolate(stated.by),
        on=clock.day(parse_moment(stated.at)),
        evidence=reveal(defang(_told(stated.evidence, disclosure))),
        evidence_on=stated.on,
        note=reveal(defang(disclosure.free_text(stated.note))) if shows_note else None,
        is_withheld=is_withheld,
        then=then,
    )


def _told(evidence: str, disclosure: Disclosure) -> str:
    """Return evidence as a copy may show it: addresses are whole that lead to no account and name none."""
    if not disclosure.hides_accounts:
        return evidence
    pieces, place = [], 0
    for found in _address.finditer(evidence):
        pieces.append(disclosure.free_text(evidence[place : found.start()]))
        pieces.append(
            found.group() if _names_nobody(found.group(), disclosure) else disclosure.free_text(found.group())
        )
        place = found.end()
    return "".join([*pieces, disclosure.free_text(evidence[place:])])


def _names_nobody(address: str, disclosure: Disclosure) -> bool:
    """Say whether an address is a page of a site, where no account publishes, and in which no known name stands."""
    plain = urlsplit(canonical_address(address) or "").hostname
    if plain is None or "@" in address or plain.removeprefix("www.") in PUBLISHERS:
        return False
    written = address.partition("://")[2]
    return all(disclosure.free_text(text) == text for text in (written, re.sub(r"[\W_]+", " ", written)))
