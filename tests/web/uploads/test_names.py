"""Names of files that strangers give can do nothing on a disk, and are shown as they are."""

from pathlib import Path

import pytest

from unisono.web.uploads.names import disk_name, shown_name

HOSTILE = (
    *("../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/shadow", "a/../../b.csv", "..", ".", "", "   ", "\x00"),
    *("<img src=x onerror=alert(1)>.csv", "a\r\nX-Header: b.csv", "\u202egnp.csv", "x" * 300 + ".jsonl.gz", "é" * 300),
    *("CON", "nul.txt", "com1.csv", "=cmd|'/c calc'!A1.csv", "a:b.csv", "$(reboot).csv", "-rf", ".bashrc"),
    *("تجربة.csv", "日本語.csv"),
)


@pytest.mark.parametrize("given", HOSTILE)
def test_a_hostile_name_stays_in_its_folder(tmp_path: Path, given: str) -> None:
    name = disk_name(given)
    file = tmp_path / name
    assert name not in ("", ".", "..") and not set(name) & set('/\\<>:"|?*\x00\r\n$') and not name.startswith(".")
    assert len(name.encode()) <= 255 and name == name.strip()
    file.write_bytes(b"")
    assert file.resolve().parent == tmp_path.resolve()


@pytest.mark.parametrize("given", HOSTILE)
def test_what_is_shown_has_no_folder_and_nothing_hidden(given: str) -> None:
    shown = shown_name(given)
    assert 0 < len(shown) <= 200 and shown.isprintable() and "/" not in shown and "\u202e" not in shown


def test_scripts_and_endings_stay() -> None:
    assert disk_name("تجربة.csv") == "تجربة.csv" and disk_name("日本語.tar.gz") == "日本語.tar.gz"
    assert disk_name("हिन्दी.csv") == "हिन्दी.csv"
    assert disk_name("x" * 300 + ".csv") == "x" * 60 + ".csv"
    assert disk_name("tweets.js") == "tweets.js"


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert disk_name("A.csv", ["a.csv", "a-2.csv", "A-2.csv"]) == "A-3.csv"
