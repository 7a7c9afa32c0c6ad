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


def said(case: Path, name: str, file: Path) -> str:
    arguments = ["add", str(case), name, str(file), "--source", "A. Society", "--date", "2026-01-31"]
    return RUNNER.invoke(app, arguments, catch_exceptions=False).stderr


def test_what_was_read_as_domain_label_and_date_is_said(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("domain,Operation,risk,seen\na.example,Alpha,high,2025\nb.example,,low,2025\n", encoding="utf-8")
    text = said(case, "labelled", file)
    assert "Columns read: as domain domain, as label Operation. Not read: risk, seen." in text
    assert "1 of 2 domains with a label. The date of all is 2026-01-31, from --date." in text
    file.write_text("domain,risk\na.example,high\n", encoding="utf-8")
    text = said(case, "bare", file)
    assert "as domain domain, none as label. Not read: risk." in text
    assert "No label was found. The date of all is 2026-01-31" in text
    assert "--label-column NAME" in text
    file.write_text("a.example,press\n", encoding="utf-8")
    assert "the first of a row was read as domain" in said(case, "headless", file)
    rows = {str(row["list"]): row for row in lines("list", str(case))}
    assert (rows["labelled"]["domain_column"], rows["labelled"]["label_column"]) == ("domain", "Operation")
    assert rows["bare"]["columns"] == ["domain", "risk"]


def test_line_breaks_in_the_words_of_a_list_are_spaces(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text('domain,label\nnews.example,"red\nFAKE LINE"\n', encoding="utf-8")
    lines("add", str(case), "press", str(file), "--source", "A\u2028Society\n", "--date", "2026-01-31")
    (row,) = lines("found", str(case))
    assert row["says"] == "listed by A Society (press, 2026-01-31) as red FAKE LINE"
