"""The list of source formats, as printed."""

import json

import pytest

from unisono.cli import main
from unisono.importers import IMPORTERS


def test_every_importer_is_listed_with_its_traps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["importers", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["importer"] for row in rows] == [importer.name for importer in IMPORTERS]
    assert all(row["title"] and row["platform"] for row in rows)


def test_people_read_title_columns_and_traps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["importers"]) == 0
    printed = capsys.readouterr().out
    for importer in IMPORTERS:
        assert importer.title in printed
        assert all(trap in printed for trap in importer.traps)
