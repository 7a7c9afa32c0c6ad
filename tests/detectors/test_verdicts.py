"""Verdicts follow from what the accounts of a network show: lifted by what is said, never where innocence fits."""

from datetime import UTC, datetime, timedelta

import orjson
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.accounts.known import KnownAccounts
from unisono.detectors import DETECTORS
from unisono.detectors.scene import Scene
from unisono.detectors.verdicts import FEWEST, SIGNS, Shown, judge, with_verdicts
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, TRACES, conform, empty
from unisono.model.tested_fits import FITS_FROM

SIGN = {sign.detector: sign for sign in SIGNS}
RAN = {detector.name for detector in DETECTORS}
MEMBERS_OF_ONE = [f"here:{number}" for number in range(10)]


def shown(detector: str, accounts: int = 10, size: int = 10, expected: float = 0.5, q: float = 0.001) -> Shown:
    return Shown(SIGN[detector], accounts, size, expected, q)


def test_every_sign_is_a_detector_and_those_that_do_not_lift_alone_say_why() -> None:
    assert set(SIGN) <= RAN
    assert len(SIGN) == len(SIGNS)
    assert all(bool(sign.because) != sign.enough for sign in SIGNS)


@pytest.mark.parametrize(
    ("one", "holds"),
    [
        (shown("woke_together"), True),
        (shown("woke_together", accounts=5), True),
        (shown("woke_together", accounts=4), False),  # fewer than half
        (shown("woke_together", accounts=2, size=3, expected=0.1), False),  # fewer than three
        (shown("woke_together", expected=3.0), False),  # less than five times what chance gives
        (shown("woke_together", q=0.02), False),
    ],
)
def test_a_sign_holds_for_most_members_far_beyond_chance(one: Shown, holds: bool) -> None:
    assert one.holds == holds
    assert ("too few, or too near to chance" in one.sentence) != holds
    assert f"{one.accounts} of its {one.size} accounts ended long silences" in one.sentence


def test_one_sign_that_is_enough_or_two_others_lift_a_verdict() -> None:
    assert judge("coordinated", []) == "coordinated"
    assert judge("coordinated", [shown("woke_together")]) == "likely_inauthentic"
    assert judge("coordinated", [shown("woke_together", accounts=4)]) == "coordinated"
    assert judge("coordinated", [shown("turned_together")]) == "coordinated"
    assert judge("coordinated", [shown("turned_together"), shown("testimony")]) == "likely_inauthentic"
    assert judge("coordinated", [shown("turned_together"), shown("testimony", accounts=4)]) == "coordinated"


@given(
    st.lists(st.builds(Shown, st.sampled_from(SIGNS), st.integers(0, 50), st.just(50), st.floats(0, 9), st.just(0.0)))
)
def test_an_innocent_explanation_that_fits_is_never_overruled(signs: list[Shown]) -> None:
    assert judge("coordinated_explained", signs) == "coordinated_explained"
    assert judge("coordinated", signs) in ("coordinated", "likely_inauthentic")
    if not any(one.holds for one in signs):
        assert judge("coordinated", signs) == "coordinated"


def scene_of(accounts: int = 200, texts: pl.DataFrame | None = None, said: str = "hello") -> Scene:
    """Return a scene of so many accounts, each with a post, and no findings."""
    rows = [
        {"platform": "here", "account_id": str(number), "post_id": str(number), "kind": "post", "text": said}
        | {"lang": "en", "created_at": datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=number)}
        for number in range(accounts)
    ]
    posts = conform(pl.DataFrame(rows), POSTS)
    of = empty(TRACES) if texts is None else texts
    tables = (empty(PAIRS), networks(), empty(MEMBERS), empty(ACTS))
    return Scene(*tables, pairs_tested=1, texts=of, posts=posts, known=KnownAccounts(posts))


def networks(fit: float = 0.1, verdict: str = "coordinated") -> pl.DataFrame:
    innocent = orjson.dumps([{"explanation": "fan_club", "fit": fit, "because": "none"}]).decode()
    rows = [
        {"network": 1, "size": 10, "accounts": MEMBERS_OF_ONE, "innocent": innocent, "verdict": verdict},
        {"network": 2, "size": 3, "accounts": ["here:20", "here:21", "here:22"], "innocent": "[]", "verdict": verdict},
    ]
    return conform(pl.DataFrame(rows), NETWORKS)


def finding(detector: str, kind: str, subject: str, **more: object) -> dict[str, object]:
    usual = {"measure": "accounts", "value": 9.0, "expected": 0.5, "q": 1e-6, "evidence": "{}"}
    return {"detector": detector, "subject_kind": kind, "subject": subject, **usual, **more}


