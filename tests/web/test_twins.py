"""The data behind a page: nothing in it is a formula, its hash is that of its bytes."""

import csv
import hashlib
import io

import orjson
import pytest

from unisono.web.twins import csv_text, json_lines, twin_of

FORMULAS = [
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1+1",
    '=HYPERLINK("http://x")',
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_table_is_a_formula(formula: str) -> None:
    rows = [{"text": formula, "tags": [formula], "=name": formula, "handle": formula}]
    cells = [cell for row in csv.reader(io.StringIO(csv_text(rows))) for cell in row]
    assert len(cells) == 8
    assert all(cell[:1] not in "=+-@\t\r＝＋－＠" for cell in cells if cell)


def test_a_minus_of_a_number_is_left_alone() -> None:
    assert csv_text([{"lag": -3}]) == "lag\r\n-3\r\n"


def test_handles_have_no_sign_before_them() -> None:
    assert csv_text([{"handle": "@ann", "text": "@ann"}]).splitlines()[1] == "ann,'@ann"


def test_a_table_has_the_columns_of_all_rows() -> None:
    assert csv_text([{"a": 1}, {"b": [1, 2]}]) == 'a,b\r\n1,\r\n,"[1,2]"\r\n'
    assert csv_text([]).strip() == ""


def test_lines_of_json_keep_the_text_as_it_is() -> None:
    assert orjson.loads(json_lines([{"text": "=1\u202e"}])) == {"text": "=1\u202e"}


def test_the_header_carries_the_hash_of_the_bytes() -> None:
    answer = twin_of([{"a": "ä"}], "csv", "posts")
    assert answer.headers["x-content-sha256"] == hashlib.sha256(answer.body).hexdigest()
    assert answer.headers["content-disposition"] == 'inline; filename="posts.csv"'
    assert twin_of([], "json", "posts").headers["content-type"].startswith("application/x-ndjson")
