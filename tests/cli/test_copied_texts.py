"""What commands about networks say of copied texts."""

from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import case_with_copied_texts, case_without_networks, two_findings
from unisono.cli import main
from unisono.cli.copied_texts import copied_texts_text


def about(*kinds: str, detector: str = "copied_text") -> pl.DataFrame:
    rows = [(kind, f"{kind} {number}", detector) for number, kind in enumerate(kinds)]
    return pl.DataFrame(rows, schema=dict.fromkeys(("subject_kind", "subject", "detector"), pl.String), orient="row")


def test_texts_are_counted_with_the_way_to_see_them() -> None:
    said = copied_texts_text(about("text", "pair", "text"), Path("my case"))
    assert said.startswith("2 texts were published by more accounts than chance would give")
    assert said.endswith("unisono findings 'my case' --subject-kind text")
    assert copied_texts_text(about("text"), Path("case")).startswith("1 text was published by")


def test_a_text_with_two_findings_is_one_text_and_testimony_is_said() -> None:
    both = pl.concat([about("text", "text"), about("text", detector="testimony")])
    said = copied_texts_text(both, Path("case"))
    assert said.startswith("2 texts were published")
    assert "In 1 of them, accounts tell of themselves in the same words. See: " in said
    assert "tell of themselves" not in copied_texts_text(about("text"), Path("case"))


def test_nothing_is_said_where_there_are_none() -> None:
    assert copied_texts_text(about("network", "pair"), Path("case")) == ""
    assert copied_texts_text(two_findings().clear(), Path("case")) == ""


def test_no_networks_does_not_deny_the_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case_with_copied_texts(tmp_path / "case", texts=3)
    assert main(["networks", str(tmp_path / "case")]) == 0
    printed = capsys.readouterr().out
    assert "nothing here is more than chance" not in printed
    assert "No networks: no group of accounts acted together more than chance would give." in printed
    assert "\n3 texts were published by more accounts than chance would give" in printed
    assert main(["networks", str(tmp_path / "case"), "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_a_case_without_findings_says_nothing_of_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case_without_networks(tmp_path / "case")
    assert main(["networks", str(tmp_path / "case")]) == 0
    assert "text" not in capsys.readouterr().out
