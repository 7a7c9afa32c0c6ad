"""Lists of domains are added, shown, taken out, and held against the case's links."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import polars as pl
import pytest
from typer.testing import CliRunner

from unisono.cases import SourceRecord, create_case
from unisono.cli.domains import app
from unisono.model.batches import Batch
from unisono.model.errors import UsageError
from unisono.model.tables import POSTS, conform

RUNNER = CliRunner()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = create_case(tmp_path / "case")
    links = [
        "https://www.news.example/a",
        "https://arabic.news.example/b",
        "https://t.me/s/Channel/5",
        "https://o.example/",
    ]
    rows = [
        {"platform": "twitter", "post_id": str(number), "account_id": str(number % 2), "urls": [link], "text": "look",
         "created_at": datetime(2018, 7, 1, tzinfo=UTC), "kind": "post"}
        for number, link in enumerate(links)
    ]  # fmt: skip
    made.append([Batch(posts=conform(pl.DataFrame(rows), POSTS))], SourceRecord("a.jsonl", "0" * 64))
    return made.path


@pytest.fixture
def press(tmp_path: Path) -> Path:
    file = tmp_path / "press.csv"
    file.write_text("domain,label\nnews.example,daily\nhttps://t.me/channel,channel\nnothing\n", encoding="utf-8")
    return file


def lines(*arguments: str) -> list[dict[str, object]]:
    result = RUNNER.invoke(app, [*arguments, "--json"], catch_exceptions=False)
    assert result.exit_code == 0
    return [orjson.loads(line) for line in result.stdout.splitlines()]


def add(case: Path, press: Path) -> list[dict[str, object]]:
    return lines("add", str(case), "press", str(press), "--source", "A. Society", "--date", "2026-01-31")


def test_a_list_is_added_with_its_origin_and_its_rejected_rows(case: Path, press: Path) -> None:
    (added,) = add(case, press)
    assert added["added"] == "press"
    assert added["entries"] == 2
    assert added["rejected"] == [{"reason": "neither a domain nor a web address", "rows": 1, "example": "nothing"}]
    (listed,) = lines("list", str(case))
    assert (listed["list"], listed["source"], listed["date"]) == ("press", "A. Society", "2026-01-31")
    assert listed["sha256"] == added["sha256"]


def test_what_the_case_links_to_is_marked_in_the_words_of_the_list(case: Path, press: Path) -> None:
    add(case, press)
    found = lines("found", str(case))
    assert [(row["domain"], row["posts"], row["accounts"]) for row in found] == [
        ("news.example", 2, 2),
        ("t.me/channel", 1, 1),
    ]
    assert found[0]["says"] == "listed by A. Society (press, 2026-01-31) as daily"


def test_a_list_is_taken_out(case: Path, press: Path) -> None:
    add(case, press)
    assert lines("remove", str(case), "press") == [{"removed": "press"}]
    assert lines("list", str(case)) == []
    with pytest.raises(UsageError, match="domains add"):
        lines("found", str(case))


def test_a_list_without_origin_is_refused(case: Path, press: Path) -> None:
    with pytest.raises(UsageError, match="--source"):
        lines("add", str(case), "press", str(press), "--date", "2026-01-31")
    with pytest.raises(UsageError, match="--date"):
        lines("add", str(case), "press", str(press), "--source", "A")


def test_a_table_is_printed_for_people(case: Path, press: Path) -> None:
    add(case, press)
    result = RUNNER.invoke(app, ["found", str(case)], catch_exceptions=False)
    assert "listed by A. Society" in result.stdout
