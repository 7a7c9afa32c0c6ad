"""What leaves a case in Python: exports, reports, packs and their check, as the commands do it."""

from pathlib import Path

import pytest

import unisono as un
from tests.cli.scanned_case import scanned_case
from unisono.api.handed_over import verify_pack
from unisono.api.open_case import OpenCase
from unisono.cases.custody import check_log
from unisono.exports import export_case
from unisono.model.errors import UsageError


@pytest.fixture
def case(tmp_path: Path) -> OpenCase:
    return OpenCase(scanned_case(tmp_path / "case"))


def test_an_export_is_the_bytes_of_the_command_and_names_nobody_to_peers(case: OpenCase, tmp_path: Path) -> None:
    written = case.export("gexf", tmp_path / "a.gexf")
    export_case(case.folder, case.folder.latest_run(), "gexf", tmp_path / "b.gexf")
    assert (tmp_path / "a.gexf").read_bytes() == (tmp_path / "b.gexf").read_bytes()
    assert (written["export"], written["rows"]) == (str(tmp_path / "a.gexf"), 6)
    case.export("gexf", tmp_path / "peer.gexf", profile="peer")
    assert b"ann" in (tmp_path / "a.gexf").read_bytes()
    assert b"ann" not in (tmp_path / "peer.gexf").read_bytes()
    with pytest.raises(UsageError, match="left as it is"):
        case.export("gexf", tmp_path / "a.gexf")
    case.export("gexf", tmp_path / "a.gexf", overwrite=True)


def test_reports_and_exports_are_refused_before_the_first_scan(tmp_path: Path) -> None:
    fresh = un.open(tmp_path / "fresh")
    for write in (lambda: fresh.report(tmp_path / "r.html"), lambda: fresh.export("gexf", tmp_path / "g.gexf")):
        with pytest.raises(UsageError, match="scan"):
            write()


def test_a_sealed_pack_verifies_until_a_byte_is_changed_and_the_log_says_who_sealed_it(
    case: OpenCase, tmp_path: Path
) -> None:
    sealed = case.seal(tmp_path / "pack", tsa_request_only=True, by="Ana")
    verdict = un.verify_pack(tmp_path / "pack")
    assert (verdict.ok, verdict.awaits_stamp, sealed.signed) == (True, True, False)
    assert check_log(case.path).entries[-1]["actor"] == "Ana"
    (tmp_path / "pack" / "derived" / "posts.csv").write_bytes(b"x")
    assert [problem["code"] for problem in un.verify_pack(tmp_path / "pack").problems] == ["changed"]


def test_a_part_is_sealed_and_says_so(case: OpenCase, tmp_path: Path) -> None:
    sealed = case.seal(tmp_path / "part.zip", networks=[1], since="2018-06-30", until="2018-07-01")
    assert "a part of the case" in sealed.part
    assert un.verify_pack(str(tmp_path / "part.zip")).part == sealed.part


def test_what_excludes_each_other_or_is_not_there_is_refused(case: OpenCase, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Give one of them"):
        case.seal(tmp_path / "pack", tsa="https://tsa.example", tsa_request_only=True)
    with pytest.raises(UsageError, match="There is no pack"):
        verify_pack(tmp_path / "none")
    with pytest.raises(UsageError, match="There is no file"):
        verify_pack(tmp_path, allowed_signers=tmp_path / "none")
