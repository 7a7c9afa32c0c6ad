"""Stock programs are called by name, without a shell, and do not wait for ever."""

from pathlib import Path

import pytest

from unisono.exports.evidence_pack import tools
from unisono.exports.evidence_pack.tools import SSH_KEYGEN, Answer, ask_tool, has_tool


def test_a_program_answers_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "given").write_text("hello")
    assert ask_tool("cat", stdin=tmp_path / "given") == Answer(True, "hello")
    assert ask_tool("cat") == Answer(True, "")
    assert not ask_tool("cat", tmp_path / "not; there").is_ok


def test_a_program_that_is_not_installed_is_told() -> None:
    assert not has_tool("no-such-program")
    assert ask_tool("no-such-program") == Answer(False, "no-such-program is not installed")


def test_a_program_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "MOST_SECONDS", 0.05)
    assert "did not answer" in ask_tool("tail", "-f", "/dev/null").said


def test_the_last_words_are_the_reason() -> None:
    assert Answer(False, "one\n\ntwo\nthree\nfour\n").reason == "two; three; four"
    assert Answer(False, "").reason == "it gave no reason"


def test_where_nobody_types_a_program_does_not_wait_for_a_passphrase(tmp_path: Path) -> None:
    words = ["-q", "-t", "ed25519", "-N", "secret words", "-f", str(tmp_path / "key")]
    assert ask_tool(SSH_KEYGEN, *words).is_ok
    (tmp_path / "signed").write_bytes(b"x")
    assert not ask_tool(SSH_KEYGEN, "-Y", "sign", "-f", tmp_path / "key", "-n", "evidence", tmp_path / "signed").is_ok
