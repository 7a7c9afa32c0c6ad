"""A document is read in pieces as if it were read at once, and where it breaks off is said."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, strategies

from unisono.engine.json_documents import AT_END, DocumentError, JsonDocument

TEXT = strategies.text(strategies.sampled_from('ab"\\é🐝\n '), max_size=12)


def written(folder: Path, text: str) -> Path:
    (folder / "document.json").write_text(text, encoding="utf-8")
    return folder / "document.json"


@given(strategies.lists(strategies.dictionaries(TEXT, TEXT)), strategies.integers(16, 60))
def test_pieces_of_any_size_give_the_same_lines(
    tmp_path_factory: pytest.TempPathFactory, values: list[dict[str, str]], size: int
) -> None:
    path = written(tmp_path_factory.mktemp("d"), json.dumps(values, indent=1))
    out = io.BytesIO()
    with JsonDocument(path, piece_bytes=size) as document:
        document.take("[")
        assert document.copy_values(out) == document.copied == len(values)
        assert document.peek() == AT_END
    assert [json.loads(line) for line in out.getvalue().splitlines()] == values


def test_members_are_taken_one_by_one_and_a_value_of_any_size_is_stepped_over(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps({"né\n": -1.5e3, "skip": [{"a": "]}" * 50}], "last": True}))
    with JsonDocument(path, piece_bytes=16) as document:
        document.take("{")
        assert json.loads(document.text()) == "né\n"
        document.take(":")
        assert document.scalar() == b"-1500.0"
        document.take(",")
        assert document.text() == b'"skip"'
        document.take(":")
        document.step_over()
        document.take(",")
        assert document.text() == b'"last"'
        document.take(":")
        assert document.scalar() == b"true"
        document.take("}")
        assert document.peek() == AT_END


def test_values_that_follow_one_another_are_copied_up_to_the_end(tmp_path: Path) -> None:
    out = io.BytesIO()
    with JsonDocument(written(tmp_path, '{\n "a": 1\n}\n{\n "b": [2]\n}\n 7'), piece_bytes=16) as document:
        assert document.copy_values(out, to_end=True) == 3
    assert out.getvalue() == b'{"a":1}\n{"b":[2]}\n7\n'


@pytest.mark.parametrize("text", ['[{"a": 1}, {"b": "x', '[{"a": 1}, {"b": 2}', '[{"a": 1}, {"b": 2'])
def test_a_list_without_its_end_keeps_what_is_whole_and_says_so(text: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    with JsonDocument(written(tmp_path, text)) as document:
        document.take("[")
        with pytest.raises(DocumentError, match="ends without its bracket, at byte"):
            document.copy_values(out)
        assert document.copied == len(out.getvalue().splitlines()) >= 1


@pytest.mark.parametrize("text", ['"ab', "12", "{", '["'])
def test_a_value_without_its_end_is_named(text: str, tmp_path: Path) -> None:
    with JsonDocument(written(tmp_path, text)) as document:
        if text == "12":  # a number may end with its file
            assert document.scalar() == b"12"
        else:
            with pytest.raises(DocumentError, match="has no end"):
                document.step_over()


def test_another_character_than_the_expected_one_is_named_with_its_place(tmp_path: Path) -> None:
    with JsonDocument(written(tmp_path, "  }")) as document:
        with pytest.raises(DocumentError, match=r"at byte 2 stands \} where \{ should be"):
            document.take("{")
        with pytest.raises(DocumentError, match="where a value should be"):
            document.scalar()
