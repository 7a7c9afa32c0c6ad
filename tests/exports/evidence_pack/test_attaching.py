"""A timestamp is brought to a pack that waits for one, and nothing else is put into it."""

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.exports.evidence_pack.small_pack import MANIFEST, Workshop, make_workshop, stock_verdicts
from unisono.exports.evidence_pack import SealSettings, attach_stamp, seal_case, verify_pack
from unisono.model.errors import EvidenceError, UsageError


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return make_workshop(tmp_path_factory.mktemp("workshop"))


def request_of(pack: Path, folder: Path) -> Path:
    if pack.is_dir():
        return pack / f"{MANIFEST}.tsq"
    with zipfile.ZipFile(pack) as archive:
        return Path(archive.extract(f"{MANIFEST}.tsq", folder))


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
@pytest.mark.parametrize("known", ["at sealing", "with the answer", "from the answer"])
def test_the_answer_is_put_into_a_pack_that_waits_for_it(
    workshop: Workshop, tmp_path: Path, name: str, known: str
) -> None:
    chain = workshop.authority.chain
    settings = SealSettings(wants_request=True, certificates=chain if known == "at sealing" else None)
    pack = seal_case(workshop.case, tmp_path / name, settings).pack
    assert verify_pack(pack).awaits_stamp
    answer = workshop.authority.answer(request_of(pack, tmp_path), tmp_path / "answer.tsr")
    verdict = attach_stamp(pack, answer, chain if known == "with the answer" else None)
    assert (verdict.ok, verdict.timestamped, verdict.awaits_stamp) == (True, True, False)
    if pack.is_dir() and known != "from the answer":
        assert stock_verdicts([pack], only="sums stamp") == [True]
    with pytest.raises(UsageError, match="has a timestamp already"):
        attach_stamp(pack, answer)


def test_an_answer_to_something_else_changes_nothing(workshop: Workshop, tmp_path: Path) -> None:
    pack = seal_case(workshop.case, tmp_path / "pack", SealSettings(wants_request=True)).pack
    before = sorted(file.name for file in pack.iterdir())
    (tmp_path / "nonsense.tsr").write_bytes(b"hello")
    for answer in (workshop.pack / f"{MANIFEST}.tsr", tmp_path / "nonsense.tsr"):
        with pytest.raises(EvidenceError):
            attach_stamp(pack, answer, workshop.authority.chain)
    assert sorted(file.name for file in pack.iterdir()) == before
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []
    with pytest.raises(UsageError, match="no answer"):
        attach_stamp(pack, tmp_path / "none.tsr")


def test_a_pack_that_does_not_verify_gets_no_timestamp(workshop: Workshop, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(workshop.pack, tmp_path / "pack"))
    (pack / "sources.jsonl").write_text("changed")
    with pytest.raises(EvidenceError, match="does not verify"):
        attach_stamp(pack, workshop.pack / f"{MANIFEST}.tsr")
