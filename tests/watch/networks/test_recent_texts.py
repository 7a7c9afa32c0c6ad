"""Texts of the last batches are alike where a scan of the same batches finds them alike."""

from dataclasses import replace

import polars as pl
import pytest

from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.manifest import read_manifest
from unisono.content.pictures.case_pictures import CASE_PICTURES
from unisono.detectors.alike import likeness_of
from unisono.model.batches import Batch
from unisono.model.tables import POSTS, conform
from unisono.watch.networks.recent_texts import RecentTexts
from unisono.worlds.written import STARTS_AT

NONE = pl.DataFrame(schema=CASE_PICTURES)
WORDS = ("harbour", "bridge", "council", "vote", "Sunday", "ferry", "budget", "school", "market", "river", "north")


def text(number: int) -> str:
    """Return a text that is its own, or, every third, one that is nearly another's."""
    if number % 3 == 0:
        return f"Vote for the new harbour bridge on Sunday, neighbours and friends {number % 7}"
    return " ".join(WORDS[(number * step) % len(WORDS)] for step in range(1, 9)) + f" {number}"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    case = create_case(tmp_path_factory.mktemp("texts") / "case")
    for batch in range(8):
        rows = [
            {
                "platform": "x", "post_id": f"{batch}-{number}", "account_id": str(number), "created_at": STARTS_AT,
                "text": text(batch * 30 + number), "kind": "post",
            }
            for number in range(30)
        ]  # fmt: skip
        case.append([Batch(posts=conform(pl.DataFrame(rows), POSTS))], SourceRecord("stream", f"{batch:064d}"))
    return case


def limited(case: Case, first: int, last: int) -> Case:
    return replace(case, only=tuple(read_manifest(case.path / "manifest.jsonl")[first:last]))


def test_texts_are_alike_where_a_scan_of_the_case_finds_them_alike(case: Case) -> None:
    texts = RecentTexts()
    for last in (2, 5, 8):
        found = texts.likeness(limited(case, 0, last), NONE, 0.7)
    posts = case.posts().collect()["text"]
    expected = likeness_of(case, NONE, 0.7)
    assert found.texts(posts).equals(expected.texts(posts))
    assert found.texts(posts).n_unique() < posts.n_unique()


def test_texts_of_batches_that_are_no_longer_looked_at_are_forgotten_in_the_end(case: Case) -> None:
    texts = RecentTexts()
    texts.likeness(limited(case, 0, 6), NONE, 0.7)
    assert sum(texts.covered.values()) == 180
    texts.likeness(limited(case, 6, 8), NONE, 0.7)
    assert sum(texts.covered.values()) == 60
    fresh = RecentTexts()
    fresh.likeness(limited(case, 6, 8), NONE, 0.7)
    assert texts.index is not None
    assert fresh.index is not None
    assert len(texts.index) == len(fresh.index)


def test_another_similarity_compares_anew(case: Case) -> None:
    texts = RecentTexts()
    loose = texts.likeness(limited(case, 0, 8), NONE, 0.7)
    posts = case.posts().collect()["text"]
    before = loose.texts(posts).n_unique()
    assert texts.likeness(limited(case, 0, 8), NONE, 1.0).texts(posts).n_unique() > before
