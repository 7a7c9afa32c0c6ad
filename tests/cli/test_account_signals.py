"""Signals in a terminal: what stands out has ordinary reasons beside it, what is not said has its reason and n."""

from typing import Any

import pytest

from unisono.cli.account_signals import automation_text, clues_text, print_signals, stands_out
from unisono.cli.output import Output


def signal(**more: Any) -> dict[str, Any]:
    known = {
        "value": 0.5,
        "unit": "share",
        "is_no": False,
        "n": 40,
        "percentile": 50.0,
        "reference": "twitter, in this case",
        "reference_n": 250,
    }
    return {**known, "says": "It says so.", "cannot_say": None, "caveat": "Many people do.", **more}


def test_what_stands_out_has_its_caveat_and_what_does_not_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    signals = {
        "usual_thing": signal(caveat="not told"),
        "rare_thing": signal(percentile=97.2, caveat="Newsrooms do."),
        "low_thing": signal(percentile=3.0, caveat="Beginners do."),
    }
    print_signals(Output(), signals)
    told = capsys.readouterr().out
    assert "rare thing: Newsrooms do." in told and "low thing: Beginners do." in told
    assert "not told" not in told
    assert "97" in told and "Compared with: twitter, in this case." in told


def test_what_cannot_be_said_is_told_with_n_by_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    unsaid = signal(value=None, percentile=None, reference="not compared", reference_n=0, n=7, cannot_say="no clock")
    few = {**unsaid, "cannot_say": "n = 7 (posts); 10 are needed"}
    absent = {**unsaid, "n": 0, "cannot_say": "the files do not say"}
    print_signals(
        Output(), {"one_a": unsaid, "two": {**unsaid, "n": 3}, "three": signal(), "four": few, "five_b": absent}
    )
    told = capsys.readouterr().out
    assert "Cannot say one a (n = 7), two (n = 3): no clock." in told
    assert "Cannot say four: n = 7 (posts); 10 are needed." in told
    assert "(n = 0; why: --json): five b." in told
    print_signals(Output(), {"one": unsaid})
    assert "None of the signals can be said." in capsys.readouterr().out
    print_signals(Output(), {})
    assert capsys.readouterr().out == "Signals: cannot say, no post has a time (n = 0).\n"


def test_each_value_stands_in_a_column_of_its_own_to_the_right_with_its_unit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    signals = {"a": signal(value=0.834), "b": signal(unit="days", value=2.5), "c": signal(unit="yes or no", value=1.0)}
    print_signals(Output(), signals)
    rows = [line for line in capsys.readouterr().out.splitlines() if "It says so." in line]
    ends = {line.index(text) + len(text) for line, text in zip(rows, (" 83 % ", "2.50 days ", " yes "), strict=True)}
    assert len(ends) == 1


def test_what_did_not_happen_is_a_no_and_nothing_that_cannot_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    none = signal(value=None, percentile=None, reference_n=0, cannot_say="none of its silences counts", is_no=True)
    print_signals(Output(), {"woke_at": none, "clock": {**none, "cannot_say": "no clock"}, "one": signal()})
    told = capsys.readouterr().out
    assert "No: woke at (none of its silences counts); clock (no clock)." in told
    assert "Cannot say" not in told


def test_the_outer_tenths_stand_out() -> None:
    assert [stands_out(signal(percentile=one)) for one in (10.0, 10.1, 89.9, 90.0, None)] == [
        True,
        False,
        False,
        True,
        False,
    ]


def test_the_estimate_names_what_moves_it_and_asks_for_no_claim() -> None:
    said = {"estimate": 0.8, "n": 412, "cannot_say": None, "says": "how much its acts look like others': 0.80"}
    moved = [{"signal": "reposts", "value": "96 % of 412 acts", "pushes": "raises it"}]
    text = automation_text({**said, "strongest": moved})
    assert text.startswith(
        "Automation estimate: how much its acts look like others': 0.80.\n"
        "  Moved by: reposts 96 % of 412 acts: raises it."
    )
    assert "Rest no claim on it." in text
    why = {"cannot_say": "too few acts", "says": "cannot say how much, because too few acts"}
    unsaid = automation_text({**said, **why, "strongest": []})
    assert unsaid == "Automation estimate: cannot say how much, because too few acts (n = 412 acts)."
    assert automation_text(None) == ""


def test_a_clue_stands_on_its_own_lines_with_its_reasons_below_and_hides_nothing() -> None:
    clue = {"clue": "language at the place", "n": 12, "caveat": "People who live abroad write so."}
    told = clues_text([{**clue, "says": 'Its stated place is "Omsk\u202e" (Russia); all are in Thai. ' * 3}])
    lines = told.splitlines()
    assert lines[0] == "What does not fit (a clue, no finding)"
    assert lines[-1] == "    People who live abroad write so."
    assert "<U+202E>" in told and "\u202e" not in told
    assert all(len(line) <= 100 for line in lines)
