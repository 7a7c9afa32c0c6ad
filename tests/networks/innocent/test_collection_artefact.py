"""Times that the collector set look simultaneous; those of the accounts themselves do not."""

import datetime as dt

import pytest

from tests.networks.innocent.views_by_hand import NOON, Act, of_one, view_of
from unisono.networks.innocent import collection_artefact

fit = of_one(collection_artefact.fit)


def test_ordinary_seconds_explain_nothing() -> None:
    acts = [Act(f"m{n}", f"p{post}", 5_000.0 * post + 7 + n) for post in range(10) for n in range(3)]
    assert fit(view_of(acts)).fit == 0.0


def test_one_instant_for_many_objects_is_the_collectors() -> None:
    acts = [Act(f"m{n}", f"p{post}", 77.0) for post in range(10) for n in range(3)]
    found = fit(view_of(acts))
    assert found.fit == pytest.approx(1.0)
    assert "100% bear one and the same instant" in found.because


def test_one_instant_for_one_object_is_not() -> None:
    assert fit(view_of([Act(f"m{n}", "p", 77.0) for n in range(20)])).fit == 0.0


def test_times_of_collection_are_no_times_of_posting() -> None:
    acts = [
        Act(f"m{n}", f"p{n % 5}", 60.0 * n + 7, post={"collected_at": NOON + dt.timedelta(seconds=60 * n + 7)})
        for n in range(20)
    ]
    assert fit(view_of(acts)).fit == pytest.approx(1.0)
    later = [Act(a.account, a.object, a.at, post={"collected_at": NOON + dt.timedelta(days=3)}) for a in acts]
    assert fit(view_of(later)).fit == 0.0


def test_a_stream_that_says_when_each_post_came_to_be_sets_no_time() -> None:
    seen = [{"collected_at": NOON + dt.timedelta(seconds=60 * n + 7)} for n in range(20)]
    acts = [Act(f"m{n}", f"p{n % 5}", 60.0 * n + 7, post_id=f"bluesky:{n}", post=seen[n]) for n in range(20)]
    assert fit(view_of(acts)).fit == 0.0


def test_days_without_an_hour_are_no_times_of_posting() -> None:
    acts = [Act(f"m{n}", f"p{n % 5}", 86_400.0 * (n % 5), post={"created_at_precision": "day"}) for n in range(20)]
    assert fit(view_of(acts)).fit == pytest.approx(1.0)


def test_full_hours_alone_are_what_a_scheduler_gives_and_explain_less_than_half() -> None:
    acts = [Act(f"m{n}", f"p{post}", 3_600.0 * post) for post in range(30) for n in range(3)]
    found = fit(view_of(acts))
    assert found.fit == pytest.approx(0.4)
    assert "100% bear a full hour" in found.because
