"""Measures that cards of tags and links share: new accounts, where a coefficient stands, verdicts."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.dossiers.written_case import START, write_case
from unisono.dossiers.hashtag.material import read_tags
from unisono.dossiers.hashtag.scoring import count_new, limited_verdict, score_flow, verdict_of_flow
from unisono.dossiers.networked_share import ShareEstimate


def share_of(verdicts: dict[str, int], low: float = 0.5) -> ShareEstimate:
    networks = [
        {"network": place, "acts": acts, "verdict": name} for place, (name, acts) in enumerate(verdicts.items())
    ]
    return ShareEstimate(0.6, low, 0.7, 100, 60, networks)


def pushed(q: float | None, everybody: float = 0.1) -> dict[str, object]:
    return {"q": q, "accounts_share": everybody, "posts": 100, "accounts": 30}


def test_the_verdict_is_the_gravest_of_the_networks_that_carry_a_fifth() -> None:
    mixed = share_of({"coordinated_explained": 50, "likely_inauthentic": 5})
    assert verdict_of_flow(pushed(0.001), mixed) == "coordinated_explained"
    assert verdict_of_flow(pushed(0.001), share_of({"coordinated_explained": 30, "coordinated": 30})) == "coordinated"
    assert verdict_of_flow(pushed(0.001), share_of({"likely_inauthentic": 9})) == "likely_inauthentic"


def test_no_more_than_chance_gives_is_nothing_unusual() -> None:
    assert verdict_of_flow(pushed(0.02), share_of({"coordinated": 60})) == "nothing_unusual"
    assert verdict_of_flow(pushed(None), ShareEstimate(None, None, None, 3, 0, [])) == "nothing_unusual"


@pytest.mark.parametrize(
    ("posts", "accounts", "why"),
    [(2, 2, "cannot say: 2 posts"), (2_382, 1, "cannot say: one account"), (50, 30, "cannot say: too quiet")],
)
def test_where_too_little_is_known_there_is_no_verdict_and_why(posts: int, accounts: int, why: str) -> None:
    unknown = ShareEstimate(None, None, None, posts, 0, [], cannot_say="too quiet")
    told = limited_verdict({**pushed(None), "posts": posts, "accounts": accounts}, unknown)
    assert told == {"verdict": None, "verdict_limited": True, "verdict_cannot_say": why}


def test_without_a_scan_there_is_no_verdict() -> None:
    assert verdict_of_flow(None, share_of({"coordinated": 60})) is None


def test_a_case_that_is_the_tag_leans_on_the_share_alone() -> None:
    assert verdict_of_flow(pushed(1.0, everybody=0.9), share_of({"coordinated": 60})) == "coordinated"
    assert verdict_of_flow(pushed(1.0, everybody=0.9), share_of({"coordinated": 60}, low=0.1)) == "nothing_unusual"


def test_new_accounts_are_those_made_at_most_ninety_days_before_their_first_use(tmp_path: Path) -> None:
    profiles = [
        {"account_id": f"a{n}", "created_at": START - timedelta(days=80 if n < 3 else 200), "observed_at": START}
        for n in range(12)
    ]
    posts = [{"account": f"a{n}", "text": "#x", "minutes": n} for n in range(14)]
    material = read_tags(write_case(tmp_path / "c", posts, profiles), None)
    assert count_new(material.case, material.uses) == {"new_account_share": 3 / 12, "new_account_n": 12}
    few = material.uses.head(5)
    assert count_new(material.case, few) == {"new_account_share": None, "new_account_n": 5}


def test_shares_are_from_nought_to_one_and_parts_of_the_coefficient_in_percent(tmp_path: Path) -> None:
    posts = [{"account": f"a{n % 30}", "text": "#x", "minutes": n} for n in range(60)]
    material = read_tags(write_case(tmp_path / "c", posts), None)
    card = score_flow(material, "x", material.uses)
    assert card["top50_share"] == 1.0
    assert (card["ctm"]["r"], card["ctm"]["f"], card["ctm"]["u"]) == (0.0, 100.0, 2.0)
    assert card["ctm"]["value"] == pytest.approx(102.0)
    assert card["ctm"]["percentile"] is None
    assert "cannot say" in card["score_says"][1]
    assert card["pushed"] is None
