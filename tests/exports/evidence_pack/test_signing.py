"""Keys of ssh-keygen sign the manifest, and nothing else is taken for a key."""

import subprocess
from pathlib import Path

import pytest

from tests.exports.evidence_pack.small_pack import make_key
from unisono.exports.evidence_pack import signing
from unisono.exports.evidence_pack.signing import check_signature, read_key, sign
from unisono.model.errors import UsageError


def test_a_key_signs_and_only_what_was_signed_holds(tmp_path: Path) -> None:
    key = read_key(make_key(tmp_path))
    (tmp_path / "manifest").write_text("a")
    (tmp_path / "signers").write_bytes(key.allowed_signers)
    sign(tmp_path / "manifest", key)
    checked = (tmp_path / "manifest", tmp_path / "manifest.sig", tmp_path / "signers")
    assert check_signature(*checked)[0].startswith("SHA256:")
    (tmp_path / "manifest").write_text("b")
    fingerprint, reason = check_signature(*checked)
    assert fingerprint == ""
    assert "verification failed" in reason.lower()


@pytest.mark.parametrize("names", ["ann@desk.example", "ann@desk.example,bo@desk.example", "*@desk.example"])
def test_a_list_of_ones_own_has_the_key_under_any_name(names: str, tmp_path: Path) -> None:
    key = read_key(make_key(tmp_path))
    (tmp_path / "manifest").write_text("a")
    sign(tmp_path / "manifest", key)
    own = tmp_path / "signers"
    own.write_bytes(key.allowed_signers.replace(b"analyst", names.encode()))
    assert check_signature(tmp_path / "manifest", tmp_path / "manifest.sig", own)[1] == ""
    own.write_bytes(own.read_bytes().replace(b'"evidence"', b'"git"'))
    assert check_signature(tmp_path / "manifest", tmp_path / "manifest.sig", own)[0] == ""
    (tmp_path / "other").mkdir()
    own.write_bytes(read_key(make_key(tmp_path / "other")).allowed_signers)
    assert check_signature(tmp_path / "manifest", tmp_path / "manifest.sig", own)[0] == ""


def test_a_key_without_its_public_part_beside_it_signs_too(tmp_path: Path) -> None:
    path = make_key(tmp_path)
    told = read_key(path).allowed_signers
    path.with_suffix(".pub").unlink()
    assert read_key(path).allowed_signers == told
    assert told.startswith(b'analyst namespaces="evidence" ssh-ed25519 ')


def test_other_kinds_of_keys_sign(tmp_path: Path) -> None:
    for kind, bits in (("ecdsa", "256"), ("rsa", "2048")):
        words = ["ssh-keygen", "-q", "-t", kind, "-b", bits, "-N", "", "-f", str(tmp_path / kind)]
        subprocess.run(words, check=True)
        key = read_key(tmp_path / kind)
        (tmp_path / "manifest").write_text(kind)
        (tmp_path / "signers").write_bytes(key.allowed_signers)
        sign(tmp_path / "manifest", key)
        assert check_signature(tmp_path / "manifest", tmp_path / "manifest.sig", tmp_path / "signers")[1] == ""


def test_what_is_no_key_is_refused_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ssh-keygen -t ed25519"):
        read_key(tmp_path / "nothing")
    (tmp_path / "text").write_text("hello")
    with pytest.raises(UsageError, match="cannot be read as a key"):
        read_key(tmp_path / "text")
    (tmp_path / "text.pub").write_text("hello there")
    with pytest.raises(UsageError, match="is no public key"):
        read_key(tmp_path / "text")


def test_a_key_that_does_not_sign_is_told(tmp_path: Path) -> None:
    key = read_key(make_key(tmp_path))
    (tmp_path / "key").unlink()
    (tmp_path / "manifest").write_text("a")
    with pytest.raises(UsageError, match="did not sign"):
        sign(tmp_path / "manifest", key)


def test_without_ssh_keygen_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "has_tool", lambda name: False)
    with pytest.raises(UsageError, match="openssh-client"):
        read_key(tmp_path)
