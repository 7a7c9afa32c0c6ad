"""A case that is read once for a long job says the same as the case itself."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from unisono.cases import Case, SourceRecord, create_case, reading_once
from unisono.cases.reading_once import posts_in_turn, read_once
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, DELETIONS, POSTS, REFERENCES, conform

NOON = dt.datetime(2018, 7, 1, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return a case in which posts, profiles and originals were seen again, and posts deleted."""
    made = create_case(tmp_path_factory.mktemp("once") / "case")
    for number, (posts, accounts) in enumerate(((range(30), range(8)), (range(20, 40), range(4, 12)))):
        made.append([_batch(posts, accounts, number)], SourceRecord(f"{number}.csv", f"{number}" * 64, "csv"))
    return made


def _batch(posts: range, accounts: range, number: int) -> Batch:
    later = NOON + dt.timedelta(days=number)
    known = [
        {"platform": "x", "post_id": f"{one}", "account_id": f"{one % 7}", "text": f"{number} {one}",
         "created_at": NOON, "collected_at": later if one % 2 else NOON - dt.timedelta(days=9 * number)}
        for one in posts
    ]  # fmt: skip
    seen = [
        {"platform": "x", "account_id": f"{one}", "handle": f"a{one}" if number == 0 else None, "observed_at": later,
         "followers": number}
        for one in accounts
    ]  # fmt: skip
    originals = [{"platform": "x", "post_id": f"o{one}", "text": f"{number}"} for one in accounts]
    gone = [{"platform": "x", "post_id": "3", "at": later, "reason": "deleted"}]
    tables = ((known, POSTS), (seen, ACCOUNTS), (originals, REFERENCES), (gone, DELETIONS))
    posted, profiles, references, deletions = (conform(pl.DataFrame(rows), schema) for rows, schema in tables)
    return Batch(posts=posted, accounts=profiles, references=references, deletions=deletions, read=len(known))


def test_the_copies_hold_the_rows_of_the_case(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_once, "POSTS_AT_ONCE", 7)
    monkeypatch.setattr(reading_once, "ROWS_AT_ONCE", 5)
    with read_once(case, fewest=1) as read:
        assert read is not case
        for name, key in (("accounts", "account_id"), ("references", "post_id"), ("posts", "post_id")):
            wanted, found = getattr(case, name)().collect(), getattr(read, name)().collect()
            assert found.sort(key).equals(wanted.sort(key)), name
            assert wanted.height
        assert read.accounts().collect().equals(case.accounts().collect())
        assert read.references().collect().equals(case.references().collect())
        assert read.posts().filter(pl.col("is_deleted")).collect()["post_id"].to_list() == ["3"]


def test_the_copies_go_when_the_job_ends_or_fails(case: Case) -> None:
    with pytest.raises(KeyError), read_once(case, fewest=1):
        assert list((case.path / "derived").iterdir())
        raise KeyError
    assert not list((case.path / "derived").iterdir())


def test_a_case_of_few_posts_is_read_as_it_is(case: Case) -> None:
    with read_once(case) as read:
        assert read is case


def test_what_is_read_once_is_not_copied_again(case: Case) -> None:
    with read_once(case, fewest=1) as read, read_once(read, fewest=1) as again:
        assert again is read


def test_what_is_imported_meanwhile_is_not_in_it(tmp_path: Path) -> None:
    made = create_case(tmp_path / "case")
    made.append([_batch(range(3), range(1), 0)], SourceRecord("a.csv", "a" * 64, "csv"))
    with read_once(made, fewest=1) as read:
        made.append([_batch(range(10, 12), range(1), 0)], SourceRecord("b.csv", "b" * 64, "csv"))
        assert read.posts().collect().height == read.sources()["stored"].sum() == 3


def test_a_case_without_profiles_has_none_in_its_copy(tmp_path: Path) -> None:
    made = create_case(tmp_path / "case")
    posts = conform(pl.DataFrame({"platform": ["x"], "post_id": ["1"]}), POSTS)
    made.append([Batch(posts=posts, read=1)], SourceRecord("a.csv", "a" * 64, "csv"))
    with read_once(made, fewest=1) as read:
        assert read.accounts().collect().is_empty()
        assert read.references().collect().is_empty()


def test_posts_in_turn_are_all_posts_a_few_at_a_time(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_once, "POSTS_AT_ONCE", 7)
    parts = list(posts_in_turn(case, ["post_id", "text", "is_deleted"]))
    assert max(part.height for part in parts) <= 7
    wanted = case.posts().select("post_id", "text", "is_deleted").collect()
    assert pl.concat(parts).sort("post_id").equals(wanted.sort("post_id"))
