"""The steps that a scan tells: their order, their numbers, and how they read."""

from unisono.model.scan_steps import MORE_TWINS, ScanStep, numbered, pairs_of, steps_of
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
