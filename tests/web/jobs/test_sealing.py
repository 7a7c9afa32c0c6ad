"""Jobs seal a case into its exports and check packs; copies that were sent to be checked do not stay."""

from pathlib import Path

import pytest

from tests.cli.scanned_case import scanned_case
from tests.exports.evidence_pack.small_pack import make_key
from unisono.cases import Case
from unisono.cases.custody import check_log
from unisono.cases.exported import SAME, check_export, file_of, read_exports
from unisono.cases.purging import PurgeRequest, purge
from unisono.exports.evidence_pack import seal_case, verify_pack
from unisono.model.errors import UsageError
from unisono.web.jobs.kept import new_job
from unisono.web.jobs.progress import Progress
from unisono.web.jobs.sealing import seal_job, verify_job
from unisono.web.uploads.kept import new_draft


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return scanned_case(tmp_path / "case")


def done(case: Case, kind: str, **settings: object) -> dict[str, object]:
    job = {"seal": seal_job, "verify": verify_job}[kind]
    return job(case.path, settings, Progress(new_job(case.path, kind, settings)))


def test_a_signed_pack_is_kept_under_its_hash_and_holds(case: Case, tmp_path: Path) -> None:
    told = done(case, "seal", key=str(make_key(tmp_path)), request=True, by="Ann")
    (kept,) = read_exports(case.path).exports
    assert (kept.what, kept.sha256, kept.name, kept.by) == ("evidence-pack", told["sha256"], "case-pack.zip", "Ann")
    assert (kept.about, check_export(case.path, kept)) == ("signed awaited", SAME)
    verdict = verify_pack(file_of(case.path, kept))
    assert (verdict.ok, verdict.signed, verdict.awaits_stamp) == (True, True, True)
    actions = [(row["action"], row["actor"]) for row in check_log(case.path).entries]
    assert actions[-3:] == [("seal", "Ann"), ("seal", "Ann"), ("export", "Ann")]


def test_a_part_is_named_as_one_and_a_pack_never_holds_the_one_before(case: Case) -> None:
    told = done(case, "seal", networks="1")
    assert (told["name"], told["about"]) == ("case-part.zip", "part")
    assert "network 1" in str(told["part"])
    whole = done(case, "seal")
    assert int(str(whole["bytes"])) < 10 * int(str(told["bytes"]))
    assert not list(case.path.glob("jobs/*/scratch/*"))


def test_a_pack_that_was_sent_is_checked_and_its_copy_deleted(case: Case, tmp_path: Path) -> None:
    draft = new_draft(case.path)
    copy = draft.folder / "files" / "pack.zip"
    seal_case(case, tmp_path / "pack.zip")
    copy.write_bytes((tmp_path / "pack.zip").read_bytes())
    told = done(case, "verify", file=str(copy), name="pack.zip", draft=draft.id)
    assert (told["ok"], told["found"], told["codes"], told["name"]) == (True, 0, [], "pack.zip")
    assert not draft.folder.exists()
    with pytest.raises(UsageError, match="There is no pack"):
        done(case, "verify", file=str(copy), draft=draft.id)


def test_what_does_not_hold_is_told_by_kinds(case: Case, tmp_path: Path) -> None:
    seal_case(case, tmp_path / "pack")
    (tmp_path / "pack" / "derived" / "posts.csv").write_bytes(b"x")
    (tmp_path / "pack" / "more.txt").write_bytes(b"x")
    told = done(case, "verify", file=str(tmp_path / "pack"), name="pack")
    assert (told["ok"], told["codes"], told["found"]) == (False, ["changed", "unlisted"], 2)
    assert (tmp_path / "pack").is_dir()


def test_what_a_purge_left_out_is_counted_apart_from_what_is_not_found(case: Case) -> None:
    assert done(case, "seal")["purged"] == 0
    purge(case.path, PurgeRequest(accounts=("x:nobody",)), "asked")
    told = done(case, "seal")
    assert (told["absent"], told["purged"]) == (1, 1)
