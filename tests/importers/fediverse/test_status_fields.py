"""The fields of statuses: every column has one kind, and no field is asked for twice."""

from collections import Counter

from unisono.importers.fediverse.status_fields import FIELDS, KNOWN, NAMES


def test_every_field_leads_to_one_column() -> None:
    for fields in (FIELDS, KNOWN):
        paths = Counter(one.path for one in fields.wanted)
        assert [path for path, times in paths.items() if times > 1] == []


def test_a_list_gives_one_column_only() -> None:
    lists: dict[str, set[str]] = {}
    for one in FIELDS.wanted:
        if "[]" in one.path:
            lists.setdefault(one.path.partition("[]")[0], set()).add(one.column)
    assert {path for path, columns in lists.items() if len(columns) > 1} == set()


def test_the_names_that_are_trimmed_are_columns_of_text() -> None:
    assert {FIELDS.kinds[name] for name in NAMES} == {"text"}
    assert set(KNOWN.kinds.values()) == {"text"}
