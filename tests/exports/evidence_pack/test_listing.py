"""Manifests are those of sha256sum, whatever the names are."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from unisono.exports.evidence_pack.layout import Head
from unisono.exports.evidence_pack.listing import listing_line, manifest_text, read_listing

HEAD = Head(1, "cd" * 32)
NAMES = ["plain.csv", "-dash", "two  spaces", "back\\slash", "line\nbreak", "\\", "мир/Ž.txt", "#x", " y", "\\n", "a*b"]


def test_the_real_sha256sum_takes_every_name_and_writes_the_same_lines(tmp_path: Path) -> None:
    files = {}
    for number, name in enumerate(NAMES):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"%d" % number)
        files[name] = hashlib.sha256(b"%d" % number).hexdigest()
    (tmp_path / "manifest").write_bytes(manifest_text(files, HEAD))
    words = ["sha256sum", "--strict", "-c", "manifest"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.count(b": OK") == len(NAMES)
    printed = subprocess.run(["sha256sum", "--", *NAMES], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    assert printed == "".join(f"{listing_line(files[name], name)}\n" for name in NAMES)
    read = read_listing((tmp_path / "manifest").read_bytes())
    assert (dict(read.files), read.head, read.problems) == (files, HEAD, ())


def test_lines_stand_in_the_order_of_their_bytes() -> None:
    text = manifest_text({"b": "1" * 64, "a": "2" * 64, "Z": "3" * 64, "é": "4" * 64}, HEAD).decode()
    assert [line[66:] for line in text.splitlines()[4:]] == ["Z", "a", "b", "é"]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("  a\n", " a\n", "line 5 is no line"),
        ("  b\n", "  a\n", "lists a again"),
        ("  a\n", "  c\n", "not in their order"),
        ("# signature: no\n", "", "first lines"),
        ("  b\n", "  b\n# more\n", "first lines"),
        ("  b\n", "  b\n\n", "is no line"),
        ("  b\n", "  b\r\n", "never"),
        ("  b\n", "  b", "no end"),
        ("1" * 64, "A" * 64, "line 5 is no line"),
    ],
)
def test_a_manifest_that_is_not_as_it_was_written_is_told(before: str, after: str, problem: str) -> None:
    import re

    whole = manifest_text({"a": "1" * 64, "b": "2" * 64}, HEAD).decode()
    changed = whole.replace(before, after, 1)
    assert changed != whole
    read = read_listing(changed.encode())
    if problem == "never":
        assert "b\r" in read.files  # another name, which the pack does not have
    else:
        assert any(re.search(problem, one) for one in read.problems), read.problems


def test_escapes_are_taken_only_as_they_are_written() -> None:
    sha256 = "1" * 64
    for line in (f"\\{sha256}  plain", f"\\{sha256}  a\\t", f"{sha256}  a\\b", f"\\{sha256}  a\\"):
        whole = manifest_text({}, HEAD).decode() + line + "\n"
        assert read_listing(whole.encode()).problems


def test_what_is_no_text_is_no_manifest() -> None:
    assert read_listing(b"\xff\xfe").problems == ("it is no UTF-8",)
    assert read_listing(b"").problems
