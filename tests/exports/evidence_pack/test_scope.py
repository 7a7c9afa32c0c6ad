"""Packs of a part of a case hold only what is concerned, say so, and verify as others do."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import RECORD, START, scanned_case, scanned_tables
from tests.exports.evidence_pack.small_pack import make_workshop, stock_verdicts
from unisono.api.spans import parse_moment
from unisono.cases import Case, open_case
from unisono.cases.breakouts import StatedLevel, keep_level, withdraw_level
from unisono.cases.marks import Mark, keep_mark, network_identity
from unisono.exports.evidence_pack import Scope, SealSettings, seal_case, verify_pack
from unisono.exports.evidence_pack.scope import require_scope, scope_in_words
from unisono.model.errors import UsageError

MEMBERS = {"1", "2", "3"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return a case of eight posts of four accounts, three of them a network, with marks of it and of another."""
    case = scanned_case(tmp_path_factory.mktemp("scope") / "case")
    own = network_identity(scanned_tables()["networks"]["accounts"][0].to_list())
    for identity, note in ((own, "ours"), ("n-0000", "of another network")):
        keep_mark(case.path, Mark("", "Ana", "network", identity, "keep", note))
        kept = keep_level(case.path, StatedLevel("", "Ana", identity, 4, "https://news.example/a", note))
    withdraw_level(case.path, kept.id, "Ana")
    return case


def sealed_names(pack: Path) -> set[str]:
    return {file.relative_to(pack).as_posix() for file in pack.rglob("*") if file.is_file()}


def test_a_network_brings_the_posts_of_its_members_its_tables_and_what_was_decided_about_it(
    case: Case, tmp_path: Path
) -> None:
    sealed = seal_case(case, tmp_path / "pack", SealSettings(scope=Scope(networks=(1,))))
    (run,) = case.runs()
    names, part = sealed_names(tmp_path / "pack"), tmp_path / "pack" / "derived"
    posts = pl.read_parquet(part / "part" / "000001-posts.parquet")
    assert (set(posts["account_id"]), posts.height) == (MEMBERS, 6)
    assert (part / "part" / "000001-posts.csv").read_text(encoding="utf-8").count("\n") == 7
    pairs = pl.read_parquet(part / "runs" / run.id / "pairs.parquet")
    assert pairs.height == scanned_tables()["pairs"].height
    marks = (part / "case" / "marks.jsonl").read_bytes()
    assert marks in (case.path / "marks.jsonl").read_bytes()
    assert b"ours" in marks
    assert b"of another network" not in marks + (part / "case" / "breakout.jsonl").read_bytes()
    assert not any(name.startswith(("raw/", "derived/segments", "derived/posts")) for name in names)
    told = json.loads((tmp_path / "pack" / "scope.json").read_bytes())
    assert (told["posts"], told["posts_of_the_case"], told["accounts"]) == (6, 8, 3)
    assert (sealed.absent, sealed.sources) == (1, 1)


def test_a_span_cuts_posts_and_brings_no_tables_of_scans(case: Case, tmp_path: Path) -> None:
    scope = Scope(since=START.replace(hour=0), until=parse_moment("2018-07-01"))
    seal_case(case, tmp_path / "pack", SealSettings(scope=scope))
    names = sealed_names(tmp_path / "pack")
    posts = pl.read_parquet(tmp_path / "pack" / "derived" / "part" / "000001-posts.parquet")
    assert (posts["created_at"] < parse_moment("2018-07-01")).all()
    assert 0 < posts.height < 8
    assert not any(name.startswith("derived/runs") for name in names)
    whole = Scope(since=START.replace(year=2030))
    assert "0 of 8 posts" in seal_case(case, tmp_path / "none", SealSettings(scope=whole)).part


def test_stock_tools_and_verify_agree_and_everybody_is_told_that_it_is_a_part(tmp_path: Path) -> None:
    workshop = make_workshop(tmp_path)
    settings = SealSettings(
        key=workshop.key, scope=Scope(since=START.replace(year=2000), with_sources=True), wants_request=True
    )
    sealed = seal_case(workshop.case, tmp_path / "part", settings)
    verdict = verify_pack(tmp_path / "part")
    assert (verdict.ok, verdict.signed, verdict.part) == (True, True, sealed.part)
    assert (tmp_path / "part" / "raw" / "0001-posts.jsonl").is_file()
    guide = (tmp_path / "part" / "VERIFY.md").read_text(encoding="utf-8")
    assert sealed.part in guide
    assert "says nothing about whether the case has it" in guide
    assert stock_verdicts([tmp_path / "part"], only="sums signature") == [True]
    (tmp_path / "part" / "scope.json").write_bytes(b"{}")
    assert [one["file"] for one in verify_pack(tmp_path / "part").problems] == ["scope.json"]
    assert stock_verdicts([tmp_path / "part"], only="sums") == [False]


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        (Scope(networks=(1, 7)), "no network 7"),
        (Scope(since=START, until=START), "ends before it begins"),
        (Scope(with_sources=True), "Leave out --with-sources"),
    ],
)
def test_a_part_that_there_is_not_is_refused_before_anything_is_written(
    case: Case, tmp_path: Path, scope: Scope, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        seal_case(case, tmp_path / "pack", SealSettings(scope=scope))
    assert not list(tmp_path.iterdir())


def test_nothing_said_is_the_whole_case(case: Case) -> None:
    require_scope(open_case(case.path), Scope())
    assert (Scope().is_whole, Scope(networks=(1,)).is_whole, RECORD["networks"]) == (True, False, 1)


def test_what_a_stranger_wrote_into_a_scope_is_told_shortened() -> None:
    told = scope_in_words({"networks": [1, "x" * 900], "posts": "y" * 900, "since": None})
    assert "network 1, xxxxxxxxxxxx (scan None)" in told
    assert len(told) < 500