def findings(*rows: dict[str, object]) -> pl.DataFrame:
    return conform(pl.DataFrame(rows), FINDINGS) if rows else empty(FINDINGS)


def test_without_signs_a_verdict_stops_at_coordinated_and_says_what_was_looked_for() -> None:
    told = with_verdicts(networks(), scene_of(), findings(), RAN)
    assert dict(told.schema) == NETWORKS
    assert told["verdict"].to_list() == ["coordinated", "coordinated"]
    because = told["verdict_because"][0]
    assert "No innocent explanation fits; fan club comes nearest (fit 0.10 of 1)." in because
    assert "Acting together does not show" in because
    assert f"Shown by fewer than {FEWEST} of them, as far as the case tells: made together" in because
    assert "Not looked for" not in because
    assert "No innocent explanation was tested." in told["verdict_because"][1]
    far = with_verdicts(networks(fit=0.0), scene_of(), findings(), RAN)["verdict_because"][0]
    assert "none that was tested comes near" in far


def test_those_who_woke_together_are_likely_inauthentic_unless_an_explanation_fits() -> None:
    woke = finding("woke_together", "network", "1", measure="accounts_that_woke")
    told = with_verdicts(networks(), scene_of(), findings(woke), RAN)
    assert told["verdict"].to_list() == ["likely_inauthentic", "coordinated"]
    assert "9 of its 10 accounts ended long silences" in told["verdict_because"][0]
    assert "chance would give 0.5 (q 1e-06)" in told["verdict_because"][0]
    assert "who stands behind it is not computed" in told["verdict_because"][0]
    fits = networks(FITS_FROM, "coordinated_explained")
    explained = with_verdicts(fits, scene_of(), findings(woke), RAN)
    assert explained["verdict"][0] == "coordinated_explained"
    assert "An innocent explanation fits: fan club (fit 0.50 of 1)." in explained["verdict_because"][0]


def test_findings_about_accounts_are_counted_by_network_and_beside_everybody() -> None:
    own = [
        finding("contradicting_claims", "account", name, measure="identities too many") for name in MEMBERS_OF_ONE[:6]
    ]
    told = with_verdicts(networks(), scene_of(), findings(*own), RAN)
    assert told["verdict"].to_list() == ["likely_inauthentic", "coordinated"]
    assert "6 of its 10 accounts claim to be several persons" in told["verdict_because"][0]
    assert "chance would give 0.3 " in told["verdict_because"][0]
    few = with_verdicts(networks(), scene_of(), findings(*own[:4]), RAN)
    assert few["verdict"].to_list() == ["coordinated", "coordinated"]
    assert "too few, or too near to chance" in few["verdict_because"][0]
    everybody = [finding("contradicting_claims", "account", f"here:{number}") for number in range(200)]
    usual = with_verdicts(networks(), scene_of(), findings(*everybody), RAN)
    assert usual["verdict"].to_list() == ["coordinated", "coordinated"]


def test_shared_pictures_and_testimony_lift_only_together() -> None:
    pictures = orjson.dumps({"kind": "avatar", "object": "x", "accounts": MEMBERS_OF_ONE[:7]}).decode()
    avatar = finding("avatar_reuse", "image", "x", evidence=pictures)
    text = finding("testimony", "text", "t-1")
    rows = [
        {"layer": "text", "object": "t-1", "account": name, "post": name, "at": datetime(2020, 1, 1, tzinfo=UTC)}
        for name in MEMBERS_OF_ONE
    ]
    scene = scene_of(texts=conform(pl.DataFrame(rows), TRACES), said="I am a nurse and I voted for them all my life")
    assert scene.claims.height
    for given_findings, verdict in (
        ([avatar], "coordinated"),
        ([text], "coordinated"),
        ([avatar, text], "likely_inauthentic"),
    ):
        told = with_verdicts(networks(), scene, findings(*given_findings), RAN)
        assert told["verdict"][0] == verdict
    assert "7 of its 10 accounts show a profile picture that others show, too" in told["verdict_because"][0]
    assert "10 of its 10 accounts claim who they are in words" in told["verdict_because"][0]


def test_what_no_detector_looked_for_is_said_and_no_networks_have_no_verdicts() -> None:
    told = with_verdicts(networks(), scene_of(), findings(), {"co_action"})
    assert "Not looked for: made together" in told["verdict_because"][0]
    assert "Shown by fewer" not in told["verdict_because"][0]
    assert with_verdicts(empty(NETWORKS), scene_of(), findings(), RAN).is_empty()
