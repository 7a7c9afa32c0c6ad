"""One push rings once for each way it was seen, names the others, and is not said again too soon."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from tests.watch.live_posts import START, moment
from unisono.watch import alarms
from unisono.watch.alarms import Alarms
from unisono.watch.claims import Claim
from unisono.watch.rules import Rules

WHO = frozenset(f"bluesky:a{number}" for number in range(20))
CLAIM = Claim(
    "rising", "hashtag", "vote", "accounts", 20.0, 0.1, 500, 1e-12, 1e-5, 10.0, "20 accounts used #vote.", START, 20,
    25, WHO, ("bluesky:p1",), (), START.timestamp(),
)  # fmt: skip
NOW = moment(2.0)


def test_a_claim_becomes_an_alert_with_the_innocent_reasons_of_its_detector() -> None:
    (alert,) = Alarms().judge([CLAIM], NOW)
    assert (alert.subject, alert.value, alert.accounts, alert.posts_count) == ("vote", 20.0, 20, 25)
    assert alert.at == NOW
    assert alert.waited_s == 2.0
    assert len(alert.innocent) >= 3
    assert alert.because == CLAIM.because


def test_claims_that_chance_gives_too_often_or_of_too_few_are_not_told() -> None:
    alarms = Alarms(Rules.parse("[copied_text]\non = false"))
    unfit = [
        replace(CLAIM, chance_per_day=0.02),
        replace(CLAIM, accounts=9),
        replace(CLAIM, detector="copied_text"),
    ]
    assert alarms.judge(unfit, NOW) == []


def test_the_same_is_said_again_after_the_cool_down_or_when_it_has_doubled() -> None:
    alarms = Alarms()
    assert len(alarms.judge([CLAIM], NOW)) == 1
    soon = CLAIM.event_at + timedelta(minutes=14)
    assert alarms.judge([replace(CLAIM, event_at=soon, value=39.0)], NOW) == []
    assert len(alarms.judge([replace(CLAIM, event_at=soon, value=40.0)], NOW)) == 1
    later = soon + timedelta(minutes=15, seconds=1)
    assert len(alarms.judge([replace(CLAIM, event_at=later)], NOW)) == 1
    assert alarms.held_back == 1


def test_ten_tags_of_the_same_accounts_ring_once_and_the_alert_names_some() -> None:
    alarms = Alarms()
    claims = [replace(CLAIM, subject=f"tag{number}", chance_per_day=1e-5 * (number + 1)) for number in range(10)]
    (alert,) = alarms.judge(claims, NOW)
    assert alert.subject == "tag0"
    assert "Mostly the same accounts: hashtag tag1 (rising)" in alert.because
    assert "and 4 more" in alert.because
    assert alarms.judge([replace(CLAIM, subject="tag11", event_at=moment(5.0))], NOW) == []


def test_several_detectors_tell_of_one_push_once_each_and_name_each_other() -> None:
    alarms = Alarms()
    text = replace(CLAIM, detector="copied_text", subject_kind="text", subject="t-1")
    first, second = alarms.judge([CLAIM, text], NOW)
    assert "text t-1 (copied_text)" in first.because + second.because
    assert "hashtag vote (rising)" in first.because + second.because
    few = replace(CLAIM, detector="few_accounts", event_at=moment(30.0))
    (third,) = alarms.judge([few], moment(31.0))
    assert "hashtag vote (rising)" in third.because


def test_other_accounts_are_another_push() -> None:
    alarms = Alarms()
    other = replace(CLAIM, subject="other", who=frozenset({"bluesky:x", "bluesky:y"}))
    assert {alert.subject for alert in alarms.judge([CLAIM, other], NOW)} == {"vote", "other"}


def test_twice_as_many_accounts_under_another_name_are_told() -> None:
    alarms = Alarms()
    alarms.judge([CLAIM], NOW)
    assert len(alarms.judge([replace(CLAIM, subject="more", accounts=40)], NOW)) == 1


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    # The real bound is not reached in less than seconds: what is new is compared with all that is remembered.
    monkeypatch.setattr("unisono.watch.alarms.MOST_REMEMBERED", 200)
    alarms = Alarms()
    for number in range(0, 400, 100):
        some = [
            replace(CLAIM, subject=f"tag{one}", who=frozenset({f"bluesky:{one}"}))
            for one in range(number, number + 100)
        ]
        assert len(alarms.judge(some, NOW)) == 100
    assert len(alarms._told) == 200


def test_one_push_that_a_recording_brings_at_several_moments_is_told_once_and_does_not_name_itself() -> None:
    claims = [
        replace(CLAIM, event_at=CLAIM.event_at + timedelta(seconds=10 * number), who=frozenset({f"bluesky:{number}"}))
        for number in range(3)
    ]
    (alert,) = Alarms().judge(claims, NOW)
    assert "Mostly the same accounts" not in alert.because


def test_no_alert_of_several_detectors_names_itself_when_it_is_told_again() -> None:
    alarms = Alarms()
    text = replace(CLAIM, detector="copied_text", subject_kind="text", subject="t-1")
    alarms.judge([CLAIM, text], NOW)
    for alert in alarms.judge([replace(CLAIM, value=80.0), replace(text, value=80.0)], NOW):
        assert f"{alert.subject} ({alert.detector})" not in alert.because
        assert "Mostly the same accounts" in alert.because


def test_what_a_recording_holds_of_other_days_is_told_in_order_of_time() -> None:
    alarms = Alarms()
    days = [replace(CLAIM, event_at=CLAIM.event_at + timedelta(days=day), p=10.0**-day) for day in (2, 1, 0)]
    told = alarms.judge([replace(one, chance_per_day=one.p * 1e-5) for one in days], NOW)
    assert [alert.event_at for alert in told] == sorted(one.event_at for one in days)
    assert len(alarms.judge([replace(CLAIM, event_at=CLAIM.event_at - timedelta(days=1))], NOW)) == 1


def test_one_detector_tells_a_subject_once_though_another_was_surer_of_other_accounts_in_it() -> None:
    text = replace(CLAIM, detector="copied_text", chance_per_day=1e-9)
    few = replace(CLAIM, chance_per_day=1e-4, who=frozenset({"bluesky:x", "bluesky:y"}))
    told = Alarms().judge([text, CLAIM, few], NOW)
    assert [alert.detector for alert in told] == ["copied_text", "rising"]


def test_forgetting_what_was_said_long_ago_changes_no_alert(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(4)
    steps = []
    for step in range(60):
        at = START + timedelta(minutes=20 * step)
        steps.append([
            replace(
                CLAIM, subject=f"tag{draw.integers(300)}", detector=str(draw.choice(["rising", "copied_text"])),
                value=float(draw.integers(20, 90)), event_at=at - timedelta(minutes=int(draw.integers(0, 170))),
                who=frozenset(f"bluesky:a{one}" for one in draw.integers(0, 60, 20)),
            )
            for _ in range(3)
        ])  # fmt: skip
    forgetting, remembering = Alarms(), Alarms()
    told = [forgetting.judge(claims, NOW) for claims in steps]
    monkeypatch.setattr(alarms, "FURTHEST_BACK", timedelta.max / 2)
    assert [remembering.judge(claims, NOW) for claims in steps] == told
    assert len(forgetting._told) < len(remembering._told)
