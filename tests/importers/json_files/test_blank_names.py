"""Names of blank space only are none."""

import polars as pl

from unisono.importers.json_files.blank_names import without_blanks


def test_blank_names_become_null_and_others_are_trimmed() -> None:
    wide = pl.DataFrame({"id": ["a ", "", " \n", None, "日 本"], "text": [" ", "", "x", None, " y "]})
    clean = without_blanks(wide, ("id",))
    assert clean["id"].to_list() == ["a", None, None, None, "日 本"]
    assert clean["text"].to_list() == wide["text"].to_list()
