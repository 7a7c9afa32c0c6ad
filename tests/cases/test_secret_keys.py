"""Secrets of a case are made once, for their owner alone, and a damaged one is no key."""

from pathlib import Path

import pytest

from unisono.cases.secret_keys import BYTES, kept_key
from unisono.model.errors import UsageError


def test_a_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    first = kept_key(tmp_path / "a.key", "a key", "")
    assert len(first) == BYTES
    assert kept_key(tmp_path / "a.key", "a key", "") == first != kept_key(tmp_path / "b.key", "a key", "")
    assert (tmp_path / "a.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damaged", ["", "00ff", "no digits", "ключ"])
def test_a_damaged_key_is_refused_with_what_to_do(tmp_path: Path, damaged: str) -> None:
    (tmp_path / "a.key").write_text(damaged, encoding="utf-8")
    with pytest.raises(UsageError, match=r"does not hold a key .* Restore it"):
        kept_key(tmp_path / "a.key", "a key", "Restore it.")
