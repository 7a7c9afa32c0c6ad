"""The log of attacks: every post once, whole, with its hash, file and row."""

import hashlib
from pathlib import Path

import polars as pl

from tests.dossiers.target.attacked_case import attacked_case
from unisono.dossiers.target.log import LOG, attack_log, text_hash
from unisono.dossiers.target.material import read_material


def test_every_attack_is_in_the_log_once_with_its_words_and_their_hash(tmp_path: Path) -> None:
    material = read_material(attacked_case(tmp_path / "case"), None, "Ilva")
    log = attack_log(material)
    assert log.columns == list(LOG)
    assert log.height == 249
    assert log["post_id"].is_unique().all()
    assert log["created_at"].is_sorted()
    for row in log.to_dicts():
        assert row["text_sha256"] == hashlib.sha256(row["text"].encode()).hexdigest()
    assert log["source_row"].null_count() == 0
    assert log["episode"].value_counts().sort("episode").rows() == [(None, 1), (1, 248)]
    assert log.filter(pl.col("kind") == "repost").height == 236


def test_no_text_has_no_hash_and_broken_letters_have_one() -> None:
    assert text_hash(None) is None
    assert len(text_hash("\ud800") or "") == 64
