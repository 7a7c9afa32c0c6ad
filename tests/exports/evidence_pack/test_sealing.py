"""A pack appears whole or not at all, holds what the case does, and the case's log tells of it."""

import json
import shutil
import zipfile
from pathlib import Path

import pyrage
import pytest

from tests.exports.evidence_pack.local_authority import serving
from tests.exports.evidence_pack.small_pack import MANIFEST, SOURCE, Workshop, make_workshop, stock_verdicts
from unisono.cases import open_case
from unisono.cases.custody import check_log
from unisono.cases.custody.entry import FILE
from unisono.exports.evidence_pack import SealSettings, seal_case, verify_pack
from unisono.exports.evidence_pack.listing import read_listing
from unisono.model.errors import EvidenceError, UsageError


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return make_workshop(tmp_path_factory.mktemp("workshop"))


def test_the_pack_holds_source_tables_log_and_how_to_check_it(workshop: Workshop) -> None:
    names = {file.relative_to(workshop.pack).as_posix() for file in workshop.pack.rglob("*") if file.is_file()}
    assert {
        "raw/0001-posts.jsonl", "derived/posts.csv", "derived/case/manifest.jsonl", "custody.jsonl", "sources.jsonl",
        "allowed_signers", "tsa-chain.pem", "VERIFY.md", "ro-crate-metadata.json", MANIFEST, f"{MANIFEST}.sig",
        f"{MANIFEST}.tsr",
    } <= names  # fmt: skip
    assert (workshop.pack / "raw/0001-posts.jsonl").read_bytes() == SOURCE
    assert (workshop.sealed.sources, workshop.sealed.absent) == (1, 0)
    assert workshop.sealed.files == len(names) - 3


def test_the_log_ends_in_the_manifest_and_goes_on_in_the_case(workshop: Workshop) -> None:
    listing = read_listing((workshop.pack / MANIFEST).read_bytes())
    packed = check_log(workshop.pack)
    assert listing.head is not None
    assert (listing.head.log_lines, listing.head.log_head) == (packed.lines, packed.head)
    assert [row["action"] for row in packed.entries] == ["case made", "import", "scan", "seal"]
    done = check_log(workshop.case.path).entries[4]
    assert done["outputs"][0]["sha256"] == workshop.sealed.manifest_sha256  # type: ignore[index]
    assert done["details"]["stage"] == "done"  # type: ignore[index]


def test_the_same_case_gives_the_same_pack_but_for_times_and_the_log(workshop: Workshop, tmp_path: Path) -> None:
    made = []
    for number in (1, 2):
        shutil.copytree(workshop.case.path, tmp_path / f"{number}" / "case")
        seal_case(open_case(tmp_path / f"{number}" / "case"), tmp_path / f"{number}" / "pack")
        made.append(dict(read_listing((tmp_path / f"{number}" / "pack" / MANIFEST).read_bytes()).files))
    differ = {name for name in made[0] if made[0][name] != made[1].get(name)}
    assert made[0].keys() == made[1].keys()
    assert differ <= {"custody.jsonl", "VERIFY.md", "ro-crate-metadata.json"}


def test_a_zip_is_the_same_pack_and_holds_for_everybody_once_unpacked(workshop: Workshop, tmp_path: Path) -> None:
    with serving(workshop.authority) as address:
        settings = SealSettings(key=workshop.key, authority=address, certificates=workshop.authority.chain)
        sealed = seal_case(workshop.case, tmp_path / "pack.zip", settings)
    assert verify_pack(sealed.pack).ok
    with zipfile.ZipFile(sealed.pack) as archive:
        archive.extractall(tmp_path / "unpacked")
        # In the middle of what each file is packed as: its own header tells its date, too, which nobody reads.
        places = [
            one.header_offset + 30 + len(one.filename.encode()) + one.compress_size // 2 for one in archive.infolist()
        ]
    assert stock_verdicts([tmp_path / "unpacked"]) == [True]
    content = bytearray(sealed.pack.read_bytes())
    for place in places:
        content[place] ^= 1
        (tmp_path / "changed.zip").write_bytes(content)
        content[place] ^= 1
        verdict = verify_pack(tmp_path / "changed.zip")
        assert not verdict.ok, place


