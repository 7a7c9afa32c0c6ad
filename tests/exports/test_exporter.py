"""Every exporter is declared fully, and an unknown one is answered with the list."""

import pytest

from unisono.exports import EXPORTS, exporter_named
from unisono.model.errors import UsageError


def test_every_exporter_has_its_own_name_and_says_what_it_writes() -> None:
    names = [exporter.name for exporter in EXPORTS]
    assert len(set(names)) == len(names)
    assert all(exporter.title and exporter_named(exporter.name) is exporter for exporter in EXPORTS)


def test_an_unknown_kind_is_answered_with_the_list() -> None:
    with pytest.raises(UsageError, match="csv, parquet, gexf"):
        exporter_named("xlsx")
