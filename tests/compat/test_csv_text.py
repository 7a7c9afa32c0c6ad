"""Tables are written as the peers write them."""

import io

import polars as pl

from unisono.compat.csv_text import numbers_as_text, write_csv


def test_numbers_have_at_most_fifteen_digits_and_no_idle_point() -> None:
    frame = pl.DataFrame({"number": [5.0, 49 / 3, 2 / 3, 6.5, None, 0.1 + 0.2]})
    texts = numbers_as_text(frame)["number"].to_list()
    assert texts == ["5", "16.3333333333333", "0.666666666666667", "6.5", None, "0.3"]


def test_only_texts_with_commas_or_quotes_are_quoted() -> None:
    written = io.BytesIO()
    rows = write_csv([pl.DataFrame({"a": ["x", "y,z"], "b": [1, 2]}), pl.DataFrame({"a": ['q"'], "b": [3]})], written)
    assert rows == 3
    assert written.getvalue() == b'a,b\nx,1\n"y,z",2\n"q""",3\n'