def test_an_encrypted_pack_is_the_zip_for_those_who_have_the_key(workshop: Workshop, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    settings = SealSettings(recipients=(str(identity.to_public()),))
    sealed = seal_case(workshop.case, tmp_path / "pack.zip.age", settings)
    (tmp_path / "open.zip").write_bytes(pyrage.decrypt(sealed.pack.read_bytes(), [identity]))
    assert verify_pack(tmp_path / "open.zip").ok
    for place, recipients in (("x.zip", settings.recipients), ("x.zip.age", ())):
        with pytest.raises(UsageError, match="encrypted pack"):
            seal_case(workshop.case, tmp_path / place, SealSettings(recipients=recipients))


def test_without_an_answer_the_pack_is_sealed_and_the_request_waits(workshop: Workshop, tmp_path: Path) -> None:
    with serving(workshop.authority) as address:
        for way in ("refuse", "empty", "nonsense"):
            settings = SealSettings(key=workshop.key, authority=address + way)
            sealed = seal_case(workshop.case, tmp_path / way, settings)
            verdict = verify_pack(sealed.pack)
            assert (sealed.timestamped, verdict.ok, verdict.awaits_stamp, verdict.signed) == (False, True, True, True)
            assert sealed.missed
            assert stock_verdicts([sealed.pack], only="sums signature") == [True]


def test_certificates_that_came_with_the_answer_are_kept_and_used(workshop: Workshop, tmp_path: Path) -> None:
    with serving(workshop.authority) as address:
        sealed = seal_case(workshop.case, tmp_path / "pack", SealSettings(authority=address))
    assert sealed.timestamped
    assert verify_pack(sealed.pack).timestamped
    assert "-partial_chain" in (sealed.pack / "VERIFY.md").read_text()


def test_absent_sources_are_listed_and_the_pack_says_so(workshop: Workshop, tmp_path: Path) -> None:
    shutil.copytree(workshop.case.path, tmp_path / "case")
    source = workshop.folder / "posts.jsonl"
    source.rename(workshop.folder / "moved.jsonl")
    try:
        sealed = seal_case(open_case(tmp_path / "case"), tmp_path / "pack")
        found = seal_case(open_case(tmp_path / "case"), tmp_path / "found", SealSettings(folders=(workshop.folder,)))
    finally:
        (workshop.folder / "moved.jsonl").rename(source)
    assert (sealed.absent, found.absent) == (1, 0)
    assert "**1 of 1 are not in the pack**" in (sealed.pack / "VERIFY.md").read_text()
    assert json.loads((sealed.pack / "sources.jsonl").read_text())["in_pack"] is None
    assert verify_pack(sealed.pack).ok


def test_nothing_is_written_where_something_is_or_in_the_case_itself(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    for place, why in ((tmp_path / "taken", "exists"), (workshop.case.path / "pack", "lies in the case")):
        with pytest.raises(UsageError, match=why):
            seal_case(workshop.case, place)
    with pytest.raises(UsageError, match="no folder"):
        seal_case(workshop.case, tmp_path / "x", SealSettings(folders=(tmp_path / "none",)))
    with pytest.raises(UsageError, match="no certificates"):
        seal_case(workshop.case, tmp_path / "x", SealSettings(certificates=tmp_path / "none"))
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_failure_on_the_way_leaves_nothing_behind(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("unisono.exports.evidence_pack.sealing.put_tables", fails)
    with pytest.raises(OSError, match="disk full"):
        seal_case(workshop.case, tmp_path / "pack")
    assert list(tmp_path.iterdir()) == []


def test_a_case_whose_log_is_broken_is_not_sealed(workshop: Workshop, tmp_path: Path) -> None:
    shutil.copytree(workshop.case.path, tmp_path / "case")
    content = (tmp_path / "case" / FILE).read_bytes()
    (tmp_path / "case" / FILE).write_bytes(content.replace(b"import", b"export", 1))
    with pytest.raises(EvidenceError, match="broken in line 2"):
        seal_case(open_case(tmp_path / "case"), tmp_path / "pack")
