"""JSON lines: every value has a form, and none is a command to a terminal."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from unisono.model.json_text import json_line, json_value


def test_times_are_in_utc_and_spans_in_seconds() -> None:
    row = {"at": datetime(2017, 6, 3, tzinfo=UTC), "day": date(2017, 6, 3), "lasted": timedelta(minutes=2)}
    assert json.loads(json_line(row)) == {"at": "2017-06-03T00:00:00Z", "day": "2017-06-03", "lasted": 120.0}


def test_sets_are_sorted_and_whole_decimals_are_whole() -> None:
    assert (
        json_line({"ids": {"b", "a"}, "n": Decimal("3"), "half": Decimal("0.5")})
        == '{"ids":["a","b"],"n":3,"half":0.5}'
    )


@pytest.mark.parametrize("hostile", ["\x7f", "\x9b31m", "\u202e", "\u2066", "\u2028", "\u200f"])
def test_what_acts_on_a_terminal_is_written_as_an_escape(hostile: str) -> None:
    line = json_line({"text": f"a{hostile}b"})
    assert hostile not in line
    assert json.loads(line)["text"] == f"a{hostile}b"


def test_a_file_name_that_is_no_utf8_is_shown_as_escapes() -> None:
    assert json.loads(json_line({"file": Path("a\udcff")}))["file"] == "a\\udcff"


def test_a_value_without_a_form_is_refused() -> None:
    with pytest.raises(TypeError):
        json_line({"what": object()})


def test_a_null_json_column_reads_as_what_is_asked_for() -> None:
    assert json_value(None, {}) == {}
    assert json_value('{"a": 1}', {}) == {"a": 1}
