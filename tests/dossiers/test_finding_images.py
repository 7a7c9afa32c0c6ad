"""Which picture somebody means."""

from pathlib import Path

import polars as pl
import pytest

from tests.dossiers.written_case import write_case
from unisono.cases import Case
from unisono.content.pictures.case_pictures import CASE_PICTURES
from unisono.dossiers.finding_images import find_image
from unisono.model.errors import UsageError

SHOWN = pl.DataFrame(
    {
        "object": ["i-aa1", "i-aa1", "i-ab2", "twitter-KEY", "twitter-other"],
        "post": ["twitter:1", "twitter:2", "twitter:2", "twitter:3", None],
        "entry": ["a.png", "b.png", "c.png", "https://pbs.twimg.com/media/KEY.jpg", "https://x.example/other.png"],
    }
)
FILES = pl.DataFrame(
    [("a.png", "folder/a.png", "ff01", "h", 90, None, "i-aa1"), ("c.png", "c.png", "ff02", "h", 90, None, "i-ab2")],
    schema=CASE_PICTURES,
    orient="row",
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return write_case(tmp_path / "case", [])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("i-aa1", "i-aa1"),
        ("i-ab", "i-ab2"),
        ("folder/a.png", "i-aa1"),
        ("ff02", "i-ab2"),
        ("b.png", "i-aa1"),
        ("twitter:1", "i-aa1"),
        ("1", "i-aa1"),
        ("KEY", "twitter-KEY"),
        ("https://pbs.twimg.com/media/KEY?format=jpg&name=large", "twitter-KEY"),
    ],
)
def test_a_picture_is_named_by_id_beginning_file_entry_key_or_post(case: Case, name: str, found: str) -> None:
    assert find_image(case, SHOWN, FILES, name) == found


def test_several_pictures_are_asked_back(case: Case) -> None:
    with pytest.raises(UsageError, match="2 pictures begin with i-a: i-aa1, i-ab2"):
        find_image(case, SHOWN, FILES, "i-a")
    with pytest.raises(UsageError, match="2 pictures are in the post twitter:2"):
        find_image(case, SHOWN, FILES, "twitter:2")


def test_what_names_nothing_says_what_to_type(case: Case) -> None:
    with pytest.raises(UsageError, match=r"no picture 'zzz'\. .* image i-aa1"):
        find_image(case, SHOWN, FILES, "zzz")
    with pytest.raises(UsageError, match="has no pictures"):
        find_image(case, SHOWN.clear(), FILES, "i-aa1")
