"""Levels that people stated: named inside, without names for others, with evidence that leads to nobody's account."""

from pathlib import Path

import pytest

from tests.exports.report.invented import build_case
from unisono.cases import Case
from unisono.cases.breakouts import StatedLevel, keep_level, withdraw_level
from unisono.cases.marks import network_identity
from unisono.exports.report.amounts import Clock
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.formats import render_as
from unisono.exports.report.frames.stated_levels import StatedView, view_stated

PAGE = "https://news.example/2026/minister-shares"
ACCOUNT = "https://x.com/quiet_person/status/77"
NAMED = "https://news.example/about/voice_1_0009.html"
Told = tuple[Case, list[dict[str, object]]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    case, run = build_case(tmp_path_factory.mktemp("stated") / "case")
    rows = run.table("networks").sort("network").to_dicts()
    identity = network_identity(rows[0]["accounts"])
    for at, level, evidence, note in (
        ("2026-11-20T10:00:00Z", 4, f"{PAGE} and {ACCOUNT}", "Ask @quiet_person <b>first</b>"),
        ("2026-11-21T10:00:00Z", 5, NAMED, ""),
        ("2026-11-22T10:00:00Z", 6, PAGE, "taken back"),
    ):
        keep_level(case.path, StatedLevel(at, "Ros\u202ea", identity, level, evidence, note, on="2026-11-19"))
    taken = StatedLevel("2026-11-22T10:00:00Z", "Ros\u202ea", identity, 6, PAGE).id
    withdraw_level(case.path, taken, "Ben")
    return case, rows


def views(told: Told, profile: str) -> list[StatedView]:
    handles = {} if profile == "internal" else {"twitter:1": "voice_1_0009"}
    return view_stated(told[0], told[1], Disclosure(profile, b"k" * 32, handles), Clock())


def test_inside_all_is_told_and_what_was_typed_does_no_harm(told: Told) -> None:
    first, second = views(told, "internal")
    assert [(one.network, one.level, one.on) for one in (first, second)] == [
        (1, 4, "20 November 2026"), (1, 5, "21 November 2026"),
    ]  # fmt: skip
    assert "U+202E" in first.by
    assert "hxxps://news[.]example/2026/minister-shares and hxxps://x[.]com/quiet_person" in str(first.evidence)
    assert "&lt;b&gt;" in str(first.note)
    assert (first.evidence_on, first.then) == ("2026-11-19", None)


@pytest.mark.parametrize("profile", ["peer", "public"])
def test_copies_for_others_cite_pages_and_no_account(told: Told, profile: str) -> None:
    first, second = views(told, profile)
    shown = "".join(str(part) for one in (first, second) for part in (one.by, one.evidence, one.note))
    assert "hxxps://news[.]example/2026/minister-shares and hxxps://x[.]com/…" in str(first.evidence)
    for hidden in ("Ros", "quiet_person", "voice_1_0009", "https://"):
        assert hidden not in shown
    assert first.is_withheld is (profile == "public")


def test_every_form_of_the_report_shows_them_as_stated_and_without_them_says_so(told: Told, tmp_path: Path) -> None:
    case, run = told[0], told[0].latest_run()
    assert run is not None
    for form in ("html", "markdown"):
        shown = render_as(form, case, run).decode()
        assert "Stated by people, not computed" in shown
        assert "taken back" not in shown
    bare, other = build_case(tmp_path / "bare")
    assert "Nobody stated one of them" in render_as("html", bare, other).decode()
    assert view_stated(bare, other.table("networks").to_dicts(), Disclosure(), Clock()) == []
