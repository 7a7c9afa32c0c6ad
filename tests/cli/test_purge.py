"""Purging asks why, counts before it acts, and says what is left to do."""

from pathlib import Path

import orjson
import polars as pl
import pytest

from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.custody import check_log, log_entry
from unisono.cases.retention import read_retention
from unisono.cases.same_persons import kept_links
from unisono.cli import main
from unisono.model.batches import Batch
from unisono.model.doing import doing
from unisono.model.tables import POSTS, conform


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = create_case(tmp_path / "case")
    told = {"platform": "x", "post_id": ["1", "2"], "account_id": ["7", "8"], "handle": ["anna", "ben"]}
    case.append([Batch(conform(pl.DataFrame(told), POSTS))], SourceRecord("a.jsonl", "f" * 64))
    return case


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["purge", *words])
    return code, *capsys.readouterr()


def test_without_yes_it_is_only_counted(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(case.path), "--account", "anna")
    assert code == 0
    assert "1 post would go" in out
    assert case.counts() == (2, 2)


def test_with_yes_it_is_done_and_says_so(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(case.path), "--account", "anna", "--because", "asked", "--yes", "--json")
    told = orjson.loads(out)
    assert (code, told["done"], told["posts"], case.counts()) == (0, True, 1, (1, 1))


def test_it_is_not_done_without_a_reason(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, str(case.path), "--everything", "--yes")
    assert (code, "--because" in err) == (2, True)


def test_saying_nothing_of_what_is_to_go_is_an_error(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, str(case.path))
    assert (code, "Say what is to go" in err) == (2, True)


def test_an_account_the_case_has_not_seen_can_be_kept_out_by_its_id(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, _ = run(capsys, str(case.path), "--account", "x:99", "--because", "asked", "--yes")
    told = {"platform": "x", "post_id": ["3"], "account_id": ["99"]}
    summary = case.append([Batch(conform(pl.DataFrame(told), POSTS))], SourceRecord("b.jsonl", "e" * 64))
    assert (code, summary.stored) == (0, 0)


def test_a_post_is_named_by_platform_and_id(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, str(case.path), "--post", "2")[0] == 2
    assert run(capsys, str(case.path), "--post", "x:2", "--because", "a term", "--yes")[0] == 0
    assert case.posts().collect()["post_id"].to_list() == ["1"]


def test_a_case_is_emptied_once_its_day_is_over_and_not_before(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    where = str(case.path)
    assert run(capsys, where, "--due")[0] == 2
    assert run(capsys, where, "--keep-until", "2999-01-01", "--because", "a study")[0] == 0
    assert run(capsys, where, "--due", "--yes")[0] == 2
    run(capsys, where, "--keep-until", "2020-01-01", "--because", "a study")
    code, out, _ = run(capsys, where, "--due", "--yes")
    assert (code, "2 posts taken out (everything)" in out, case.counts()) == (0, True, (0, 0))


def test_a_day_that_is_none_is_refused(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, str(case.path), "--keep-until", "soon", "--because", "x")
    assert (code, "2027-12-31" in err) == (2, True)


def test_who_was_linked_and_named_before_is_told_with_what_to_do(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["same-person", "add", str(case.path), "Ana", "--account", "anna", "--account", "ben", "--because", "so"]
    assert main(words) == 0
    with doing("unisono same-person add case Ana --account x:7"):  # as logs were written once
        log_entry(case.path, "changed")
    capsys.readouterr()
    _, out, _ = run(capsys, str(case.path), "--account", "anna", "--because", "asked", "--yes")
    assert "taken out of 1 link" in out
    assert kept_links(case.path) == []
    assert "Still named by custody.jsonl in 1 line. No line of these can be changed" in out
    assert "yours to change" not in out
    assert check_log(case.path).is_whole


@pytest.mark.parametrize("asked", [("--due",), ("--everything",), ("--account", "anna"), ("--before", "2020-01-01")])
def test_a_day_is_not_set_together_with_taking_out_which_would_go_undone(
    case: Case, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...]
) -> None:
    words = (str(case.path), "--keep-until", "2020-01-01", "--because", "a study", *asked, "--yes")
    code, _, err = run(capsys, *words)
    assert (code, "by itself: unisono purge" in err, "nothing was taken out" in err) == (2, True, True)
    assert read_retention(case.path) is None
    assert case.counts() == (2, 2)


def test_after_everything_nothing_is_to_be_scanned(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    case.write_run({"settings": {}}, {})
    _, out, _ = run(capsys, str(case.path), "--everything", "--because", "over", "--yes")
    assert "can again" not in out
    assert f"The case has no posts any more; its log stays, as proof of what was done: unisono log {case.path}" in out
    assert f"unisono import {case.path} FILE" in out


def test_after_a_part_the_scan_to_type_is_said(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    case.write_run({"settings": {}}, {})
    _, out, _ = run(capsys, str(case.path), "--account", "anna", "--because", "asked", "--yes")
    assert f"Scan again: unisono scan {case.path}" in out


def test_a_handle_goes_out_of_targets_and_what_still_names_it_is_told_with_what_to_type(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    where = str(case.path)
    assert main(["target", "add", where, "mayor", "--alias", "The Mayor", "--account", "@Anna"]) == 0
    assert main(["target", "add", where, "anna", "--alias", "Anna Example"]) == 0
    capsys.readouterr()
    _, out, _ = run(capsys, where, "--account", "anna", "--because", "asked", "--yes")
    assert "They were taken out of the accounts of 1 target." in out
    assert "anna" not in (case.path / "targets" / "mayor.json").read_text(encoding="utf-8").lower()
    assert "still named in: targets/anna.json." in out
    assert f"unisono target remove {where} anna" in out
