"""A case's index of texts follows its posts, and is made anew whenever it cannot be trusted."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import orjson
import polars as pl
import pytest

from tests.content.near_texts import made_up_texts
from unisono.cases import Case, SourceRecord, create_case
from unisono.content import case_texts
from unisono.content.case_texts import own_words, text_index
from unisono.content.near_duplicates import NearDuplicates, TextIndex
from unisono.model.batches import Batch
from unisono.model.tables import POSTS

NOON = datetime(2016, 9, 1, 12, tzinfo=UTC)
TEXTS = made_up_texts(80, seed=7)


def add(case: Case, texts: list[str], first: int, kind: str = "post") -> None:
    rows = [("twitter", str(first + n), "7", NOON, text, kind) for n, text in enumerate(texts)]
    columns = ["platform", "post_id", "account_id", "created_at", "text", "kind"]
    frame = pl.DataFrame(rows, schema={name: POSTS[name] for name in columns}, orient="row")
    case.append([Batch(posts=frame)], SourceRecord("posts.csv", f"{first:02x}"))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = create_case(tmp_path / "case")
    add(made, TEXTS[:50], 1)
    return made


def expected(texts: list[str]) -> pl.DataFrame:
    return TextIndex.build(pl.Series(texts), pl.Series([NOON] * len(texts))).clusters()


def test_an_index_follows_the_posts_that_are_added(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert text_index(case).clusters().equals(expected(TEXTS[:50]))
    add(case, TEXTS[50:], 100)
    read: list[int] = []

    def note_reading(files: list[object], schema: object) -> pl.LazyFrame:
        read.append(len(files))
        return scan(files, schema)

    scan = case_texts.scan_segments
    monkeypatch.setattr(case_texts, "scan_segments", note_reading)
    assert text_index(case).clusters().equals(expected(TEXTS))
    assert text_index(case).clusters().equals(expected(TEXTS))
    assert read == [1]


def test_reposts_and_posts_without_account_or_time_are_left_out() -> None:
    rows = [
        ("1", NOON, "a", "post"), ("1", NOON, "b", "repost"), ("1", NOON, "c", None), ("1", NOON, "RT @ann: d", None),
        (None, NOON, "e", "post"), ("", NOON, "f", "post"), ("1", None, "g", "reply"), ("1", NOON, None, "post"),
    ]  # fmt: skip
    columns = ["account_id", "created_at", "text", "kind"]
    posts = pl.LazyFrame(rows, schema={name: POSTS[name] for name in columns}, orient="row")
    assert own_words(posts).collect()["text"].to_list() == ["a", "c"]


def test_a_text_observed_again_otherwise_is_known_in_both_wordings(case: Case) -> None:
    add(case, [TEXTS[60]], 1)
    assert len(text_index(case)) == len(TextIndex.build(pl.Series([*TEXTS[:50], TEXTS[60]])))


@pytest.mark.parametrize("kind", ["texts-*", "known-*", "joined-*", "states-*", "about.json"])
def test_a_damaged_index_is_made_anew(case: Case, kind: str) -> None:
    text_index(case)
    kept = next((case.path / "derived" / "texts").glob(kind))
    kept.write_bytes(kept.read_bytes()[:-9])
    assert text_index(case).clusters().equals(expected(TEXTS[:50]))
    assert TextIndex.load(kept.parent).clusters().equals(expected(TEXTS[:50]))


def rewrite(kept: Path, change: Callable[[pl.DataFrame], pl.DataFrame], **said: object) -> None:
    """Write an index's texts anew, as a version with other columns would have: about.json names their file."""
    about = kept / "about.json"
    facts = orjson.loads(about.read_bytes())
    content = io.BytesIO()
    change(pl.read_ipc(kept / facts["parts"][0][0])).write_ipc(content)
    facts["parts"][0][0] = f"texts-{sha256(content.getvalue()).hexdigest()}.arrow"
    (kept / facts["parts"][0][0]).write_bytes(content.getvalue())
    about.write_bytes(orjson.dumps({**facts, **said}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda texts: texts.drop("marks"), {"made_by": "6-7aa2df21136a4f49"}),
        (lambda texts: texts.drop("marks"), {}),
        (lambda texts: texts.cast({"size": pl.Int64}), {}),
        (lambda texts: texts, {"seeds": None, "settings": {"similarity": 0.7, "words": 3}}),
    ],
    ids=["an earlier format", "a column missing", "a column of another type", "other settings"],
)
def test_an_index_that_another_version_kept_is_made_anew(
    case: Case, change: Callable[[pl.DataFrame], pl.DataFrame], said: dict[str, object]
) -> None:
    text_index(case)
    kept = case.path / "derived" / "texts"
    rewrite(kept, change, **said)
    assert text_index(case).clusters().equals(expected(TEXTS[:50]))
    assert TextIndex.load(kept).clusters().equals(expected(TEXTS[:50]))


def test_an_index_of_other_segments_is_made_anew(case: Case, tmp_path: Path) -> None:
    text_index(case)
    other = create_case(tmp_path / "other")
    add(other, TEXTS[50:], 1)
    (case.path / "derived").rename(other.path / "derived")
    assert text_index(other).clusters().equals(expected(TEXTS[50:]))


def test_other_settings_make_another_index(case: Case) -> None:
    text_index(case)
    strict = NearDuplicates(similarity=0.95, shared_pieces=0.95)
    assert text_index(case, strict).settings == strict


def test_a_case_that_cannot_be_written_is_indexed_all_the_same(case: Case) -> None:
    (case.path / "derived").write_text("a file where the folder would be")
    assert text_index(case).clusters().equals(expected(TEXTS[:50]))


def test_a_case_without_posts_has_an_empty_index(tmp_path: Path) -> None:
    assert len(text_index(create_case(tmp_path / "empty"))) == 0
