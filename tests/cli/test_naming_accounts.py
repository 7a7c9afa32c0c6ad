"""Accounts as tables name them."""

from pathlib import Path

import polars as pl

from tests.cli.scanned_case import case_with_posts
from unisono.cases import SourceRecord
from unisono.cli.naming_accounts import at_handle, handles_of, has_several_platforms, some_of
from unisono.model.batches import Batch
from unisono.model.names import LONGEST_NAME


def test_handles_are_the_latest_known(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    renamed = pl.DataFrame(
        {
            "platform": ["twitter", "twitter"],
            "account_id": ["1", "2"],
            "handle": ["ann_for_mayor", "robert"],
            "observed_at": ["2030-01-01", "2001-01-01"],
        }
    ).with_columns(pl.col("observed_at").str.to_datetime(time_zone="UTC"))
    case.append([Batch(accounts=renamed)], SourceRecord("more.jsonl", "cd"))
    assert handles_of(case, ["twitter:1", "twitter:2", "twitter:9"]) == {
        "twitter:1": "ann_for_mayor",
        "twitter:2": "bob",
    }
    assert handles_of(case, []) == {}


def test_names_are_cut_and_say_how_many_are_left() -> None:
    assert at_handle("ann", "twitter:1") == "@ann"
    assert at_handle(None, "twitter:1") == "twitter:1"
    assert some_of(["@a", "@b"], 2) == "@a, @b"
    assert some_of([str(number) for number in range(1_007)], 2) == "0, 1 and 1,005 more"


def test_a_case_of_several_platforms_names_them_beside_its_handles(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    assert not has_several_platforms(case)
    posts = pl.DataFrame({"platform": ["gab"], "post_id": ["1"], "account_id": ["7"], "handle": ["ann"]})
    case.append([Batch(posts=posts)], SourceRecord("gab.csv", "ef"))
    assert has_several_platforms(case)
    assert at_handle("ann", "gab:7", with_platform=True) == "@ann (gab)"
    assert at_handle(None, "gab:7", with_platform=True) == "gab:7"


def test_a_handle_of_thousands_of_letters_does_not_fill_the_screen() -> None:
    shown = at_handle("a" * 10_000, "gab:7", with_platform=True)
    assert shown == f"@{'a' * (LONGEST_NAME - 1)}… (gab)"
    assert len(at_handle(None, f"gab:{'7' * 10_000}")) < 250
    assert len(at_handle("ann", f"{'g' * 10_000}:7", with_platform=True)) < 100
    assert at_handle(None, "mastodon:https://example.org/users/" + "b" * 60).endswith("b" * 60)
    assert len(some_of(["x" * 10_000] * 9)) < 1_300
