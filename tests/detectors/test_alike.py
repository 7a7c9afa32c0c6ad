"""Texts nearly the same are one object to a scan, and a run keeps which posts carry what repeats."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from unisono.cases import SourceRecord, create_case
from unisono.content.pictures.case_pictures import case_pictures
from unisono.detectors.alike import likeness_of, likeness_of_posts, repeated
from unisono.model.batches import Batch
from unisono.model.tables import POSTS, conform
from unisono.traces import read_traces

START = datetime(2018, 6, 1, tzinfo=UTC)
SAID = "They closed the library in our street on a Sunday morning, tell everyone you know"
SPUN = SAID.replace("tell", "inform")
CYRILLIC = SAID.replace("o", "о")
OTHER = "The ferry to the island leaves at nine and costs a little more than last year"


def posts_of(texts: list[str], kind: str = "post") -> pl.DataFrame:
    """Return posts with these texts, a minute apart, each by an account of its own, each with the same picture."""
    rows = {
        "platform": ["x"] * len(texts),
        "post_id": [str(number) for number in range(len(texts))],
        "account_id": [f"a{number}" for number in range(len(texts))],
        "created_at": [START + timedelta(minutes=number) for number in range(len(texts))],
        "kind": [kind] * len(texts),
        "text": texts,
        "media": [["https://pictures.example/1.png"]] * len(texts),
    }
    return conform(pl.DataFrame(rows), POSTS)


def objects_of(posts: pl.DataFrame, named_by: pl.DataFrame | None = None) -> list[str]:
    likeness = likeness_of_posts(posts if named_by is None else named_by)
    return read_traces(posts, layers=["text"], likeness=likeness)["text"].sort("at")["object"].to_list()


def test_texts_nearly_the_same_are_one_object_named_for_the_first() -> None:
    said, spun, cyrillic, other = objects_of(posts_of([SAID, SPUN, CYRILLIC, OTHER]))
    assert said == spun == cyrillic != other
    assert objects_of(posts_of([SAID])) == [said]


def test_what_reposts_carry_does_not_say_what_is_alike() -> None:
    first, second = objects_of(posts_of([SAID, SPUN]), named_by=posts_of([SAID, SPUN], kind="repost"))
    assert first != second


def test_a_case_says_the_same_as_its_posts(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    posts = posts_of([SAID, SPUN, OTHER])
    case.append([Batch(posts=posts)], SourceRecord("posts.csv", "ab" * 32, "generic"))
    traces = read_traces(posts, layers=["text"], likeness=likeness_of(case, case_pictures(case)))["text"]
    assert traces.sort("at")["object"].to_list() == objects_of(posts)


def test_a_run_keeps_what_several_posts_carry() -> None:
    posts = posts_of([SAID, SPUN, OTHER])
    traces = read_traces(posts, layers=["text", "image"], likeness=likeness_of_posts(posts))
    kept = repeated(traces)
    assert kept["texts"].select("post").to_series().to_list() == ["x:0", "x:1"]
    assert kept["images"]["object"].n_unique() == 1
    assert kept["images"].height == 3
    assert list(repeated({"text": traces["text"]})) == ["texts"]
