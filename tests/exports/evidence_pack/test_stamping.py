"""Timestamps are asked for with library or program, and an authority that does not answer is told."""

import socket
from pathlib import Path

import pytest

from tests.exports.evidence_pack.local_authority import Authority, make_authority, serving
from unisono.exports.evidence_pack import stamping
from unisono.exports.evidence_pack.stamp_checking import check_stamp
from unisono.exports.evidence_pack.stamping import (
    UnansweredError,
    fetch_stamp,
    require_address,
    require_stamper,
    write_request,
)  # fmt: skip
from unisono.model.errors import UsageError


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority") / "tsa")


@pytest.mark.parametrize("has_client", [True, False])
def test_library_and_program_ask_for_the_same(
    tmp_path: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch, has_client: bool
) -> None:
    assert stamping.HAS_CLIENT
    monkeypatch.setattr(stamping, "HAS_CLIENT", has_client)
    require_stamper()
    manifest = tmp_path / "manifest"
    manifest.write_text("a")
    write_request(manifest, tmp_path / "asked.tsq")
    with serving(authority) as address:
        (tmp_path / "answer.tsr").write_bytes(fetch_stamp(tmp_path / "asked.tsq", address))
    assert check_stamp(manifest, tmp_path / "answer.tsr", authority.chain, is_complete=True) == ""


def test_an_authority_that_refuses_or_says_nothing_is_told(tmp_path: Path, authority: Authority) -> None:
    (tmp_path / "manifest").write_text("a")
    write_request(tmp_path / "manifest", tmp_path / "asked.tsq")
    with serving(authority) as address:
        for way in ("refuse", "empty"):
            with pytest.raises(UnansweredError):
                fetch_stamp(tmp_path / "asked.tsq", address + way)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnansweredError, match="gave no timestamp"):
        fetch_stamp(tmp_path / "asked.tsq", f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a/b", "tsa.example", "http://", ""])
def test_only_addresses_of_the_web_are_asked(address: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        require_address(address)


def test_without_library_and_program_nothing_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamping, "HAS_CLIENT", False)
    monkeypatch.setattr(stamping, "has_tool", lambda name: False)
    with pytest.raises(UsageError, match=r"unisono\[evidence\]"):
        require_stamper()
