"""Declared formats of JSON lines: every line gives something or is counted, by both readers alike."""

from dataclasses import replace
from pathlib import Path

import orjson
import polars as pl
import pytest

from tests.importers.table_sources import written_source
from unisono.engine.json_lines import Chunk
from unisono.engine.json_plan import Wanted
from unisono.importers.declaration import ReadSettings
from unisono.importers.json_files import declared
from unisono.importers.json_files.declared import JsonFields, Made, read_declared, read_wide
from unisono.importers.json_files.halved_characters import load_object
from unisono.importers.json_files.wide_posts import make_posts
from unisono.model.batches import Batch

FIELDS = JsonFields(
    (
        Wanted("id", "post_id"),
        Wanted("kind", "what"),
        Wanted("who", "account_id"),
        Wanted("at", "created_at"),
        Wanted("text", "text"),
        Wanted("facets[].features[].tag", "hashtags"),
    )
)
LINES = [
    {"id": "1", "kind": "post", "who": "a", "at": "2020-01-01T00:00:01Z", "text": "مرحبا"},
    {"id": 2, "kind": "post", "who": "b", "at": 1577836800, "facets": [{"features": [{"tag": "x"}, {"tag": "y"}]}]},
    {"id": "3", "kind": "like"},
    {"id": "4", "kind": "like"},
    {"nothing": True},
    {"id": 5.5, "kind": "post", "who": ["odd"], "at": "2020-01-01T00:00:02Z"},
]


def read_all(tmp_path: Path, text: str) -> Batch:
    def make(wide: pl.DataFrame) -> Made:
        is_like = pl.col("what").eq_missing("like")
        made = make_posts(wide.filter(~is_like & pl.col("post_id").is_not_null()), platform="place", sha256="0")
        return Made(made.posts, left=wide.filter(is_like).select("source_row", pl.lit("a like").alias("reason")))

    source = written_source(tmp_path, text)
    batches = list(read_declared(source, ReadSettings(), FIELDS, make, why=lambda found: f"has {', '.join(found)}"))
    assert len(batches) == 1
    return batches[0]


@pytest.mark.parametrize("least", [0, 1 << 40], ids=["kernels", "objects"])
def test_every_line_gives_a_post_or_is_counted(least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", least)
    text = "\n".join(orjson.dumps(line).decode() for line in LINES) + '\n\n{"id": "6", "who\n[1]\n'
    batch = read_all(tmp_path, text)
    assert batch.posts.select("post_id", "account_id", "text", "hashtags", "source_row").rows() == [
        ("1", "a", "مرحبا", None, 1),
        ("2", "b", None, ["x", "y"], 2),
        ("5.5", None, None, None, 6),
    ]
    assert [(item.reason, item.row, item.rows) for item in batch.rejected] == [
        ("a like", 3, 2),
        ("has nothing", 5, 1),
        ("no JSON: the line breaks off", 8, 1),
        ("no JSON object", 9, 1),
    ]
    assert batch.read == 8


def test_the_example_is_the_first_of_the_lines_for_one_reason(tmp_path: Path) -> None:
    batch = read_all(tmp_path, '{"kind":"like","id":"7"}\n{"kind":"like","id":"8"}\n')
    assert [(item.example, item.rows) for item in batch.rejected] == [('{"kind":"like","id":"7"}', 2)]


def test_a_line_is_loaded_as_an_object_or_not_at_all() -> None:
    assert load_object(b'{"a": "\\ud83d"}') == {"a": "\ufffd"}
    assert load_object(b"[1]") is None
    assert load_object(b"{") is None


def test_a_list_that_gives_several_columns_gives_each_its_own(tmp_path: Path) -> None:
    fields = JsonFields((Wanted("id", "id"), Wanted("bits[].text", "words"), Wanted("bits[].href", "links")))
    lines = [{"id": "1", "bits": [{"text": "a", "href": "u"}, {"text": "b"}]}, {"id": "2", "bits": []}, {"id": "3"}]
    chunk = Chunk(tmp_path / "lines", 1, 3, 0)
    chunk.path.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in lines))
    for in_place in (True, False):
        wide, _ = read_wide(chunk, fields, in_place=in_place)
        assert wide.select("words", "links").rows() == [(["a", "b"], ["u"]), (None, None), (None, None)]


def test_a_column_of_several_such_lists_is_refused() -> None:
    both = (Wanted("a[].x", "one"), Wanted("a[].y", "two"), Wanted("b[].x", "one"), Wanted("b[].z", "three"))
    with pytest.raises(ValueError, match="one list"):
        _ = JsonFields(both).plan


def test_a_stretch_of_a_stream_is_read_by_the_kernels_from_a_smaller_size_on(tmp_path: Path) -> None:
    file = written_source(tmp_path, "x" * declared.LEAST_OF_STRETCH)
    assert not declared.reads_in_place(file, declared.LEAST_IN_PLACE)
    assert declared.reads_in_place(replace(file, is_stretch=True), declared.LEAST_IN_PLACE)
    trickle = replace(written_source(tmp_path, "x"), is_stretch=True)
    assert not declared.reads_in_place(trickle, declared.LEAST_IN_PLACE)
    assert declared.reads_in_place(trickle, 0)
