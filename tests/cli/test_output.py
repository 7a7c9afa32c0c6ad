"""What every command prints: JSON lines, tables, and nothing that a terminal would obey."""

import io
import json
import re
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from rich.cells import cell_len

from unisono.cli.output import Output, _shared_out, cell_text, visible
from unisono.model.json_text import json_line


class Terminal(io.StringIO):
    """A stream which says that it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def test_json_prints_whole_rows_and_nothing_else_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    output = Output(as_json=True)
    output.rows([{"a": 1, "b": 2}, {"a": 3, "b": 4}], columns=("a",))
    output.text("a sentence")
    output.say("talk")
    printed = capsys.readouterr()
    assert [json.loads(line) for line in printed.out.splitlines()] == [{"a": 1, "b": 2}, {"a": 3, "b": 4}]
    assert printed.err == "talk\n"


def test_times_are_utc_with_z_and_numbers_that_are_none_are_null() -> None:
    east = timezone(timedelta(hours=2))
    row = {
        "zoned": datetime(2017, 6, 3, 14, 0, tzinfo=east),
        "naive": datetime(2017, 6, 3, 12, 0),  # a time without a zone is UTC
        "parts": datetime(2017, 6, 3, 12, 0, 0, 500, tzinfo=UTC),
        "day": date(2017, 6, 3),
        "lasted": timedelta(minutes=1),
        "q": float("nan"),
        "infinite": float("inf"),
    }
    assert json.loads(json_line(row)) == {
        "zoned": "2017-06-03T12:00:00Z",
        "naive": "2017-06-03T12:00:00Z",
        "parts": "2017-06-03T12:00:00.000500Z",
        "day": "2017-06-03",
        "lasted": 60.0,
        "q": None,
        "infinite": None,
    }


def test_decimals_paths_sets_and_numpy_numbers_have_a_form_in_json() -> None:
    row = {"whole": Decimal("3"), "part": Decimal("0.5"), "path": Path("a/b"), "set": {"b", "a"}, "n": np.int64(4)}
    assert json.loads(json_line(row)) == {"whole": 3, "part": 0.5, "path": "a/b", "set": ["a", "b"], "n": 4}


def test_a_file_name_that_is_no_utf8_does_not_stop_the_output() -> None:
    assert json.loads(json_line({"file": "caf\udce9.csv"})) == {"file": "caf\\udce9.csv"}


def test_a_value_without_a_form_in_json_is_an_error_not_a_guess() -> None:
    with pytest.raises(TypeError):
        json_line({"what": object()})


@given(
    some.dictionaries(
        some.text(some.characters(exclude_categories=["Cs"])), some.text(some.characters(exclude_categories=["Cs"]))
    )
)
def test_json_keeps_every_text_and_lets_no_control_through(row: dict[str, str]) -> None:
    line = json_line(row)
    assert json.loads(line) == row
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 or letter in "\u202e\u2066\u2028" for letter in line)


@given(some.text())
def test_what_is_visible_holds_nothing_that_a_terminal_would_obey(text: str) -> None:
    shown = visible(text)
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown)
    assert not any(letter in shown for letter in "\u202a\u202e\u2066\u2069\u200f\u061c")
    shown.encode()


def test_names_in_any_script_stay_as_they_are() -> None:
    for name in ("María", "Иван", "محمد", "می‌خواهم", "👩‍🚀", "小明"):
        assert visible(name) == name


def test_escape_sequences_in_handles_do_not_reach_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    Output().rows([{"handle": "\x1b]0;owned\x07[bold]x[/bold]\u202e"}], columns=("handle",))
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert "<U+001B>]0;owned<U+0007>[bold]x[/bold]<U+202E>" in printed


def test_numbers_stand_to_the_right_and_words_to_the_left(capsys: pytest.CaptureFixture[str]) -> None:
    Output().rows([{"name": "ann", "posts": 5}, {"name": "benedict", "posts": 12345}], columns=("name", "posts"))
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines() if "5" in line]
    assert lines[0].startswith(" ann") or lines[0].startswith("ann")
    assert len(lines[0]) == len(lines[1])


ROW = {
    "text_id": "t-0123456789abcdef",
    "account": "twitter:123456789012345678",
    "posts": 1234567,
    "words": "小明在桥上 " * 30 + "محمد على الجسر " * 20 + "<b>\u202eevil\x1b[31m" + "x" * 300,
}


def piped(capsys: pytest.CaptureFixture[str]) -> list[str]:
    Output().rows([ROW, ROW], columns=tuple(ROW))
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(("columns", "width"), [(None, 160), ("100", 100), ("none", 160), ("0", 160)])
def test_a_piped_table_is_as_wide_as_asked_for_and_loses_nothing(
    columns: str | None, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if columns is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", columns)
    lines = piped(capsys)
    assert max(map(cell_len, lines)) <= width
    whole = "".join(lines)
    assert whole.count("x") == 2 * 300 + 1  # and the title
    assert whole.count("明") == 2 * 30
    assert "…" not in whole
    assert "\x1b" not in whole
    assert "\u202e" not in whole


def test_ids_stay_whole_however_narrow_the_pipe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in ("60", "20", "1"):
        monkeypatch.setenv("COLUMNS", columns)
        told = "\n".join(piped(capsys))
        for part in ("t-0123456789abcdef", "twitter:123456789012345678", "1,234,567"):
            assert told.count(part) == 2


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int, row: dict[str, object]) -> list[str]:
    """Return the lines of two equal rows on a terminal of so many columns, without colours."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    Output().rows([row, row], columns=tuple(row))
    return re.sub("\x1b\\[[0-9;]*m", "", terminal.getvalue()).splitlines()


