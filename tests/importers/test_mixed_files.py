"""A folder of some fifty files of all formats and all kinds of damage: each is read, or named with its reason."""

from pathlib import Path
from typing import Any

import pytest

from tests.importers.mixed_files import fill_folder
from unisono.cases import create_case
from unisono.importers import opening
from unisono.importers.declaration import Left
from unisono.importers.decompressing import Limits
from unisono.importers.importing import import_each
from unisono.importers.summing_up import sum_up

Imported = tuple[dict[str, str], list[dict[str, Any] | Left], Path]
"""What each file should become, what was found of it, and the folder; Any: counts, names and lists of rejections."""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("mixed") / "files"
    wanted = fill_folder(folder)
    case = create_case(folder.parent / "case")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "Limits", lambda: Limits(times=200, bytes_always_allowed=1 << 20))
        found = list(import_each(case, [str(folder)]))
    return wanted, found, folder


def test_every_file_is_read_or_named(imported: Imported) -> None:
    wanted, found, folder = imported
    assert len(wanted) >= 40
    became = {}
    for one in found:
        if isinstance(one, Left):
            became[str(Path(one.name).relative_to(folder))] = "skipped" if one.is_skipped else "refused"
        else:
            became[str(Path(one["file"]).relative_to(folder))] = "read"
    members = {name.partition(":")[2]: what for name, what in became.items() if name.startswith("members.zip:")}
    assert members == {"one.csv": "read", "two.jsonl": "read", "picture.jpg": "skipped", "empty.csv": "refused"}
    assert {name: what for name, what in became.items() if ":" not in name} == {
        name: what for name, what in wanted.items() if what != "zip"
    }


def test_every_row_is_accounted_for(imported: Imported) -> None:
    _, found, _ = imported
    for line in found:
        if isinstance(line, Left):
            continue
        rejected = sum(rejection["rows"] for rejection in line["rejected"])
        counted = line["stored"] + line["duplicates"] + rejected + line["deletions"]
        assert line["read"] == counted or line["profiles"], line
        assert all(rejection["example"] for rejection in line["rejected"])


def test_tables_give_their_five_rows_whatever_was_done_to_them(
    imported: Imported,
) -> None:
    _, found, _ = imported
    lines = {Path(line["file"]).name: line for line in found if not isinstance(line, Left)}
    for name in ("bom", "utf-16-tabs", "semicolons", "sep", "preamble", "western", "newlines", "letters", "entities"):
        assert (lines[f"{name}.csv"]["read"], lines[f"{name}.csv"]["stored"]) == (5, 5), name
    codes = {name: [problem["code"] for problem in line["problems"]] for name, line in lines.items()}
    for name, code in {
        "nul.csv": "nul_bytes", "western.csv": "not_utf8", "local.csv": "no_time_zone", "entities.csv": "html_entities",
        "mojibake.csv": "broken_characters", "cut.json": "file_ends_early", "cut.csv.gz": "file_ends_early",
    }.items():  # fmt: skip
        assert code in codes[name], name


def test_the_reasons_say_what_to_do(imported: Imported) -> None:
    _, found, _ = imported
    reasons = {Path(one.name).name: one.reason for one in found if isinstance(one, Left)}
    for name, said in {
        "empty.csv": "is empty", "error.csv": "web page", "two-orders.csv": "--dates day-first",
        "rounded.csv": "no usable account ids", "broken.csv.gz": "no readable gzip file", "bomb.gz": "archive bomb",
        "unknown.jsonl": "no known format", "header-only.csv": "holds no post", "report.pdf": "a PDF document",
        "notes.txt": "text that begins with: Dear all",
    }.items():  # fmt: skip
        assert said in reasons[name], (name, reasons[name])
    summary = sum_up(found).as_line()
    assert summary["files"] == len(found)
    assert summary["formats"]["generic"] >= 15
    assert (summary["posts"], summary["read"]) > (2000, 2000)
