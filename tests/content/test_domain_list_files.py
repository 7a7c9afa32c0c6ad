"""Lists of domains are read in the shapes people publish them in."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.domain_list_files import read_rows
from unisono.model.errors import DataRejectedError, UnisonoError, UsageError


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", "Domain,Category\na.example,press\nb.example,\n", [("a.example", "press"), ("b.example", None)]),
        ("a.csv", "name;URL\nA;https://a.example/x\n", [("https://a.example/x", None)]),
        ("a.csv", "a.example,press\nb.example,blog\n", [("a.example", "press"), ("b.example", "blog")]),
        ("a.tsv", "host\tlabel\na.example\tx, y\n", [("a.example", "x, y")]),
        ("a.txt", "# comment\n\na.example # why\nb.example\n", [("a.example", None), ("b.example", None)]),
        (
            "hosts",
            "127.0.0.1 localhost.example\n0.0.0.0 a.example\n",
            [("localhost.example", None), ("a.example", None)],
        ),
        ("a.txt", "! title\n||a.example^\n", [("a.example", None)]),
        ("a.json", '["a.example", "b.example"]', [("a.example", None), ("b.example", None)]),
        ("a.json", '{"domains": [{"domain": "a.example", "label": "press"}]}', [("a.example", "press")]),
        ("a.jsonl", '{"url": "https://a.example"}\n{"url": null}\n', [("https://a.example", None), ("", None)]),
        ("a.csv", '"domain"\n"a.example"\n', [("a.example", None)]),
        ("a.csv", "domain,label\na.example\n", [("a.example", None)]),
        ("a.txt", "", []),
    ],
)
def test_rows_are_read_from_every_shape(name: str, content: str, expected: list[tuple[str, str | None]]) -> None:
    assert read_rows(Path(name), content.encode()).rows == expected
    assert read_rows(Path(name), content.encode("utf-16")).rows == expected
    assert read_rows(Path(name), b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode()).rows == expected


def test_columns_can_be_named() -> None:
    content = b"Outlet,Web page,Type\nA,https://a.example,SC\n"
    read = read_rows(Path("a.csv"), content, column="web page", label_column="type")
    assert read.rows == [("https://a.example", "SC")]
    assert (read.columns, read.domain_column, read.label_column) == (("Outlet", "Web page", "Type"), "Web page", "Type")


def test_what_an_operation_is_called_is_its_label() -> None:
    read = read_rows(Path("a.csv"), b"domain,operation,risk\na.example,Alpha,high\n")
    assert read.rows == [("a.example", "Alpha")]
    assert (read.domain_column, read.label_column) == ("domain", "operation")


def test_a_table_without_a_column_of_domains_says_which_columns_it_has() -> None:
    with pytest.raises(UsageError, match="Columns found: outlet, page"):
        read_rows(Path("a.csv"), b"outlet,page\nA,https://a.example\n")
    with pytest.raises(UsageError, match="no column 'x'"):
        read_rows(Path("a.csv"), b"domain\na.example\n", column="x")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"caf\xe9.example", b'{"a": ', b"5"])
def test_what_is_no_list_is_refused_with_advice(content: bytes) -> None:
    with pytest.raises(DataRejectedError):
        read_rows(Path("a.json"), content)


@given(st.binary(max_size=80), st.sampled_from(["a.csv", "a.txt", "a.json", "a.tsv"]))
def test_any_bytes_are_rows_or_an_error_with_advice(content: bytes, name: str) -> None:
    try:
        rows = read_rows(Path(name), content).rows
    except UnisonoError:
        return
    assert all(isinstance(written, str) for written, _ in rows)
