"""What every importer declares is there and means something."""

from pathlib import Path

import pytest

from tests.importers.table_sources import written_source
from unisono.importers import IMPORTERS, importer_named
from unisono.importers.declaration import Importer, ReadSettings, no_problems
from unisono.model.errors import UsageError


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
def test_every_importer_is_named_says_what_it_needs_and_knows_its_traps(importer: Importer) -> None:
    assert importer_named(importer.name) is importer
    assert importer.title
    assert importer.platform
    assert importer.columns
    assert importer.traps


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
def test_no_importer_takes_a_letter_for_posts(importer: Importer, tmp_path: Path) -> None:
    assert importer.recognise(written_source(tmp_path, "Dear all\nthis is a letter\n")) < 0.3


def test_names_are_unique_and_an_unknown_one_is_refused() -> None:
    assert len({importer.name for importer in IMPORTERS}) == len(IMPORTERS)
    with pytest.raises(UsageError, match="unisono importers"):
        importer_named("nothing")


def test_a_format_without_problems_of_its_own_reports_none(tmp_path: Path) -> None:
    assert no_problems(written_source(tmp_path, "x"), ReadSettings()) == ()
