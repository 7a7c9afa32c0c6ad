"""The list of source formats, as printed."""

import json

import pytest

from unisono.cli import main
from unisono.importers import IMPORTERS
from unisono.importers.declaration import Importer


def test_every_importer_is_listed_with_its_traps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["importers", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["importer"] for row in rows] == [importer.name for importer in IMPORTERS]
    assert all(row["title"] and row["platform"] for row in rows)


def test_people_read_a_line_for_each_format_and_what_to_type_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["importers"]) == 0
    printed = capsys.readouterr().out
    assert all(f"{importer.name} " in printed and importer.title in printed for importer in IMPORTERS)
    assert len(printed.splitlines()) == len(IMPORTERS) + 2
    assert "unisono importers NAME" in printed


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
def test_of_one_format_people_read_what_it_needs_and_its_traps(
    importer: Importer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["importers", importer.name.replace("_", "-")]) == 0
    printed = capsys.readouterr().out
    assert all(text in printed for text in (importer.title, *importer.columns, *importer.traps))


def test_an_unknown_format_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["importers", "stone-tablets"]) == 2
    assert "There is no format stone-tablets" in capsys.readouterr().err


def test_columns_that_are_read_but_not_needed_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["importers", "twarc_csv"]) == 0
    assert "Needs: id, created_at, text, and 39 more that it reads." in capsys.readouterr().out
