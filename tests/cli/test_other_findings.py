"""What commands about networks say of findings that are about neither networks nor texts."""

from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import case_without_networks
from unisono.cli import main
from unisono.cli.other_findings import other_findings_text


def findings(*about: tuple[str, str]) -> pl.DataFrame:
    return pl.DataFrame(list(about), schema={"detector": pl.String, "subject_kind": pl.String}, orient="row")


def test_other_findings_are_counted_by_detector_with_the_way_to_see_them() -> None:
    found = findings(("pushed_hashtag", "hashtag"), ("born_together", "cohort"), ("pushed_hashtag", "hashtag"))
    assert other_findings_text(found, Path("my case")) == (
        "Also more than chance would give: 1 cohort (born_together), 2 hashtags (pushed_hashtag). "
        "See: unisono findings 'my case'"
    )


@pytest.mark.parametrize("kind", ["network", "account", "pair", "text"])
def test_what_is_told_elsewhere_is_not_told_twice(kind: str) -> None:
    assert other_findings_text(findings(("co_action", kind)), Path("case")) == ""


def test_a_case_with_nothing_says_nothing_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case_without_networks(tmp_path / "case")
    assert main(["networks", str(tmp_path / "case")]) == 0
    assert "Also more than chance" not in capsys.readouterr().out
