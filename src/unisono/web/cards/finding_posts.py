"""The posts that a finding rests on, as a card."""

from unisono.cases import Case, Run
from unisono.detectors.evidence import fetch_evidence
from unisono.model.errors import UsageError
from unisono.web.cards.declared import Card

MOST = 60
"""Posts shown on the finding's own page; all of them are a list of posts."""


def finding_card(case: Case, run: Run | None, finding: str) -> Card:
    """Return the earliest posts or profiles that a finding rests on, and the count of all."""
    if run is None:
        raise UsageError("This case has not been scanned, so it has no findings.")
    posts = fetch_evidence(case, run, finding)
    return {
        "posts": posts.head(MOST).to_dicts(),
        "found": posts.height,
        "are_profiles": bool((posts["kind"] == "profile").any()),
    }
