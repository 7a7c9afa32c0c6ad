"""The registry lies where the user says, else among the user's data."""

from pathlib import Path

import pytest

from unisono.registry.location import registry_file


def test_the_option_goes_before_the_variable_and_the_variable_before_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("UNISONO_REGISTRY", raising=False)
    assert registry_file() == tmp_path / "data" / "unisono" / "registry.sqlite"
    monkeypatch.setenv("UNISONO_REGISTRY", str(tmp_path / "mine.sqlite"))
    assert registry_file() == tmp_path / "mine.sqlite"
    assert registry_file(tmp_path / "other.sqlite") == tmp_path / "other.sqlite"


def test_without_a_word_it_lies_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("UNISONO_REGISTRY", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert registry_file() == tmp_path / ".local" / "share" / "unisono" / "registry.sqlite"
    assert registry_file(Path("~/known.sqlite")) == tmp_path / "known.sqlite"
