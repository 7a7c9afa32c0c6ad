"""A list of posts inside one object that no format knows is read as posts."""

import json
from pathlib import Path

import pytest

from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.guessing import choose_importer
from unisono.importers.lone_lists import find_lone_list
from unisono.importers.opening import open_source

POSTS = [{"id": str(n), "user": f"ann{n}", "created_at": f"2024-05-01T13:0{n}:00Z", "text": "hello"} for n in range(3)]


def opened(folder: Path, document: object, indent: int | None = None) -> Source:
    path = folder / "posts.json"
    path.write_text(json.dumps(document, indent=indent), encoding="utf-8")
    return open_source(str(path), folder / "scratch")


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    "beside", [{}, {"n": 3, "query": "hello", "empty": [], "words": ["a"], "page": {"next": [{}]}}]
)
def test_the_only_list_of_objects_is_read_a_post_a_row(
    beside: dict[str, object], indent: int | None, tmp_path: Path
) -> None:
    source = opened(tmp_path, {"posts": POSTS} | beside, indent)
    importer = choose_importer(source, None, ReadSettings())
    (batch,) = importer.read(source, ReadSettings())
    assert importer.name == "generic"
    assert batch.posts.select("post_id", "handle", "text", "source_row").rows() == [
        (str(n), f"ann{n}", "hello", n + 1) for n in range(3)
    ]


def test_what_stands_before_the_list_is_kept_with_each_record(tmp_path: Path) -> None:
    source = opened(tmp_path, {"query": "hello", "posts": POSTS})
    lines = [json.loads(line) for line in source.path.read_text(encoding="utf-8").splitlines()]
    assert [line["_parent"] for line in lines] == [{"query": "hello"}] * 3


@pytest.mark.parametrize(
    "document",
    [
        {"posts": POSTS, "others": POSTS},
        {"posts": ["a", "b"], "n": 2},
        {**POSTS[0], "media": [{"url": "https://example.org/a.jpg"}]},
        {"text": "hello", "when": "2024", "media": [{"url": "https://example.org/a.jpg"}]},
        {"errors": [{"message": "Rate limit exceeded", "code": 88}]},
        {"data": [{"start": "x", "end": "y", "tweet_count": 3}]},
        {"data": [{"id": "1", "text": "a", "author_id": "2", "created_at": "2020-05-04T12:00:00.000Z"}]},
    ],
)
def test_other_objects_stay_whole(document: dict[str, object], tmp_path: Path) -> None:
    source = opened(tmp_path, document)
    assert find_lone_list(source, IMPORTERS) is None
    assert json.loads(source.path.read_text(encoding="utf-8")) == document


def test_several_objects_a_line_each_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "lines.json").write_text(2 * (json.dumps({"posts": POSTS, "n": 3}) + "\n"), encoding="utf-8")
    assert find_lone_list(open_source(str(tmp_path / "lines.json"), tmp_path / "scratch"), IMPORTERS) is None
