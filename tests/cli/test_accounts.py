"""The accounts of a case with their signals: as tables for people and as lines for programs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest

from unisono.accounts.percentiles import reference_of
from unisono.accounts.signals import SIGNALS
from unisono.accounts.signals.measuring import measure_signals, read_known
from unisono.accounts.signals.reading import read_account
from unisono.cases import Case, SourceRecord, create_case
from unisono.cli import main
from unisono.model.batches import Batch
from unisono.worlds import WorldSettings, build_world

WORLD = build_world(WorldSettings(posts=9_000, accounts=600, days=40), seed=5)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return a case of a quiet world."""
    made = create_case(tmp_path_factory.mktemp("world") / "case")
    made.append([Batch(posts=WORLD.posts, accounts=WORLD.accounts)], SourceRecord("world.jsonl", "ab" * 32))
    return made


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main([*arguments, "--json", "--quiet"]) == 0
    return [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_account_has_every_signal_as_its_page_says(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    rows = lines(capsys, "accounts", str(case.path))
    table = measure_signals(read_known(case))
    reference = reference_of(table)
    assert {row["account"] for row in rows} == set(table.accounts)
    assert [row["posts"] for row in rows] == sorted((row["posts"] for row in rows), reverse=True)
    for row in (*rows[:5], rows[-1]):
        assert list(row["signals"]) == [signal.name for signal in SIGNALS]
        for reading in read_account(table, reference, row["account"]):
            told = row["signals"][reading.signal]
            assert told["n"] == reading.n
            if reading.value is None:
                assert (told["value"], told["cannot_say"]) == (None, reading.cannot_say)
            elif "percentile" in told:
                assert told["value"] == pytest.approx(reading.value)
                assert told["reference_n"] == reading.reference_n
                if reading.percentile is not None:
                    assert told["percentile"] == pytest.approx(reading.percentile, abs=0.001)
                    assert told["reference"] == reading.reference


def test_one_signal_is_sorted_and_can_be_turned_around(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    rows = lines(capsys, "accounts", str(case.path), "--signal", "repost_share")
    values = [row["value"] for row in rows]
    assert values == sorted(values, reverse=True) and len(values) > 200
    assert rows[0]["percentile"] > rows[-1]["percentile"]
    assert "compared." in rows[0]["says"]
    lowest = lines(capsys, "accounts", str(case.path), "--signal", "repost-share", "--lowest", "--top", "3")
    assert [row["value"] for row in lowest] == sorted(values)[:3]


def test_dates_are_printed_as_times_and_yes_as_true(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    woken = lines(capsys, "accounts", str(case.path), "--signal", "woke_at")
    assert woken and all(row["value"].endswith("Z") and "percentile" not in row for row in woken)
    assert {row["value"] for row in lines(capsys, "accounts", str(case.path), "--signal", "handle_digits")} == {
        True,
        False,
    }


def test_people_read_what_a_signal_is_and_what_else_explains_it(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", str(case.path), "--signal", "repost_share", "--top", "4"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("repost_share: The share of its posts that are reposts.")
    assert "What else can explain it: Many people repost and hardly ever write." in printed
    assert "4 shown" in printed and "10 are needed" in printed
    assert main(["accounts", str(case.path), "--top", "2"]) == 0
    printed = capsys.readouterr().out
    assert "2 accounts with most posts shown" in printed and "--signal NAME" in printed


def test_a_signal_that_nobody_has_says_why(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", str(case.path), "--signal", "deleted_share"]) == 0
    assert "It cannot be said of any account: the files do not say which posts were deleted" in capsys.readouterr().out


def test_a_small_case_has_values_without_percentiles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = datetime(2021, 5, 1, tzinfo=UTC)
    names = {"1": "さくら", "2": "مكتبة"}
    posts = pl.DataFrame(
        [
            {
                "platform": "here",
                "post_id": f"{account}-{number}",
                "account_id": account,
                "handle": handle,
                "created_at": start + timedelta(hours=number),
                "kind": "post",
                "text": "雨が降っています" if account == "1" else "المطر يهطل على المدينة",
            }
            for account, handle in names.items()
            for number in range(12)
        ]
    )
    made = create_case(tmp_path / "small")
    made.append([Batch(posts=posts)], SourceRecord("small.csv", "cd" * 32))
    assert main(["accounts", str(made.path), "--signal", "repost_share"]) == 0
    printed = capsys.readouterr().out
    assert "@さくら" in printed and "@مكتبة" in printed
    assert "Without percentiles: no group has 200 other accounts" in printed
    rows = lines(capsys, "accounts", str(made.path))
    assert {row["handle"]: row["language"] for row in rows} == {"さくら": "ja", "مكتبة": "ar"}
    assert rows[0]["signals"]["handle_spelling"]["value"] is None


def test_an_empty_case_has_no_accounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = create_case(tmp_path / "empty")
    assert main(["accounts", str(made.path)]) == 0
    assert "No accounts" in capsys.readouterr().out
    assert lines(capsys, "accounts", str(made.path)) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--signal", "karma"], "There is no signal 'karma'. Signals: posts_per_active_day"),
        (["--lowest"], "--signal NAME"),
        (["--reference", "nowhere.json"], "unisono reference build CASE -o FILE"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_type(
    case: Case, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["accounts", str(case.path), *arguments]) == 2
    assert said in capsys.readouterr().err
