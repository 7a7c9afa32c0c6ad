"""Files that hold no posts are named for what they are."""

from pathlib import Path

import pytest

from tests.importers.table_sources import real_source, written_source
from tests.importers.tweet_builders import lines_of, v1_post
from unisono.importers.declaration import ReadSettings
from unisono.importers.guessing import choose_importer
from unisono.importers.refused import describe, refusal_of
from unisono.model.errors import DataRejectedError


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"data": [{"start": "x", "end": "y", "tweet_count": 3}]}, "counts"),
        ({"data": [{"id": "1", "name": "friends", "owner_id": "2", "member_count": 3}]}, "lists"),
        ("<!DOCTYPE html><html><body>403</body></html>", "web page"),
    ],
)
def test_what_holds_no_posts_is_named(line: object, said: str, tmp_path: Path) -> None:
    refusal = refusal_of(written_source(tmp_path, lines_of(line)))
    assert refusal is not None
    assert said in refusal


def test_posts_and_tables_are_not_refused(tmp_path: Path) -> None:
    assert refusal_of(written_source(tmp_path, lines_of(v1_post(1)))) is None
    assert refusal_of(written_source(tmp_path, "id,text\n1,a\n")) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("counts", "counts"),
        ("lists", "lists"),
    ],
)
def test_real_files_without_posts_are_refused_for_what_they_are(name: str, said: str, tmp_path: Path) -> None:
    source = real_source(f"formats/twitter_v2/{name}.jsonl", tmp_path)
    with pytest.raises(DataRejectedError, match=said):
        choose_importer(source, None, ReadSettings())


def test_descriptions_name_fields_and_columns(tmp_path: Path) -> None:
    assert describe(written_source(tmp_path, '{"when": 1, "what": 2}\n')) == "JSON lines with the fields when, what"
    assert "when, what" in describe(written_source(tmp_path, "when,what\n1,2\n3,4\n"))
