"""The log as a file: every row whole, no cell that a spreadsheet runs."""

import csv
import hashlib
from pathlib import Path

import pytest

from tests.dossiers.target.attacked_case import attacked_case
from unisono.dossiers.target.material import read_material
from unisono.exports.target_page.log_file import write_attack_log
from unisono.model.errors import UsageError


def test_the_log_has_every_attack_and_its_hash_is_of_the_words_without_the_guard(tmp_path: Path) -> None:
    material = read_material(attacked_case(tmp_path / "case"), None, "Ilva")
    told = write_attack_log(material, tmp_path / "log.csv")
    content = (tmp_path / "log.csv").read_bytes()
    assert told == {"log": str(tmp_path / "log.csv"), "rows": 249, "sha256": hashlib.sha256(content).hexdigest()}
    rows = list(csv.DictReader(content.decode().splitlines()))
    assert len(rows) == 249
    for row in rows:
        assert row["text"][0] not in "=+-@"
        words = row["text"].removeprefix("'")
        assert row["text_sha256"] == hashlib.sha256(words.encode()).hexdigest()
    with pytest.raises(UsageError, match="left as it is"):
        write_attack_log(material, tmp_path / "log.csv")
