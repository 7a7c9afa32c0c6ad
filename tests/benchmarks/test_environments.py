"""Another tool is installed once, in an environment of its own."""

import subprocess
from pathlib import Path

import pytest
from benchmarks.environments import install_apart

from benchmarks import environments


def test_a_tool_is_installed_once_and_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(environments.venv, "create", lambda folder, **_: Path(folder).mkdir())
    monkeypatch.setattr(subprocess, "run", lambda command, check: commands.append(command))
    python = install_apart("a-tool==1.0", tmp_path / "apart")
    assert python == tmp_path / "apart" / "bin" / "python"
    assert install_apart("a-tool==1.0", tmp_path / "apart") == python
    assert [command[-1] for command in commands] == ["a-tool==1.0"]
    assert (tmp_path / "apart" / ".gitignore").read_text() == "*\n"
