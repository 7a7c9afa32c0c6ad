"""Those who asked to be forgotten are kept out, and the list of them names nobody."""

from pathlib import Path

import polars as pl

from unisono.cases import create_case
from unisono.cases.suppressed import suppress, suppressed_in, without_suppressed
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, DELETIONS, POSTS, REFERENCES, conform


def a_batch() -> Batch:
    told = {"platform": "x", "post_id": ["1", "2", None], "account_id": ["7", "8", None], "source_row": [4, 5, 6]}
    frame = pl.DataFrame(told)
    return Batch(
        *(conform(frame, schema) for schema in (POSTS, ACCOUNTS, REFERENCES)), deletions=conform(frame, DELETIONS)
    )


def test_a_case_nobody_asked_to_leave_takes_everything(tmp_path: Path) -> None:
    case, batch = create_case(tmp_path / "case").path, a_batch()
    assert without_suppressed(batch, case, suppressed_in(case)) is batch
    assert not (case / "suppressed.key").exists()


def test_accounts_and_posts_that_are_listed_are_left_out_of_every_table(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    suppress(case, ["x:7", "x:2"])
    left = without_suppressed(a_batch(), case, suppressed_in(case))
    assert left.posts["post_id"].to_list() == [None]
    assert left.accounts["account_id"].to_list() == ["8", None]
    assert left.references["post_id"].to_list() == left.deletions["post_id"].to_list() == [None]
    assert [(one.row, one.rows, one.example) for one in left.rejected] == [(4, 2, "")]


def test_the_same_name_is_listed_once_and_under_a_key_of_the_case(tmp_path: Path) -> None:
    one, other = create_case(tmp_path / "one").path, create_case(tmp_path / "other").path
    suppress(one, ["x:7"])
    suppress(one, ["x:7"])
    suppress(other, ["x:7"])
    assert len(suppressed_in(one)) == 1
    assert suppressed_in(one).isdisjoint(suppressed_in(other))
    assert b"x:7" not in (one / "suppressed.jsonl").read_bytes()
    assert (one / "suppressed.key").stat().st_mode & 0o077 == 0
