"""Hypotheses about the reposts of a post."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from unisono.cases import Case, Run
from unisono.dossiers.network.purpose import purpose_of_accounts
from unisono.dossiers.networked_share import ShareEstimate
from unisono.dossiers.post.hypotheses import FITS, IN_PART, NOT, UNKNOWN, Facts, breadth_of, weigh

NARROW = {"accounts": 50, "reposts": 400, "posts": 9, "authors": 2, "top_share": 0.9, "same_author_share": 0.9}
BROAD = {"accounts": 50, "reposts": 400, "posts": 90, "authors": 40, "top_share": 0.1, "same_author_share": 0.02}
LANGUAGES = [{"kind": name, "share": 0.3} for name in ("Russian", "Spanish", "Arabic")]
START = datetime(2020, 1, 1, tzinfo=UTC)


def estimate(networked: int, explained: int = 0, hidden: float = 0.0) -> ShareEstimate:
    share = networked / 100
    high = share + hidden / 100
    return ShareEstimate(share, share, high, 100, networked, [], 100, explained, 0.0, hidden)


def fits(facts: Facts) -> dict[str, str]:
    return {one["hypothesis"]: one["fit"] for one in weigh(facts, None)}


def test_ordinary_popularity_fits_where_nobody_is_networked_and_no_row_differs() -> None:
    assert fits(Facts(estimate(0), False, BROAD)) == {"ordinary popularity": FITS, "hired amplification": NOT}
    assert fits(Facts(estimate(0), False, BROAD, unusual=["young"]))["ordinary popularity"] == IN_PART
    assert fits(Facts(estimate(0, hidden=40.0), False, BROAD))["ordinary popularity"] == UNKNOWN
    assert fits(Facts(estimate(60), True, BROAD))["ordinary popularity"] == NOT


def test_hired_amplification_needs_two_signs_beside_the_share() -> None:
    assert fits(Facts(estimate(60), True, BROAD, languages=LANGUAGES))["hired amplification"] == FITS
    assert fits(Facts(estimate(60), True, BROAD))["hired amplification"] == IN_PART
    assert fits(Facts(estimate(60), True, NARROW))["hired amplification"] == IN_PART
    assert fits(Facts(estimate(60, explained=60), True, BROAD, languages=LANGUAGES))["hired amplification"] == NOT


def test_a_wave_of_networked_reposts_hours_later_is_a_sign_with_its_counts() -> None:
    wave = {"start_at": START, "end_at": START + timedelta(minutes=3), "reposts": 50, "networked": 49, "expected": 0.2}
    late = {**wave, "after_s": 36_000.0, "at_publication": False}
    (hired, *_) = weigh(Facts(estimate(60), True, BROAD, waves=[late]), None)
    assert (hired["hypothesis"], hired["fit"]) == ("hired amplification", FITS)
    assert (
        "50 reposts came within 3 minutes, 10.0 hours after publication, 49 of them networked" in hired["rests_on"][2]
    )
    first = {**wave, "after_s": 60.0, "at_publication": True}
    assert fits(Facts(estimate(60), True, BROAD, waves=[first]))["hired amplification"] == IN_PART


def test_what_cannot_be_said_is_said_once(small: tuple[Case, Run]) -> None:
    purpose = purpose_of_accounts(small[0], ["written:nobody"])
    told = weigh(Facts(estimate(0, hidden=40.0), None, BROAD, purpose=purpose), None)
    (hired,) = [one for one in told if one["hypothesis"] == "hired amplification"]
    said = [line for line in hired["rests_on"] if line.startswith("Whether they advertise for many")]
    assert said and said[0].startswith("Whether they advertise for many: cannot say, 0 posts of 0 texts")


def test_without_a_share_nothing_is_said() -> None:
    unknown = ShareEstimate(None, None, None, 100, 0, [], cannot_say="the case was not scanned")
    assert set(fits(Facts(unknown, None, BROAD)).values()) == {UNKNOWN}


def test_every_hypothesis_rests_on_counts_and_says_what_it_cannot_say(small: tuple[Case, Run]) -> None:
    case, run = small
    found = ShareEstimate(0.5, 0.5, 0.5, 24, 12, [{"network": 1, "acts": 12}], 24)
    purpose = purpose_of_accounts(case, ["written:hired1"])
    told = weigh(Facts(found, True, BROAD, purpose=purpose), run)
    assert [one["hypothesis"] for one in told].count("a fan club") == 1
    assert all(one["rests_on"] and one["cannot_say"] for one in told)
    order = [FITS, IN_PART, UNKNOWN, NOT]
    assert [order.index(one["fit"]) for one in told] == sorted(order.index(one["fit"]) for one in told)


def test_breadth_counts_what_else_they_reposted() -> None:
    reposts = pl.DataFrame(
        {
            "account": ["a", "a", "a", "b", "c"],
            "object": ["post", "x", "y", "x", "z"],
            "author": ["star", "star", "other", "star", "other"],
        }
    )
    found = breadth_of(reposts, pl.Series(["a", "b"]), "post", "star")
    assert (found["reposts"], found["posts"], found["authors"]) == (3, 2, 2)
    assert found["top_share"] == found["same_author_share"] == pytest.approx(2 / 3)
    none = breadth_of(reposts, pl.Series(["zz"]), "post", None)
    assert (none["top_share"], none["same_author_share"]) == (None, None)
