"""The fields of views: every column has one kind, and no field is asked for twice."""

from collections import Counter

from unisono.importers.bluesky.view_fields import DECLARED, FIELDS, NAMES


def test_every_field_leads_to_one_column() -> None:
    for fields in (FIELDS, DECLARED):
        paths = Counter(one.path for one in fields.wanted)
        assert [path for path, times in paths.items() if times > 1] == []


def test_the_names_that_are_trimmed_are_columns_of_text() -> None:
    assert {FIELDS.kinds[name] for name in NAMES} == {"text"}


def test_the_plans_can_be_drawn() -> None:
    assert {slot.column for slot in FIELDS.plan.columns} >= set(NAMES)
    assert len(DECLARED.plan.columns) == 4