def test_on_a_terminal_endless_words_are_cut_with_an_ellipsis(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = on_a_terminal(monkeypatch, 80, {"posts": 5, "address": "x" * 300})
    assert max(map(cell_len, lines)) <= 80
    assert sum("…" in line for line in lines) == 2


def test_a_terminal_too_narrow_for_whole_words_has_each_row_as_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {
        "network": 1,
        "accounts": "@ann, @benedict and 515 more",
        "first_at": "2018-06-01T21:05:10Z",
        "purpose": None,
    }
    as_table, as_list = on_a_terminal(monkeypatch, 60, row), on_a_terminal(monkeypatch, 40, row)
    assert as_table[1].split() == ["network", "accounts", "first", "at", "purpose"]
    assert " ".join(as_list).count("network 1 · accounts @ann, @benedict and 515 more ·") == 2
    assert "\n".join(as_list).split().count("2018-06-01T21:05:10Z") == 2
    assert "purpose" not in "".join(as_list)
    assert max(map(cell_len, as_list)) <= 40


@given(
    some.lists(some.tuples(some.integers(1, 30), some.integers(0, 80)), min_size=1, max_size=8), some.integers(0, 300)
)
def test_columns_are_as_wide_as_their_words_need_and_share_what_is_left(
    needs: list[tuple[int, int]], room: int
) -> None:
    least, longest = [need for need, _ in needs], [need + more for need, more in needs]
    widths = _shared_out(room, least, longest)
    assert all(low <= width <= high for low, width, high in zip(least, widths, longest, strict=True))
    assert sum(widths) <= max(room, sum(least))
    assert sum(widths) == min(max(room, sum(least)), sum(longest))


def test_a_bar_of_steps_cuts_only_the_end_of_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    with Output().steps("Scanning") as tell:
        tell("Reading traces of all layers: 600,000 of 1,000,000, 2,324,722/s, 12 s left", 10, 34)
    plain = re.sub("\x1b\\[[0-9;?]*[a-zA-Z]", "", terminal.getvalue())
    assert re.search("9/34 +0:00:00 Reading traces of all layers.*…", plain)


def test_a_long_table_says_how_much_it_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    Output().rows([{"n": number} for number in range(1200)], columns=("n",), shown=500)
    assert "500 of 1,200 rows shown" in capsys.readouterr().err


def test_no_rows_are_said_in_words_or_are_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    Output().rows([], columns=("a",), none="No pairs.")
    assert capsys.readouterr().out == "No pairs.\n"
    Output(as_json=True).rows([], columns=("a",), none="No pairs.")
    assert capsys.readouterr().out == ""


def test_no_color_is_obeyed_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    Output().rows([{"a": 1}], columns=("a",))
    assert "\x1b[3" not in terminal.getvalue()


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Output(quiet=True).say("talk")
    assert capsys.readouterr().err == ""


def test_progress_is_silent_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Output().progress("Reading posts", total=10) as advance:
        advance(10)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")


def test_progress_shows_counts_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with Output().progress("Reading posts", total=1_200_000) as advance:
        advance(40_000)
    assert "Reading posts" in terminal.getvalue()
    assert "40,000 of 1,200,000" in terminal.getvalue()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (0.0, "0"),
        (0.25, "0.250"),
        (123.456, "123.5"),
        (float("nan"), ""),
        (datetime(2017, 6, 3, 12, 0, 0, 9, tzinfo=UTC), "2017-06-03T12:00:00Z"),
        ({"repost": 3}, "repost 3"),
        (False, "no"),
    ],
)
def test_a_cell_reads_as_people_write(value: object, shown: str) -> None:
    assert cell_text(value) == shown
