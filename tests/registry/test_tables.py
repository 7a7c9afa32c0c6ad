"""The tables of a registry are taken apart and put together by case."""

from pathlib import Path

from tests.registry.planted_cases import activities, numbered, planted_case
from unisono.registry.same_case import sources_of
from unisono.registry.tables import TABLES, Registry


def test_a_registry_without_a_case_has_all_others(tmp_path: Path) -> None:
    one, other = (
        numbered(planted_case(tmp_path / name, {1: ["1", "2", "3"]}, activities(["1", "2", "3", "4"], 1)), first)
        for name, first in (("one", 1), ("other", 2))
    )
    both = one.joined(other)
    assert both.networks["known"].to_list() == [1, 2]
    left = both.without_case(sources_of(one.cases["sources"][0]))
    for name, table in left.tables().items():
        assert table.equals(other.tables()[name]), name


def test_an_empty_registry_has_every_column() -> None:
    assert {name: dict(table.schema) for name, table in Registry().tables().items()} == TABLES
