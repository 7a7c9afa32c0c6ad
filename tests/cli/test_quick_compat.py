"""The quick way prints what the full parser's way prints, and leaves alone what it does not know."""

from pathlib import Path

import pytest

from unisono.cli import compat
from unisono.cli.quick_compat import answer_quickly

SHARES = "object_id,account_id,content_id,timestamp_share\no1,b,c1,0\no1,a,c2,7\no2,a,c3,100\no2,b,c4,100\n"


@pytest.mark.parametrize(("window", "least"), [(60, 1), (60, 2), (5, 1), (0, 3)])
def test_both_ways_print_the_same(window: int, least: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "shares.csv"
    file.write_text(SHARES)
    call = ["compat", "cnt", str(file), "--min-edge-weight", str(least), "--time-window", str(window)]
    assert answer_quickly(call)
    quick = capsys.readouterr().out
    compat.cnt(file, window, least)
    assert capsys.readouterr().out == quick


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--time-window", "60"],
        ["--time-window", "60", "--min-edge-weight", "two"],
        ["--time-window", "6e1", "--min-edge-weight", "2"],
        ["--time-window", "60", "--min-edge-weight", "2", "--json"],
        ["--time-window", "60", "--time-window", "2"],
        ["--time-window", "-1", "--min-edge-weight", "2"],
    ],
)
def test_other_calls_are_left_to_the_full_parser(options: list[str], tmp_path: Path) -> None:
    file = tmp_path / "shares.csv"
    file.write_text(SHARES)
    assert not answer_quickly(["compat", "cnt", str(file), *options])


def test_a_missing_file_is_left_to_the_full_parser() -> None:
    assert not answer_quickly(["compat", "cnt", "nowhere.csv", "--time-window", "60", "--min-edge-weight", "2"])
    assert not answer_quickly(["compat", "cnt", "-", "--time-window", "60", "--min-edge-weight", "2"])
    assert not answer_quickly(["compat", "coortweet", "a.csv", "--time-window", "60", "--min-edge-weight", "2"])
