"""`unisono evidence-pack` seals and verifies, and says in its exit code what holds."""

import json
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from tests.exports.evidence_pack.local_authority import make_authority, serving
from tests.exports.evidence_pack.small_pack import MANIFEST, make_key, small_case
from unisono.cli import main
from unisono.cli.evidence_pack import sealed_text
from unisono.exports.evidence_pack import Sealed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    small_case(folder)
    make_key(folder)
    return folder


def answer_of(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    line: dict[str, object] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return line


def test_a_case_is_sealed_signed_and_timestamped_and_holds(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    authority, pack = make_authority(tmp_path / "tsa"), str(tmp_path / "pack.zip")
    with serving(authority) as address:
        seals = ["--sign", str(folder / "key"), "--tsa", address, "--tsa-chain", str(authority.chain)]
        assert main(["evidence-pack", "seal", str(folder / "case"), "-o", pack, *seals, "--json"]) == 0
    sealed = answer_of(capsys)
    assert {name: sealed[name] for name in ("pack", "signed", "timestamped")} == {
        "pack": pack, "signed": True, "timestamped": True,
    }  # fmt: skip
    assert main(["evidence-pack", "verify", pack, "--json"]) == 0
    found = answer_of(capsys)
    assert (found["ok"], found["problems"]) == (True, [])
    assert found["manifest_sha256"] == sealed["manifest_sha256"]
    assert main(["evidence-pack", "verify", pack]) == 0
    assert "whose that is, the pack does not show" in capsys.readouterr().out


def test_a_pack_that_was_changed_is_exit_4(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "pack"
    assert main(["evidence-pack", "seal", str(folder / "case"), "-o", str(pack)]) == 0
    assert "neither signed nor timestamped" in capsys.readouterr().out
    (pack / "derived" / "posts.csv").write_text("")
    assert main(["evidence-pack", "verify", str(pack), "--json"]) == 4
    found = answer_of(capsys)
    assert found["ok"] is False
    assert (found["key"], found["stamped_at"]) == (None, None)
    assert found["problems"][0]["file"] == "derived/posts.csv"  # type: ignore[index]
    assert main(["evidence-pack", "verify", str(pack)]) == 4
    assert "derived/posts.csv: its bytes are not those that were sealed" in capsys.readouterr().out


def test_a_timestamp_is_asked_for_on_one_machine_and_brought_from_another(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, pack, authority = str(folder / "case"), tmp_path / "pack", make_authority(tmp_path / "tsa")
    assert main(["evidence-pack", "seal", case, "-o", str(pack), "--tsa-request-only"]) == 0
    assert main(["evidence-pack", "verify", str(pack)]) == 0
    assert "one was asked for" in capsys.readouterr().out
    answer = authority.answer(pack / f"{MANIFEST}.tsq", tmp_path / "answer.tsr")
    brought = ["--tsa-response", str(answer), "--tsa-chain", str(authority.chain)]
    assert main(["evidence-pack", "seal", case, "-o", str(pack), *brought, "--json"]) == 0
    assert answer_of(capsys)["timestamped"] is True


def test_an_authority_that_does_not_answer_is_told_with_what_to_do(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(make_authority(tmp_path / "tsa")) as address:
        words = ["evidence-pack", "seal", str(folder / "case"), "-o", str(tmp_path / "pack")]
        assert main([*words, "--tsa", f"{address}refuse"]) == 0
    told = capsys.readouterr().err
    assert "There is no timestamp" in told
    assert "--tsa-response ANSWER.tsr" in told


def test_what_does_not_go_together_is_refused(folder: Path, tmp_path: Path) -> None:
    words = ["evidence-pack", "seal", str(folder / "case"), "-o", str(tmp_path / "pack")]
    assert main([*words, "--tsa", "http://127.0.0.1:9/", "--tsa-request-only"]) == 2
    assert main([*words, "--tsa-response", "a.tsr", "--sign", str(folder / "key")]) == 2
    assert main([*words, "--sign", str(tmp_path / "none")]) == 2
    assert main(["evidence-pack", "verify", str(tmp_path / "none")]) == 2
    assert main(["evidence-pack", "verify", str(tmp_path), "--tsa-chain", str(tmp_path / "none")]) == 2


def test_sources_elsewhere_are_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "archive").mkdir()
    source = (folder / "posts.jsonl").rename(tmp_path / "archive" / "posts.jsonl")
    words = ["evidence-pack", "seal", str(folder / "case"), "-o"]
    assert main([*words, str(tmp_path / "without")]) == 0
    assert "Sources that are not in it: 1 of 1." in capsys.readouterr().out
    assert main([*words, str(tmp_path / "with"), "--sources", str(tmp_path / "archive"), "--json"]) == 0
    assert answer_of(capsys)["absent_sources"] == 0
    source.rename(folder / "posts.jsonl")


def test_a_part_says_so_when_it_is_sealed_and_when_it_is_checked(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["evidence-pack", "seal", str(folder / "case"), "-o", str(tmp_path / "part")]
    assert main([*words, "--since", "2018-06-30", "--until", "2018-07-01"]) == 0
    assert "It holds a part of the case: posts from 2018-06-30" in capsys.readouterr().out
    assert main(["evidence-pack", "verify", str(tmp_path / "part")]) == 0
    assert "It holds a part of the case" in capsys.readouterr().out
    for wrong in (["--networks", "one"], ["--networks", "9"], ["--with-sources"]):
        assert main([*words[:-1], str(tmp_path / "other"), *wrong]) == 2
    assert main([*words, "--tsa-response", "a.tsr", "--networks", "1"]) == 2


def test_sources_that_a_purge_left_out_are_told_apart_from_those_not_found() -> None:
    sealed = Sealed(Path("p"), 9, "ab", signed=False, timestamped=False, sources=3, absent=2, purged=2)
    assert "left out on purpose: 2 of 3" in sealed_text(sealed)
    assert "--sources" not in sealed_text(sealed)
    both = sealed_text(replace(sealed, absent=3))
    assert "left out on purpose: 2 of 3" in both and "not in it: 1 of 3." in both and "--sources FOLDER" in both


def test_after_a_purge_the_reason_is_said_and_no_folder_is_asked_for(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Path(copytree(folder / "case", tmp_path / "case"))
    assert main(["purge", str(case), "--account", "x:nobody", "--because", "asked", "--yes"]) == 0
    capsys.readouterr()
    assert main(["evidence-pack", "seal", str(case), "-o", str(tmp_path / "pack"), "--json"]) == 0
    told = answer_of(capsys)
    assert (told["absent_sources"], told["purged_sources"]) == (1, 1)
