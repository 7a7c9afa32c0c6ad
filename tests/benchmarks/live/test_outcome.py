"""What a watched stream came to is computed from what was seen of it."""

import pytest
from benchmarks.live.outcome import heard, is_about, lags, middle, of_nothing_planted, processes, rates
from benchmarks.live.recording import START_US, Planted
from benchmarks.live.running import Line, Look, Looks

PUSH = Planted("hashtag", "pushed0", START_US + 2_000_000, START_US + 5_000_000, 120, ("did:plc:a", "did:plc:b"))


def alert(at: float, **said: object) -> Line:
    return Line(at, {"kind": "alert", "detector": "rising", "subject": "", "posts": [], **said})


def test_seconds_count_from_the_first_and_the_last_post_of_a_push() -> None:
    (one,) = heard([PUSH], [alert(103.0, subject="other"), alert(107.5, subject="#pushed0")], began_at=100.0)
    assert one.after_first_s == pytest.approx(5.5)
    assert one.after_last_s == pytest.approx(2.5)
    assert one.detector == "rising"


def test_a_push_without_an_alert_has_no_seconds() -> None:
    (one,) = heard([PUSH], [alert(103.0, subject="other")], began_at=100.0)
    assert (one.after_first_s, one.after_last_s) == (None, None)


def test_an_alert_is_about_a_push_if_most_posts_it_names_are_of_its_accounts() -> None:
    own = [f"bluesky:at://did:plc:{name}/app.bsky.feed.post/3m1" for name in "abab"]
    others = [f"bluesky:at://did:plc:{name}/app.bsky.feed.post/3m1" for name in "xyz"]
    assert is_about(alert(1.0, posts=[*own, *others]), PUSH)
    assert not is_about(alert(1.0, posts=[*own[:2], *others]), PUSH)
    assert not is_about(alert(1.0), PUSH)


def test_memory_is_followed_once_windows_are_full_and_before_the_peak() -> None:
    memory = [min(second, 150) + second // 60 * 3 + 500 * (second >= 600) for second in range(620)]
    looks = [Look(1000.0 + second, second * 0.5, mib << 20) for second, mib in enumerate(memory)]
    (one,) = processes(Looks({}, None, {"watch": looks}), 600)
    assert one.cores == pytest.approx(0.5)
    assert one.mib_a_minute == pytest.approx(3.0, abs=0.1)
    assert one.peak_mib == 680
    (short,) = processes(Looks({}, None, {"watch": looks[:190]}), 600)
    assert short.mib_a_minute is None


def test_rates_and_lags_are_those_between_statuses() -> None:
    statuses = [Line(float(second), {"posts": posts, "lag_s": lag}) for second, posts, lag in
                ((0, 0, None), (1, 100, 0.1), (2, 300, 0.3), (3, 300, 0.2))]  # fmt: skip
    assert rates(statuses) == [100, 200]
    assert middle(lags(statuses)) == 0.2
    assert middle([]) == 0.0


def test_a_push_that_is_told_twice_is_no_alert_of_nothing() -> None:
    told = [alert(1.0, subject="#pushed0"), alert(2.0, subject="#pushed0", detector="few_accounts")]
    other = alert(3.0, subject="#other")
    assert of_nothing_planted([PUSH], [*told, other]) == [other]


def test_what_comes_and_goes_again_has_no_slope() -> None:
    looks = [Look(1000.0 + second, 1.0, second << 20) for second in range(600) if second % 120 < 8]
    (one,) = processes(Looks({}, None, {"copying": looks}))
    assert one.mib_a_minute is None and one.peak_mib > 400
