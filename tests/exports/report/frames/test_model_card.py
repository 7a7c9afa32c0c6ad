"""The model card: the figures of the calibration, the gaps that tests know, and how the case was kept."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.exports.report.invented import build_case
from unisono.cases import Case
from unisono.cases.live.gaps import Gap
from unisono.cases.purging import PurgeRequest, purge
from unisono.cases.retention import keep_retention
from unisono.exports.report.amounts import Clock
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.frames.calibration import read_calibration
from unisono.exports.report.frames.model_card import KNOWN_GAPS, CaseCare, measured_in_words, view_care, view_model_card

TESTS = Path(__file__).parents[3]
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return build_case(tmp_path / "case")[0]


def care(case: Case, profile: str = "internal", gaps: tuple[Gap, ...] = ()) -> CaseCare:
    return view_care(case, Disclosure(profile, b"k" * 32), Clock(unseen=gaps))


def test_the_card_says_on_what_it_was_measured_and_names_who_was_missed(case: Case) -> None:
    card = view_model_card(case, Disclosure(), Clock())
    told = read_calibration()
    assert card.calibration == told
    assert card.measured == measured_in_words(told)
    assert f"{told.scans} scans of {told.worlds} kinds of synthetic worlds" in card.measured
    assert told.programs[0][0] in card.measured
    assert told.measured_to in card.measured
    assert len(card.gaps) == len(told.missed) + len(KNOWN_GAPS)
    assert card.computes
    assert card.computes_not


def test_every_expected_failure_of_a_test_is_a_known_gap() -> None:
    marked = [
        node
        for file in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "xfail"
    ]
    assert len(marked) == len(KNOWN_GAPS)


def test_a_case_of_which_nobody_said_anything_says_that(case: Case) -> None:
    told = care(case)
    assert (told.keep_until, told.because, list(told.purges)) == ("", None, [])
    assert (told.unseen, told.lost, told.lost_unknown, told.log_problems) == (0, 0, 0, 0)


def test_the_last_day_and_its_reason_are_told_and_the_reason_inside_only(case: Case) -> None:
    keep_retention(case.path, date(2027, 12, 31), "The court asked for it <now>")
    assert care(case).keep_until == "2027-12-31"
    assert care(case).because == "The court asked for it &lt;now&gt;"
    assert care(case, "peer").keep_until == "2027-12-31"
    assert care(case, "peer").because is None


def test_a_damaged_date_is_said_to_be_so_and_stops_nothing(case: Case) -> None:
    (case.path / "retention.json").write_text("{}", encoding="utf-8")
    assert "damaged" in care(case).keep_until


def test_what_was_purged_is_counted_as_the_log_says_and_why_is_told_inside(case: Case) -> None:
    account = f"twitter:{case.posts().select('account_id').head(1).collect().item()}"
    gone = purge(case.path, PurgeRequest(accounts=(account,)), "She asked to be forgotten")
    (told,) = care(case).purges
    assert (told.asked, told.posts, told.rows) == (gone.asked, gone.posts, gone.rows)
    assert told.posts > 0
    assert told.because == "She asked to be forgotten"
    (public,) = care(case, "public").purges
    assert (public.posts, public.because) == (gone.posts, None)
    assert account not in str(public)


def test_a_broken_log_is_told(case: Case) -> None:
    keep_retention(case.path, date(2027, 12, 31), "")
    purge(case.path, PurgeRequest(before=NOON.replace(year=2000)), "Old")
    log = case.path / "custody.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"purge"', b'"purgE"'))
    assert care(case).log_problems > 0


def test_gaps_of_a_stream_are_counted_with_what_is_missing(case: Case) -> None:
    gaps = (Gap("s", NOON, NOON, "late", 12), Gap("s", NOON, None, "away"))
    told = care(case, gaps=gaps)
    assert (told.unseen, told.lost, told.lost_unknown) == (2, 12, 1)
