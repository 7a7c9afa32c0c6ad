"""The list of a case's hashtags."""

import json
from pathlib import Path

import pytest

from tests.dossiers.hashtag.tagged_case import tagged_case
from tests.dossiers.written_case import write_case
from unisono.cases import Case, create_case
from unisono.cli import main


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return tagged_case(tmp_path_factory.mktemp("tags") / "case")


def lines(case: Case, *options: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert main(["hashtags", str(case.path), "--json", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_first_by_surprise_is_what_networks_push(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    rows = lines(case, "--by", "surprise", capsys=capsys)
    assert (rows[0]["rank"], rows[0]["hashtag"], rows[0]["verdict"]) == (1, "harbour", "coordinated")
    assert {"posts", "accounts", "posts_per_account", "ctm", "ctm_percentile", "members_share", "q"} <= set(rows[0])


def test_a_day_has_its_own_counts_and_says_what_is_new(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    whole = {row["hashtag"]: row["posts"] for row in lines(case, capsys=capsys)}
    day = lines(case, "--day", "2018-06-02", capsys=capsys)
    assert all(row["posts"] <= whole[row["hashtag"]] for row in day)  # type: ignore[operator]  # numbers
    assert {row["is_new"] for row in day} == {True, False}
    hour = lines(case, "--hour", "2018-06-02T13:00", capsys=capsys)
    assert 0 < sum(row["posts"] for row in hour) < sum(row["posts"] for row in day)  # type: ignore[misc]  # numbers


def test_each_day_prints_its_first_tags_with_the_rank_of_the_day_before(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = lines(case, "--each", "day", "--top", "2", capsys=capsys)
    assert [row["rank"] for row in rows[:4]] == [1, 2, 1, 2]
    assert main(["hashtags", str(case.path), "--each", "day", "--top", "2"]) == 0
    assert "#day" in capsys.readouterr().out


def test_the_table_goes_on_to_one_tag(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hashtags", str(case.path), "--top", "3"]) == 0
    out = capsys.readouterr().out
    assert "One tag: unisono show" in out
    assert "by members" in out


def test_without_a_scan_columns_of_networks_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tagged_case(tmp_path / "c", scanned=False)
    assert main(["hashtags", str(case.path)]) == 0
    captured = capsys.readouterr()
    assert "by members" not in captured.out
    assert "known after a scan" in captured.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--by", "fame"], "Tags cannot be ranked by 'fame'"),
        (["--each", "week"], "--each is 'week'. Type one of: day, hour."),
        (["--each", "day", "--by", "surprise"], "Leave out --by surprise"),
        (["--day", "2018-06-01", "--since", "2018-06-01"], "each choose the posts"),
    ],
)
def test_what_cannot_be_asked_is_said(
    case: Case, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    assert main(["hashtags", str(case.path), *options]) == 2
    assert words in capsys.readouterr().err


def test_cases_without_posts_or_tags_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = create_case(tmp_path / "empty")
    assert main(["hashtags", str(empty.path)]) == 0
    assert "the case has no posts yet" in capsys.readouterr().out
    plain = write_case(tmp_path / "plain", [{"account": "a", "text": "no tag"}])
    assert main(["hashtags", str(plain.path)]) == 0
    assert "none of the 1 post carries one" in capsys.readouterr().out


def test_a_span_without_posts_is_said_to_be_so_on_stderr_where_lines_are_read(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["hashtags", str(case.path), "--day", "2030-01-01"]) == 0
    assert "the case has no posts in this span" in capsys.readouterr().out
    assert main(["hashtags", str(case.path), "--day", "2030-01-01", "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "the case has no posts in this span" in captured.err


def test_verdicts_and_missing_percentiles_are_told_in_words(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hashtags", str(case.path), "--by", "surprise", "--top", "100"]) == 0
    out = capsys.readouterr().out
    assert "nothing unusual" in out
    assert "nothing_unusual" not in out
    assert "needs show" in out
