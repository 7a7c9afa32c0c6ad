"""Words, pictures and posts that members passed on together are techniques; one member alone is none."""

from pathlib import Path

import polars as pl

from tests.exports.told_case import told_case
from unisono.exports.disarm.content_shared import claims_of_acts
from unisono.exports.disarm.evidence import Claim, Evidence
from unisono.exports.results import read_results


def said(folder: Path, *, members: int = 4, platform: str = "twitter") -> dict[str, Claim]:
    case, run = told_case(folder)
    results = read_results(run)
    acts = results.acts.filter(pl.col("network") == 1)
    kept = acts["account"].unique().sort().head(members)
    acts = acts.filter(pl.col("account").is_in(kept.implode())).with_columns(
        pl.when(pl.col("account") == "twitter:1").then(pl.lit(f"{platform}:1")).otherwise("account").alias("account")
    )
    evidence = Evidence(
        case=case,
        run=run,
        row=results.networks.row(0, named=True),
        members=frozenset(acts["account"]),
        acts=acts,
        own=results.findings.clear(),
        findings=results.findings,
        tag_uses=pl.DataFrame(),
        together="f-net1",
        is_lifted=False,
    )
    return {claim.technique: claim for claim in claims_of_acts(evidence)}


def test_the_same_words_pictures_and_posts_are_told_with_their_findings(tmp_path: Path) -> None:
    found = said(tmp_path / "case")
    assert set(found) == {"T0084.001", "T0084", "T0118"}
    assert found["T0084.001"].findings == ["f-copied", "f-testimony"]
    assert found["T0118"].findings == ["f-amplified"]
    assert found["T0084.001"].reason.startswith("4 of its members published the same words close together")
    assert "1 wording in 4 posts" in found["T0084.001"].reason


def test_two_members_are_too_few(tmp_path: Path) -> None:
    assert said(tmp_path / "case", members=2) == {}


def test_the_same_on_two_platforms_is_cross_posting(tmp_path: Path) -> None:
    assert "bluesky, twitter" in said(tmp_path / "case", platform="bluesky")["T0119"].reason
