"""Tables of objects inside lines: which rows they have, what each lies in, and what the plan says of their columns."""

import json
from typing import Any

import pytest

from tests.engine.test_json_fields import blocks_of
from unisono.engine.json_fields import Found, read_fields
from unisono.engine.json_plan import LINES, Records, Wanted, plan_fields

PERSON = (Wanted("id", "id"), Wanted("names[]", "names"))
PLAN = plan_fields(
    (Wanted("id", "id"), Wanted("more", "has_more", "object"), Wanted("more.n", "n", "number")),
    (
        Records(
            "posts",
            ((LINES, "data.posts[]"),),
            (Wanted("id", "id"), Wanted("links[].url", "links"), Wanted("links[].own", "links", "leave out")),
        ),
        Records("people", ((LINES, "author"), ("posts", "author")), PERSON),
    ),
)


def found_in(*objects: Any) -> Found:
    content = b"".join(json.dumps(one).encode() + b"\n" for one in objects)
    return read_fields(blocks_of(content, 3), len(content), len(objects), PLAN)


def test_objects_inside_lines_become_rows_that_know_their_line_and_what_they_lie_in() -> None:
    posts = [{"id": "a"}, {"id": "b", "author": {"id": "y"}}]
    found = found_in({"id": 1}, {"id": 2, "data": {"posts": posts}, "author": {"id": "x", "names": ["X", None]}})
    assert found.table["id"].to_list() == ["1", "2"]
    people, inside = found.tables["people"], found.tables["posts"]
    assert inside.table["id"].to_list() == ["a", "b"]
    assert (inside.parents.tolist(), inside.lines.tolist()) == ([1, 1], [1, 1])
    assert people.table.rows() == [("y", None), ("x", ["X", None])]
    assert (people.parents.tolist(), people.lines.tolist(), people.paths.tolist()) == ([1, 1], [1, 1], [1, 0])


def test_an_item_with_a_certain_field_is_left_out_of_its_list() -> None:
    links = [{"url": "a"}, {"url": "b", "own": "1"}, {"own": None, "url": "c"}, {"own": "2"}, {"x": 1}]
    found = found_in({"data": {"posts": [{"links": links}, {"links": []}, {}]}})
    assert found.tables["posts"].table["links"].to_list() == [["a", "c", None], [], None]


def test_that_there_is_an_object_can_be_asked() -> None:
    found = found_in({"more": {}}, {"more": None}, {}, {"more": {"n": 5}})
    assert found.table["has_more"].to_list() == [True, None, None, True]
    assert found.table["n"].to_list() == [None, None, None, 5]


@pytest.mark.parametrize(
    "line",
    [
        {"author": []},
        {"author": "x"},
        {"author": {"names": [1]}},
        {"author": {"names": [["a"]]}},
        {"author": {"names": {}}},
        {"data": {"posts": [None]}},
        {"data": {"posts": {"id": "a"}}},
        {"data": {"posts": [{"id": "a"}, {"id": []}]}},
        {"more": []},
    ],
)
def test_a_line_of_another_shape_is_refused_with_all_that_lies_in_it(line: dict[str, Any]) -> None:
    good = {"id": 1, "data": {"posts": [{"id": "a"}]}, "author": {"id": "x"}}
    found = found_in(good, {"id": 2, "author": {"id": "y"}, **line}, good)
    assert [row for row, _ in found.refused] == [1]
    assert found.table["id"].to_list() == ["1", None, "1"]
    assert found.tables["people"].lines.tolist() == found.tables["posts"].lines.tolist() == [0, 2]


def test_more_rows_than_lines_find_room() -> None:
    lines = [{"id": number, "data": {"posts": [{"id": n} for n in range(number)]}} for number in range(300)]
    posts = found_in(*lines).tables["posts"]
    assert posts.table["id"].to_list() == [str(n) for number in range(300) for n in range(number)]
    assert posts.lines.tolist() == [number for number in range(300) for _ in range(number)]


def test_columns_stand_by_table_and_know_their_like() -> None:
    assert [(slot.table, slot.column, slot.place) for slot in PLAN.columns] == [
        (0, "id", 0),
        (0, "has_more", 0),
        (0, "n", 1),
        (1, "id", 1),
        (1, "links", 0),
        (2, "id", 2),
        (2, "names", 1),
    ]
    assert PLAN.widths.tolist() == [3, 2, 2]
