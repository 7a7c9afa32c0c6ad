"""A hashtag is told of a network where others had used it before; filled is what it wrote most of."""

import datetime as dt
from pathlib import Path

import polars as pl

from tests.exports.small_case import NOON
from tests.exports.told_case import told_case
from unisono.exports.disarm.evidence import Claim, Evidence
from unisono.exports.disarm.hashtags_carried import claims_of_hashtags
from unisono.exports.results import read_results


def said(folder: Path, *, before: int, since: int) -> dict[str, Claim]:
    case, run = told_case(folder)
    results = read_results(run)
    own = [(f"twitter:{one}", f"own{one}", NOON + dt.timedelta(minutes=one)) for one in (1, 2, 3, 4)]
    others = [(f"twitter:5{one}", f"before{one}", NOON - dt.timedelta(days=1)) for one in range(before)]
    others += [(f"twitter:6{one}", f"since{one}", NOON + dt.timedelta(days=1)) for one in range(since)]
    uses = pl.DataFrame([*own, *others], schema=["account", "post", "at"], orient="row").with_columns(
        object=pl.lit("boats")
    )
    evidence = Evidence(
        case=case,
        run=run,
        row=results.networks.row(0, named=True),
        members=frozenset(name for name, _, _ in own),
        acts=results.acts,
        own=results.findings.clear(),
        findings=results.findings,
        tag_uses=uses,
        together="f-net1",
        is_lifted=False,
    )
    return {claim.technique: claim for claim in claims_of_hashtags(evidence)}


def test_a_tag_of_others_that_the_network_filled_is_both(tmp_path: Path) -> None:
    found = said(tmp_path / "case", before=2, since=1)
    assert set(found) == {"T0015.001", "T0049.002"}
    assert found["T0015.001"].findings == ["f-boats"]
    assert "4 posts with #boats beside 1 of others" in found["T0049.002"].reason


def test_a_tag_that_others_carried_more_is_not_filled(tmp_path: Path) -> None:
    assert set(said(tmp_path / "case", before=2, since=9)) == {"T0015.001"}


def test_a_tag_that_nobody_used_before_is_not_told_as_existing(tmp_path: Path) -> None:
    assert said(tmp_path / "case", before=0, since=1) == {}
