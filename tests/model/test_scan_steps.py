"""The steps that a scan tells: their order, their numbers, and how they read."""

from unisono.model.scan_steps import MORE_TWINS, READING, ScanStep, numbered, pairs_of, steps_of, time_left
from unisono.model.settings import ScanSettings


def test_a_scan_without_a_twin_has_fewer_steps() -> None:
    with_twin = steps_of(ScanSettings(layers=("link",)), ["bursts"])
    without = steps_of(ScanSettings(layers=("link",), twin=False), ["bursts"])
    assert set(with_twin) - set(without) == {
        "Shuffling accounts for the twin",
        "Comparing accounts of the twin: link",
        MORE_TWINS,
    }


def test_each_step_is_told_with_its_number_and_an_unplanned_one_with_that_of_the_step_before() -> None:
    heard: list[ScanStep] = []
    tell = numbered(("Reading posts", pairs_of("link")), heard.append)
    tell("Reading posts", 0)
    tell("Something else", 3)
    tell(pairs_of("link"), 12)
    assert [(one.number, one.of) for one in heard] == [(1, 2), (1, 2), (2, 2)]
    assert [one.text for one in heard] == ["Reading posts", "Something else (3)", "Comparing accounts: link (12)"]


def test_how_far_a_step_is_comes_with_its_rate_and_what_is_left_now_and_then() -> None:
    heard: list[ScanStep] = []
    moments = iter([0.0, 1.0, 1.1, 2.0, 10.0, 10.5])
    tell = numbered((READING,), heard.append, lambda: next(moments))
    for done in (0, 100, 110, 200, 5, 55):
        tell(READING, 1000, done)
    assert [one.text for one in heard] == [
        "Reading posts (1,000)",
        "Reading posts: 100 of 1,000, 100/s, 9 s left",
        "Reading posts: 200 of 1,000, 100/s, 8 s left",
        "Reading posts: 55 of 1,000, 110/s, 9 s left",
    ]


def test_times_left_are_as_exact_as_they_can_be() -> None:
    assert [time_left(seconds) for seconds in (0.2, 99, 101, 5999, 36_000)] == [
        "0 s",
        "99 s",
        "2 min",
        "100 min",
        "10.0 h",
    ]
