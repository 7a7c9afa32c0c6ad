"""Whatever is done to a pack, the stock programs and `verify` say the same of it."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exports.evidence_pack.small_pack import (
    MANIFEST,
    Workshop,
    copied,
    make_key,
    make_workshop,
    replace,
    stock_verdicts,
)  # fmt: skip
from unisono.exports.evidence_pack import SealSettings, Trust, seal_case, verify_pack
from unisono.exports.evidence_pack.verifying import hash_of
from unisono.model.errors import UsageError

Tampering = Callable[[Path], None]
SEALED = (MANIFEST, f"{MANIFEST}.sig", f"{MANIFEST}.tsr", "tsa-chain.pem", "allowed_signers", "custody.jsonl")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return make_workshop(tmp_path_factory.mktemp("workshop"))


def agreed(workshop: Workshop, folder: Path, tamperings: list[Tampering], **only: str) -> list[bool]:
    """Tamper with a copy each, and return what both say of it."""
    packs = []
    for number, tamper in enumerate(tamperings):
        packs.append(copied(workshop.pack, folder / f"{number}"))
        tamper(packs[-1])
    ours = [verify_pack(pack).ok for pack in packs]
    theirs = stock_verdicts(packs, **only)
    assert [number for number, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b] == []
    return ours


def files_of(pack: Path) -> list[str]:
    return sorted(file.relative_to(pack).as_posix() for file in pack.rglob("*") if file.is_file())


def with_bytes(name: str, change: Callable[[bytes], bytes]) -> Tampering:
    return lambda pack: replace(pack / name, change((pack / name).read_bytes()))


def flipped(name: str, place: int, bit: int = 1) -> Tampering:
    def flip(content: bytes) -> bytes:
        return content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :]

    return with_bytes(name, flip)


def test_a_pack_as_it_was_sealed_holds_for_everybody(workshop: Workshop, tmp_path: Path) -> None:
    assert agreed(workshop, tmp_path, [lambda pack: None]) == [True]
    verdict = verify_pack(workshop.pack)
    assert (verdict.signed, verdict.timestamped) == (True, True)
    assert verdict.key.startswith("SHA256:")
    assert verdict.stamped_at.endswith("Z")
    assert verdict.log_lines == 4


def test_every_file_changed_cut_grown_or_taken_away_is_found_by_both(workshop: Workshop, tmp_path: Path) -> None:
    tamperings: list[Tampering] = []
    names = files_of(workshop.pack)
    for name in names:
        size = (workshop.pack / name).stat().st_size
        tamperings += [
            flipped(name, size // 2),
            with_bytes(name, lambda content: content[:-1]),
            lambda pack, name=name: (pack / name).unlink(),  # type: ignore[misc]  # bound at once
        ]
        if name not in (f"{MANIFEST}.sig", f"{MANIFEST}.tsr"):
            tamperings.append(with_bytes(name, lambda content: content + b"x"))
    found = agreed(workshop, tmp_path, tamperings)
    harmless = [number for number, is_ok in enumerate(found) if is_ok]
    # The signature's last line break alone may be missing: what is signed is all there.
    assert harmless == [number for number, name in enumerate(_names_of(names)) if name == (f"{MANIFEST}.sig", "cut")]


def _names_of(names: list[str]) -> list[tuple[str, str]]:
    """Return which file each of the tamperings above is of."""
    told = []
    for name in names:
        told += [(name, "flipped"), (name, "cut"), (name, "gone")]
        if name not in (f"{MANIFEST}.sig", f"{MANIFEST}.tsr"):
            told.append((name, "grown"))
    return told


@pytest.mark.parametrize("name", SEALED)
def test_bytes_all_over_what_seals_the_pack_are_found_by_both(workshop: Workshop, tmp_path: Path, name: str) -> None:
    size = (workshop.pack / name).stat().st_size
    places = random.Random(7).sample(range(size), min(size, 24))
    found = agreed(workshop, tmp_path, [flipped(name, place, 1 << place % 7) for place in places])
    assert found.count(True) <= (1 if name.endswith((".sig", ".tsr")) else 0)


def test_lines_put_elsewhere_and_files_renamed_are_found_by_both(workshop: Workshop, tmp_path: Path) -> None:
    def swapped(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True)
        lines[-1], lines[-2] = lines[-2], lines[-1]
        return b"".join(lines)

    def renamed(pack: Path) -> None:
        (pack / "sources.jsonl").rename(pack / "sources2.jsonl")

    def exchanged(pack: Path) -> None:
        a, b = pack / "derived/posts.csv", pack / "sources.jsonl"
        first, second = a.read_bytes(), b.read_bytes()
        replace(a, second)
        replace(b, first)

    tamperings = [with_bytes(MANIFEST, swapped), with_bytes("custody.jsonl", swapped), renamed, exchanged]
    assert agreed(workshop, tmp_path, tamperings) == [False] * 4
    problems = verify_pack(tmp_path / "2").problems
    assert [(one["code"], one["file"]) for one in problems] == [("renamed", "sources2.jsonl")]
    assert {one["code"] for one in verify_pack(tmp_path / "1").problems} == {"changed", "log"}


def test_seals_of_another_pack_or_key_are_found_by_both(workshop: Workshop, tmp_path: Path) -> None:
    other = seal_case(workshop.case, tmp_path / "other", SealSettings(key=make_key(tmp_path, "other-key"))).pack
    later = seal_case(workshop.case, tmp_path / "later", SealSettings(wants_request=True)).pack
    stamp = workshop.authority.answer(later / f"{MANIFEST}.tsq", tmp_path / "later.tsr")
    tamperings = [
        with_bytes(f"{MANIFEST}.sig", lambda _: (other / f"{MANIFEST}.sig").read_bytes()),
        with_bytes("allowed_signers", lambda _: (other / "allowed_signers").read_bytes()),
        with_bytes(f"{MANIFEST}.tsr", lambda _: stamp.read_bytes()),
        with_bytes(MANIFEST, lambda _: (other / MANIFEST).read_bytes()),
    ]
    assert agreed(workshop, tmp_path, tamperings) == [False] * 4


def test_a_whole_new_manifest_is_betrayed_by_both_seals(workshop: Workshop, tmp_path: Path) -> None:
    import hashlib

    def forged(pack: Path) -> None:
        new = b"a,b\n1,2\n"
        old = (pack / "derived/posts.csv").read_bytes()
        replace(pack / "derived/posts.csv", new)
        sums = [hashlib.sha256(content).hexdigest().encode() for content in (old, new)]
        replace(pack / MANIFEST, (pack / MANIFEST).read_bytes().replace(*sums))

    assert agreed(workshop, tmp_path, [forged]) == [False]
    assert [one["code"] for one in verify_pack(tmp_path / "0").problems] == ["signature", "timestamp"]
    assert stock_verdicts([tmp_path / "0"], only="sums") == [True]


def test_files_that_were_added_are_found_though_no_stock_program_looks_for_them(
    workshop: Workshop, tmp_path: Path
) -> None:
    pack = copied(workshop.pack, tmp_path / "pack")
    (pack / "raw" / "more.csv").write_text("x")
    assert verify_pack(pack).problems == [
        {
            "code": "unlisted",
            "file": "raw/more.csv",
            "problem": "it is not in the manifest: it was added after the pack was sealed",
        }
    ]


def test_links_and_pipes_in_a_pack_are_not_followed(workshop: Workshop, tmp_path: Path) -> None:
    import os

    pack = copied(workshop.pack, tmp_path / "pack")
    (pack / "sources.jsonl").rename(tmp_path / "elsewhere.jsonl")
    (pack / "sources.jsonl").symlink_to(tmp_path / "elsewhere.jsonl")
    os.mkfifo(pack / "pipe")
    assert {(one["code"], one["file"]) for one in verify_pack(pack).problems} == {
        ("unsafe", "sources.jsonl"),
        ("unsafe", "pipe"),
        ("missing", "sources.jsonl"),
    }


def test_seals_that_were_taken_away_are_missed(workshop: Workshop, tmp_path: Path) -> None:
    for number, name in enumerate((f"{MANIFEST}.sig", f"{MANIFEST}.tsr", "tsa-chain.pem", "allowed_signers")):
        pack = copied(workshop.pack, tmp_path / f"{number}")
        (pack / name).unlink()
        assert name in [one["file"] for one in verify_pack(pack).problems]


def test_a_request_of_another_manifest_is_told(workshop: Workshop, tmp_path: Path) -> None:
    first, second = (
        seal_case(workshop.case, tmp_path / name, SealSettings(wants_request=True)).pack for name in ("a", "b")
    )
    assert verify_pack(first).ok
    replace(first / f"{MANIFEST}.tsq", (second / f"{MANIFEST}.tsq").read_bytes())
    assert [one["code"] for one in verify_pack(first).problems] == ["timestamp"]
    (first / f"{MANIFEST}.tsq").unlink()
    assert [one["code"] for one in verify_pack(first).problems] == ["missing"]


def test_a_reader_may_trust_their_own_list_and_certificates(workshop: Workshop, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.write_bytes((workshop.pack / "allowed_signers").read_bytes())
    assert verify_pack(workshop.pack, Trust(own, workshop.authority.chain)).ok
    stranger = make_key(tmp_path, "stranger").with_suffix(".pub").read_text().split()
    own.write_text(f"analyst {stranger[0]} {stranger[1]}\n")
    assert [one["code"] for one in verify_pack(workshop.pack, Trust(own)).problems] == ["signature"]
    unsigned = seal_case(workshop.case, tmp_path / "unsigned").pack
    assert verify_pack(unsigned).ok
    assert [one["code"] for one in verify_pack(unsigned, Trust(own)).problems] == ["signature"]


def test_what_is_no_pack_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no pack"):
        verify_pack(tmp_path / "nothing")
    (tmp_path / "pack.zip.age").write_bytes(b"x")
    with pytest.raises(UsageError, match="encrypted"):
        verify_pack(tmp_path / "pack.zip.age")
    (tmp_path / "empty").mkdir()
    assert [one["code"] for one in verify_pack(tmp_path / "empty").problems] == ["missing"]
    (tmp_path / "empty" / MANIFEST).write_bytes(b"\xff")
    assert {one["code"] for one in verify_pack(tmp_path / "empty").problems} == {"changed"}


def test_bytes_are_counted_while_they_are_read(workshop: Workshop) -> None:
    from unisono.exports.evidence_pack.opening import open_pack

    heard: list[int] = []
    with open_pack(workshop.pack) as pack:
        assert hash_of(pack, "raw/0001-posts.jsonl", heard.append) == workshop.case.sources()["sha256"][0]
        assert hash_of(pack, "nothing") == ""
    assert sum(heard) == (workshop.pack / "raw/0001-posts.jsonl").stat().st_size
