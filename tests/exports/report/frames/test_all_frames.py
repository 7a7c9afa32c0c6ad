"""The frames on the page of a report: filled in, empty and abstaining, for each profile and every reader."""

import re
from pathlib import Path

import pytest

from tests.exports.report.frames.passed_posts import passing_case, readers, written
from tests.exports.report.invented import build_case
from tests.exports.report.reading_html import ReadPage, read_page
from unisono.cases import Case, Run
from unisono.cases.marks import network_identity
from unisono.cases.reviews import Review, keep_review
from unisono.exports.report import PROFILES, render_report
from unisono.exports.report.frames.breakout import LEVELS
from unisono.exports.report.frames.calibration import NOT_MEASURED, read_calibration
from unisono.exports.report.frames.passing_on import FEWEST

REVIEWER, FIRM = "Rosa Reviewer", "The firm Loud Voices"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    case, run = build_case(tmp_path_factory.mktemp("frames") / "two")
    identity = network_identity(run.table("networks").sort("network")["accounts"][0].to_list())
    signed = Review("2026-11-20T10:00:00Z", REVIEWER, identity, "agree", attribution=FIRM, sources="Its invoices")
    keep_review(case.path, signed)
    return case, run


@pytest.fixture(scope="module")
def pages(two: tuple[Case, Run]) -> dict[str, str]:
    return {profile: render_report(*two, profile) for profile in PROFILES}


def section(page: str, name: str) -> str:
    """Return the words of one section of a page."""
    inside = page.split(f'<section id="{name}"', 1)[1].split("</section>", 1)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", inside).split())


def captions(page: ReadPage) -> list[str]:
    return [caption.text for caption in page.all("caption")]


@pytest.mark.parametrize("profile", PROFILES)
def test_every_part_of_the_frame_stands_on_the_page_and_people_have_theirs(pages: dict[str, str], profile: str) -> None:
    told = section(pages[profile], "abcde")
    for part in ("A: Actor", "B: Behaviour", "C: Content", "D: Degree", "E: Effect"):
        assert part in told
    assert told.count("For people to fill in, with sources.") == 2
    for level, meaning in LEVELS.items():
        assert f"{meaning}: for people, with sources." in told if level > 3 else f"{meaning}." in told


def test_who_signed_is_told_inside_only_and_what_they_named_not_to_the_public(pages: dict[str, str]) -> None:
    assert [REVIEWER in pages[profile] for profile in PROFILES] == [True, False, False]
    assert [FIRM in pages[profile] for profile in PROFILES] == [True, True, False]
    assert "withheld in this copy, as it may name people" in section(pages["public"], "abcde")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_network_has_a_matrix_whose_signs_are_words_to_those_who_listen(
    pages: dict[str, str], profile: str
) -> None:
    page = read_page(pages[profile])
    assert sum("rival explanations in columns" in caption for caption in captions(page)) == 2
    cells = [cell.text for cell in page.all("td") if re.match(r"[+−·?] ", cell.text)]
    assert {cell[0] for cell in cells} <= set("+−·?")
    assert all(len(cell.split(" ", 1)[1]) > 3 for cell in cells)
    assert len(cells) >= 2 * 4 * 10
    assert "not tested" in [cell.text for cell in page.all("td")]


def test_the_card_shows_the_figures_of_the_calibration(pages: dict[str, str]) -> None:
    told, figures = section(pages["public"], "card"), read_calibration()
    for one in figures.decoys:
        assert one.name in told
        assert one.accounts is None or f"{one.accounts:,}" in told
    assert told.count("not measured: no synthetic world holds it") == len(NOT_MEASURED)
    for bar in figures.bars:
        assert bar.measured in told
    assert "Nobody set a day until which posts may be kept." in told


def test_a_run_without_networks_has_every_part_and_says_that_it_is_empty(tmp_path: Path) -> None:
    page = render_report(*build_case(tmp_path / "none", []))
    told = section(page, "abcde")
    for sentence in ("No network was found", "Nothing was published by a network", "nothing to measure"):
        assert sentence in told
    assert "No reviewer named anybody." in told
    assert section(page, "card")
    assert read_page(page).unbalanced == []


def test_a_network_whose_reach_cannot_be_told_is_on_no_level(pages: dict[str, str]) -> None:
    told = section(pages["internal"], "abcde")
    assert "cannot say" in told
    assert "Cannot say how many communities it reached" in told


def test_a_network_whose_posts_others_passed_on_has_its_level(tmp_path: Path) -> None:
    crowds = [
        row
        for name, start in (("a", 100), ("b", 200))
        for row in readers([f"{name}{number}" for number in range(FEWEST)], "n1", f"author {name}", start)
    ]
    told = section(render_report(*passing_case(tmp_path / "case", [*written(), *crowds])), "abcde")
    assert f"1 2 {LEVELS[2]} 1 2 4 of its 4 posts are its own, on twitter; 10 accounts outside" in told
