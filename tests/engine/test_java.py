"""Java is looked for where Spark looks, and told by its version."""

from pathlib import Path

import pytest

from unisono.engine.java import find_java, java_version, require_java
from unisono.model.errors import UsageError


def fake_java(home: Path, says: str) -> None:
    program = home / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '{says}' >&2\n")
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("says", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_412"', 8),
        ('openjdk version "21" 2023', 21),
        ("no Java", None),
    ],
)
def test_the_version_is_read_from_what_java_says(says: str, version: int | None, tmp_path: Path) -> None:
    fake_java(tmp_path, says)
    assert java_version(str(tmp_path / "bin" / "java")) == version


def test_an_old_java_is_told_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_java(tmp_path, 'java version "1.8.0_412"')
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(UsageError, match=r"is Java 8\. .*openjdk-17-jre-headless"):
        require_java()


def test_no_java_is_told_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(UsageError, match="none was found"):
        require_java()


def test_the_path_is_searched_where_no_home_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_java(tmp_path, 'openjdk version "21" 2023')
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert find_java() == str(tmp_path / "bin" / "java")
    require_java()


def test_what_is_no_program_tells_no_version(tmp_path: Path) -> None:
    assert java_version(str(tmp_path / "java")) is None
