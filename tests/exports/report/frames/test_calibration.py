"""The figures that came with the program: those that the calibration wrote, whatever kinds a later one has."""

import orjson

from unisono.exports.report.frames.calibration import (
    DECOYS,
    NOT_MEASURED,
    BarRow,
    FalseRow,
    calibration_of,
    read_calibration,
)

WRITTEN = {
    "measured_from": "2026-11-22",
    "measured_to": "2026-11-23",
    "programs": [{"program": "abc", "version": "0.1.0", "scans": 7}],
    "scans": 7,
    "worlds": 2,
    "bars": [{"asks": "Quiet", "measured": "6 of 7 scans", "reached": False}],
    "false": [{"of": "pairs", "false": 3.0, "all": 1000.0}],
    "decoys": [
        {"kind": "night_shift", "accounts": 40, "explained": 0, "wrong": 4, "scans": 7, "scans_wrong": 1},
        {"kind": "share_button", "accounts": 900, "explained": 2, "wrong": 0, "scans": 7, "scans_wrong": 0},
    ],
    "playbooks": [
        {"playbook": "ring", "level": "easy", "found": 30, "accounts": 30},
        {"playbook": "ring", "level": "hard", "found": 14, "accounts": 30},
    ],
}


def test_every_figure_is_the_one_that_was_written() -> None:
    told = calibration_of(orjson.dumps(WRITTEN))
    assert (told.measured_from, told.measured_to, told.scans, told.worlds) == ("2026-11-22", "2026-11-23", 7, 2)
    assert list(told.programs) == [("abc", "0.1.0", 7)]
    assert list(told.bars) == [BarRow("Quiet", "6 of 7 scans", reached=False)]
    assert list(told.false) == [FalseRow("pairs", 3, 1000)]
    assert list(told.missed) == [("ring", "hard", 14, 30)]


def test_decoys_have_words_and_a_bound_and_those_that_no_world_holds_say_so() -> None:
    button, night, *unmeasured = calibration_of(orjson.dumps(WRITTEN)).decoys
    assert (button.name, button.accounts, button.explained, button.wrong) == (DECOYS["share_button"], 900, 2, 0)
    assert (night.name, night.wrong, night.scans_wrong, night.scans) == ("night shift", 4, 1, 7)
    assert button.at_most is not None
    assert night.at_most is not None
    assert 0.3 < button.at_most < 0.4 < night.at_most < 0.6
    assert [one.name for one in unmeasured] == list(NOT_MEASURED)
    assert {one.accounts for one in unmeasured} == {None}


def test_every_kind_that_the_program_came_with_has_words_of_its_own() -> None:
    told = read_calibration()
    names = {one.name for one in told.decoys} - set(NOT_MEASURED)
    assert names == set(DECOYS.values())
    assert told.scans > 100
