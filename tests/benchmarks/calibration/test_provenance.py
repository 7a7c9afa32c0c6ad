"""The page says which program was measured, and plainly so where that is not the program as it is now."""

from benchmarks.calibration.provenance import measured_with

from tests.benchmarks.calibration.outcomes_by_hand import outcome


def test_the_program_as_it_is_now_is_named_with_its_version() -> None:
    lines = [outcome("quiet", 1, version="1.2"), outcome("quiet", 2, version="1.2")]
    assert measured_with(lines, "abc") == "Measured with program `abc` of Unisono 1.2, the program as it is now."


def test_an_earlier_program_is_called_one() -> None:
    said = measured_with([outcome("quiet", 1)], "def")
    assert said.startswith("**Measured with an earlier program**, `abc`. What the program would show now has")
    assert said.endswith("type `make calibrate`.")


def test_outcomes_of_two_programs_are_counted_apart() -> None:
    taken = [outcome("quiet", 1, taken_as="def"), outcome("quiet", 2, program="def")]
    said = measured_with(taken, "def")
    assert said.startswith("**1 of 2 scans were measured with an earlier program**: 1 scan with `abc`; 1 scan")
    assert said.endswith("took the earlier ones as good for the program as it is now.")
    assert "has not been measured" in measured_with(taken, "ghi")
