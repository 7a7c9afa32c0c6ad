"""A JSON document gives its records as lines, wherever in it they lie and however it is written."""

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies

from unisono.importers.declaration import Records
from unisono.importers.documents import find_assignment, may_be_document, rewrite_documents
from unisono.model.errors import DataRejectedError

PLACES = (Records("messages", under="_chat"), Records("chats.list[].messages", under="_chat"))
NUMBERS = strategies.lists(strategies.builds(lambda number: {"id": number}, strategies.integers(0, 99)), max_size=4)


def rewrite(folder: Path, text: str) -> tuple[list[object] | None, list[str]]:
    """Return the lines of a document, read again, and the codes of its problems; None where it stays as it is."""
    (folder / "given").write_text(text, encoding="utf-8")
    document = find_assignment(text.encode())
    problems = rewrite_documents(folder / "given", folder / "lines", "given.json", PLACES, document)
    if problems is None:
        return None, []
    lines = (folder / "lines").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines], [problem.code for problem in problems]


@given(
    chats=strategies.lists(strategies.tuples(strategies.text(max_size=3), NUMBERS), min_size=1),
    indent=strategies.sampled_from([None, 1]),
)
def test_records_of_every_list_carry_what_stands_before_them(
    tmp_path_factory: pytest.TempPathFactory, chats: list[tuple[str, list[dict[str, int]]]], indent: int | None
) -> None:
    whole = {
        "about": "x", "contacts": {"list": [{"messages": [1]}]},
        "chats": {"list": [{"name": name, "id": 5, "x": {"y": []}, "messages": rows, "z": 1} for name, rows in chats]},
    }  # fmt: skip
    wanted = [{**row, "_chat": {"name": name, "id": 5}} for name, rows in chats for row in rows]
    folder = tmp_path_factory.mktemp("d")
    if wanted:
        assert rewrite(folder, json.dumps(whole, indent=indent)) == (wanted, [])
    else:
        with pytest.raises(DataRejectedError, match="holds no post"):
            rewrite(folder, json.dumps(whole, indent=indent))


def test_one_chat_is_found_at_the_top(tmp_path: Path) -> None:
    chat = {"name": "Café", "type": "private_channel", "id": 7, "messages": [{"id": 1}, {"id": 2}]}
    context = {"name": "Café", "type": "private_channel", "id": 7}
    rows = [{"id": 1, "_chat": context}, {"id": 2, "_chat": context}]
    assert rewrite(tmp_path, json.dumps(chat)) == (rows, [])
    assert rewrite(tmp_path, json.dumps(chat) + "\n" + json.dumps(chat) + "\n") == (rows * 2, [])


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": 1}, {"id": 2}]',
        '[\n {"id": 1},\n {\n  "id": 2}\n]\n',
        'window.YTD.tweets.part0 = [{"id": 1},{"id": 2}];\n',
    ],
)
def test_a_list_gives_its_elements_also_when_a_script_assigns_it(text: str, tmp_path: Path) -> None:
    assert rewrite(tmp_path, text) == ([{"id": 1}, {"id": 2}], [])


def test_the_name_that_a_script_gives_its_data_is_found() -> None:
    assert find_assignment(b"window.YTD.tweets.part0 = [ {").assigned == "window.YTD.tweets.part0"
    assert find_assignment(b"Grailbird.data.tweets_2014_01 = \n [ {").assigned == "Grailbird.data.tweets_2014_01"
    for other in (b"id,text\n", b'{"a": "b = ["}', b"a = 3", b"[1]"):
        assert (find_assignment(other).assigned, find_assignment(other).first_byte) == ("", 0)


def test_objects_spread_over_lines_become_lines(tmp_path: Path) -> None:
    assert rewrite(tmp_path, '{\n "data": [\n {"id": 1}]\n}\n{\n "b": 2\n}\n') == (
        [{"data": [{"id": 1}]}, {"b": 2}],
        [],
    )


@pytest.mark.parametrize(
    "text", ['{"id": 1, "text": "messages"}\n{"id": 2}\n', '{\n "id": 1,\n{"id": 2}\n', '{"a": 1}']
)
def test_lines_stay_as_they_are(text: str, tmp_path: Path) -> None:
    assert rewrite(tmp_path, text) == (None, [])


@pytest.mark.parametrize(
    "text",
    ['[{"id": 1}, {"id":', '[{"id": 1} {"id": 2', '{"id": 7, "messages": [{"id": 1}, {"te', '[{"id": 1}]\nmore'],
)
def test_what_precedes_a_break_is_kept_and_the_break_is_told(text: str, tmp_path: Path) -> None:
    lines, problems = rewrite(tmp_path, text)
    assert problems == ["file_ends_early"]
    assert lines is not None
    assert [line["id"] for line in lines if isinstance(line, dict)] == [1]


def test_a_list_of_which_nothing_can_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match="array that cannot be read"):
        rewrite(tmp_path, '[{"id":')


@pytest.mark.parametrize(
    ("sample", "may_be"),
    [
        ('{"a": 1}\n{"a": 2}\n', False),
        ('{"a": 1,\n{"a": 2}\n', True),
        ('[{"a": 1}]', True),
        ("[\n1,2]", True),
        ("[]", True),
        ('{\n "a": 1}', True),
        ('{"name": "x", "messages": [{}]}', True),
        ('{"a": "' + "x" * 300, True),
        ("[draft] my posts,id\n", False),
        ('{"a": "a line that breaks off\n{"a": 2}\n', False),
        ("id,text\n", False),
    ],
)
def test_documents_are_told_from_lines(sample: str, may_be: bool) -> None:
    assert may_be_document(sample, PLACES) is may_be
