"""Marks and sign-offs are entered with the hash of their line; what people wrote about them stays in the line."""

import hashlib
from pathlib import Path

from unisono.cases import create_case
from unisono.cases.custody import check_log
from unisono.cases.custody.entry import FILE
from unisono.cases.marks import Mark, keep_mark
from unisono.cases.reviews import Review, keep_review


def test_a_mark_is_entered_with_its_line(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    keep_mark(case, Mark("", "Ann", "network", "n-1", "keep", "they said so", subject="3"))
    entry = check_log(case).entries[-1]
    line = (case / "marks.jsonl").read_bytes().rstrip(b"\n")
    made = {"name": "line of marks.jsonl", "bytes": len(line), "sha256": hashlib.sha256(line).hexdigest()}
    assert (entry["action"], entry["actor"], entry["outputs"]) == ("mark", "Ann", [made])
    assert entry["details"]["mark"] == "keep"  # type: ignore[index]
    assert b"they said so" not in (case / FILE).read_bytes()


def test_a_sign_off_is_entered_without_its_attribution(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    keep_review(case, Review("", "Bo", "n-1", "agree", attribution="a firm", sources="its site", network="2"))
    entry = check_log(case).entries[-1]
    assert (entry["action"], entry["actor"]) == ("sign-off", "Bo")
    assert b"a firm" not in (case / FILE).read_bytes()
