"""The first objects of a file are found past lines that are none, however long they are."""

from pathlib import Path

from tests.importers.table_sources import written_source
from unisono.importers.json_files.shapes import first_objects


def test_objects_are_found_past_blank_and_broken_lines(tmp_path: Path) -> None:
    source = written_source(tmp_path, '\n{broken\n[1]\n{"a": 1}\n{"a": 2}\n{"a": 3}\n')
    assert first_objects(source) == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert first_objects(source, most=4) == [{"a": 1}]


def test_an_object_longer_than_the_sample_is_read_whole(tmp_path: Path) -> None:
    source = written_source(tmp_path, '{"a": "' + "x" * (1 << 20) + '"}\n')
    assert len(first_objects(source)[0]["a"]) == 1 << 20


def test_a_table_has_no_objects(tmp_path: Path) -> None:
    assert first_objects(written_source(tmp_path, "id,text\n1,a\n")) == []


def test_a_few_long_objects_are_enough(tmp_path: Path) -> None:
    line = '{"a": "' + "x" * (400 << 10) + '"}\n'
    assert len(first_objects(written_source(tmp_path, line * 10))) == 2
    assert len(first_objects(written_source(tmp_path, '{"a": 1}\n' * 100))) == 50


def test_the_first_objects_are_read_once_a_source(tmp_path: Path) -> None:
    source = written_source(tmp_path, '{"id": 1}\n')
    assert first_objects(source) == [{"id": 1}]
    source.path.unlink()
    first_objects(source).clear()
    assert first_objects(source) == [{"id": 1}]
