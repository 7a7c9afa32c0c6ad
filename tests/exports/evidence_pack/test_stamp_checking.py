"""Timestamps are checked as openssl does, and by the library where there is no openssl."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.exports.evidence_pack.local_authority import Authority, make_authority
from unisono.exports.evidence_pack import stamp_checking
from unisono.exports.evidence_pack.stamp_checking import (
    certificates_in,
    check_by_library,
    check_stamp,
    time_of_stamp,
)  # fmt: skip
from unisono.exports.evidence_pack.stamping import write_request


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority") / "tsa")


@pytest.fixture(scope="module")
def stamped(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("stamped")
    (folder / "manifest").write_text("a")
    write_request(folder / "manifest", folder / "asked.tsq")
    return folder / "manifest", authority.answer(folder / "asked.tsq", folder / "answer.tsr")


def test_program_and_library_say_the_same_of_every_tampering(
    authority: Authority, stamped: tuple[Path, Path], tmp_path: Path
) -> None:
    manifest, answer = stamped
    content = answer.read_bytes()
    found = []
    for place in [None, *random.Random(3).sample(range(len(content)), 60)]:
        changed = content if place is None else content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :]
        (tmp_path / "answer.tsr").write_bytes(changed)
        by_program = check_stamp(manifest, tmp_path / "answer.tsr", authority.chain, is_complete=True)
        by_library = check_by_library(manifest, tmp_path / "answer.tsr", authority.chain)
        found.append((place, by_program == "", by_library == ""))
    assert found[0] == (None, True, True)
    # What the library takes and the program does not would be said to hold where there is no openssl.
    assert [place for place, program, library in found if library and not program] == []
    assert sum(program for _, program, _ in found) <= 3


def test_a_stamp_of_something_else_or_of_another_authority_does_not_hold(
    authority: Authority, stamped: tuple[Path, Path], tmp_path: Path
) -> None:
    _, answer = stamped
    (tmp_path / "other").write_text("b")
    stranger = make_authority(tmp_path / "stranger")
    for manifest, chain in ((tmp_path / "other", authority.chain), (stamped[0], stranger.chain)):
        assert check_stamp(manifest, answer, chain, is_complete=True)
        assert check_by_library(manifest, answer, chain)


def test_a_token_with_two_certificates_that_the_library_refuses_is_taken_by_the_program(
    authority: Authority, stamped: tuple[Path, Path], tmp_path: Path
) -> None:
    manifest, _ = stamped
    both = authority.answer(manifest.parent / "asked.tsq", tmp_path / "both.tsr", with_root=True)
    assert check_stamp(manifest, both, authority.chain, is_complete=True) == ""


def test_the_time_is_told(stamped: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = time_of_stamp(stamped[1])
    assert abs(datetime.fromisoformat(told) - datetime.now(UTC)).total_seconds() < 600
    (tmp_path / "none").write_bytes(b"hello")
    assert time_of_stamp(tmp_path / "none") == ""
    monkeypatch.setattr(stamp_checking, "has_tool", lambda name: False)
    assert time_of_stamp(stamped[1]) == told
    assert time_of_stamp(tmp_path / "none") == ""
    monkeypatch.setattr(stamp_checking, "HAS_CLIENT", False)
    assert time_of_stamp(stamped[1]) == ""


def test_without_the_program_the_library_checks_and_without_both_that_is_told(
    authority: Authority, stamped: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp_checking, "has_tool", lambda name: False)
    assert check_stamp(*stamped, authority.chain, is_complete=True) == ""
    monkeypatch.setattr(stamp_checking, "HAS_CLIENT", False)
    assert "could not be checked" in check_stamp(*stamped, authority.chain, is_complete=True)


def test_the_authoritys_own_certificate_came_along(
    stamped: tuple[Path, Path], tmp_path: Path, authority: Authority
) -> None:
    found = certificates_in(stamped[1], tmp_path)
    assert found == (authority.folder / "tsa.pem").read_bytes()
    (tmp_path / "own.pem").write_bytes(found)
    assert check_stamp(*stamped, tmp_path / "own.pem", is_complete=True) != ""
    assert check_stamp(*stamped, tmp_path / "own.pem", is_complete=False) == ""
    (tmp_path / "none").write_bytes(b"hello")
    (tmp_path / "empty").mkdir()
    assert certificates_in(tmp_path / "none", tmp_path / "empty") == b""
