"""The exports that importing is measured on are taken for what they are, and read to the last row."""

import random
from pathlib import Path

import pytest
from benchmarks.exports import LINES, TABLES, main, write_lines, write_table

from unisono.cases import create_case
from unisono.importers.importing import import_files

FORMATS = {
    "Bluesky Jetstream": "bluesky_jetstream",
    "Mastodon statuses": "mastodon",
    "Reddit archive": "reddit_archive",
    "Telethon messages": "telethon",
    "information-operations archive, CSV": "twitter_io_archive",
    "4CAT, CSV": "fourcat",
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_row_of_an_export_is_stored_or_counted(name: str, tmp_path: Path) -> None:
    chance = random.Random(1)
    rows = ({**LINES, **TABLES}[name](number, chance) for number in range(60))
    path = tmp_path / "export"
    (write_table if name in TABLES else write_lines)(path, rows)
    (line,) = import_files(create_case(tmp_path / "case"), [str(path)])
    rejected = {one["reason"]: one["rows"] for one in line["rejected"]}
    assert (line["format"], line["read"], line["duplicates"]) == (FORMATS[name], 60, 0)
    assert line["stored"] + sum(rejected.values()) == 60
    assert line["stored"] > 10
    assert set(rejected) <= {"a like: no post"}


def test_the_program_prints_each_export_beside_its_plain_loop(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--rows", "50"])
    printed = capsys.readouterr().out
    assert all(name in printed for name in FORMATS)
    assert printed.count("times the speed of the plain loop") == len(FORMATS)
