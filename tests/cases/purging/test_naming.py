"""Whoever is still named in a case's files is found, however short, and nobody else is taken for them."""

import json
from pathlib import Path

import pytest

from unisono.cases.purging.naming import lines_naming, still_naming


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("anna", True),
        ('"@ANNA"', True),
        ("annabel", False),
        ("hello @li!", True),
        ("li", False),  # too short to be a name in free text
        ("@lisa", False),
        ('{"accounts": ["li"]}', True),
        ('{"li": 1}', False),
        ('["twitter:1"]', True),
        ("see twitter:1.", True),
        ("twitter:12", False),
        ("other-twitter:1x", False),
        ("x:at://did:plc:abc/post/9", True),
        ("x:at://did:plc:abc/post/99", False),
        (json.dumps({"who": "žofie"}), True),
        (json.dumps({"who": "žofie😀"}), True),
        (json.dumps({"who": "nežofie"}), False),
        ("<b>\\ud800</b>", False),
    ],
)
def test_a_name_is_found_as_a_whole_word(tmp_path: Path, text: str, is_named: bool) -> None:
    (tmp_path / "file.json").write_text(text, encoding="utf-8")
    found = still_naming(tmp_path, ["anna", "@li", "žofie", "1"], ["twitter:1", "x:at://did:plc:abc/post/9"])
    assert found == (["file.json"] if is_named else [])


def test_nothing_is_looked_for_where_nobody_was_named(tmp_path: Path) -> None:
    (tmp_path / "file.json").write_text("anna")
    assert still_naming(tmp_path, [], []) == []


def test_lines_of_chains_are_counted_apart(tmp_path: Path) -> None:
    (tmp_path / "custody.jsonl").write_text("anna\nben\nx:1\n")
    (tmp_path / "exports.jsonl").write_text("ben\n")
    assert lines_naming(tmp_path, ["anna"], ["x:1"]) == {"custody.jsonl": 2}
    assert still_naming(tmp_path, ["anna"], ["x:1"]) == []
