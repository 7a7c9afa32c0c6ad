"""Techniques that the accounts of a network show by themselves: when they were made, woke, turned and deleted posts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import orjson
import polars as pl

from unisono.exports.disarm.evidence import FEWEST, MOST_FINDINGS, Claim, Evidence

NEW_FOR = timedelta(days=90)


def claims_of_accounts(evidence: Evidence) -> Iterator[Claim]:
    """Yield what findings about the network, or about its members, show."""
    yield from _new(evidence)
    yield from _woke(evidence)
    yield from _of_network(evidence, "turned_together", "T0150.004", "changed their subject within seven days")
    yield from _of_network(evidence, "co_deletion", "T0129.007", "lost posts that a later file should have")
    yield from _pictures(evidence)
    if evidence.is_lifted:
        yield from _contradicting(evidence)


def _new(evidence: Evidence) -> Iterator[Claim]:
    born, first = evidence.row["born_at"], evidence.row["first_at"]
    if isinstance(born, datetime) and isinstance(first, datetime) and timedelta() <= first - born <= NEW_FOR:
        days = (first - born).days
        after = f"were made within a few days, and the network first acted together {days:,} days after"
        yield from _of_network(evidence, "born_together", "T0150.001", after)


def _woke(evidence: Evidence) -> Iterator[Claim]:
    if evidence.row["woke_at"] is not None:
        yield from _of_network(evidence, "woke_together", "T0150.002", "ended long silences within a few days")


def _of_network(evidence: Evidence, detector: str, technique: str, words: str) -> Iterator[Claim]:
    found = evidence.found_of_it(detector).sort("value", "finding", descending=[True, False])
    if found.height and (found["value"][0] or 0) >= FEWEST:
        expected = found["expected"][0]
        chance = "" if expected is None else f"; chance would give {expected:.2g}"
        reason = f"{found['value'][0]:,.0f} of its {evidence.row['size']:,} members {words}{chance}."
        yield Claim(technique, found["finding"].head(MOST_FINDINGS).to_list(), reason)


def _pictures(evidence: Evidence) -> Iterator[Claim]:
    own: set[str] = set()
    findings = []
    for finding, query in evidence.found("avatar_reuse").select("finding", "evidence").iter_rows():
        shown = evidence.members.intersection(orjson.loads(query or "{}").get("accounts", ()))
        if len(shown) >= FEWEST:
            own |= shown
            findings.append(finding)
    if findings:
        reason = f"{len(own):,} of its {evidence.row['size']:,} members show a profile picture that others show, too."
        yield Claim("T0145.001", findings[:MOST_FINDINGS], reason)


def _contradicting(evidence: Evidence) -> Iterator[Claim]:
    found = evidence.found("contradicting_claims").filter(pl.col("subject").is_in(list(evidence.members)))
    if found.height >= FEWEST:
        reason = (
            f"{found.height:,} of its {evidence.row['size']:,} members claim to be several persons who cannot be one."
        )
        yield Claim("T0143.002", found.sort("q", "finding")["finding"].head(MOST_FINDINGS).to_list(), reason)
