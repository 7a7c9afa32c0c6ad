"""What reviewers signed: told with their names inside, without them to peers, and withheld from the public."""

from pathlib import Path

import pytest

from tests.exports.report.invented import build_case
from unisono.cases import Case
from unisono.cases.marks import network_identity
from unisono.cases.reviews import Review, keep_review
from unisono.exports.report.amounts import Clock
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.frames.reviewers import ReviewView, naming, view_reviews

KEY = b"k" * 32


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, list[dict[str, object]]]:
    case, run = build_case(tmp_path_factory.mktemp("reviewed") / "case")
    rows = run.table("networks").sort("network").to_dicts()
    identity = network_identity(rows[0]["accounts"])
    note = "Ask voice_1_0009 <b>first</b>"
    keep_review(case.path, Review("2026-11-20T10:00:00Z", "Rosa", identity, "agree", note=note))
    keep_review(
        case.path,
        Review(
            "2026-11-21T10:00:00Z", "Ben\u202e", identity, "needs_more", likelihood="likely",
            attribution="The firm Loud Voices", sources="Its invoice, https://leak.example/voice_1_0009/invoice",
        ),
    )  # fmt: skip
    return case, rows


def views(reviewed: tuple[Case, list[dict[str, object]]], profile: str) -> list[ReviewView]:
    case, rows = reviewed
    handles = {} if profile == "internal" else {"twitter:1": "voice_1_0009"}
    return view_reviews(case, rows, Disclosure(profile, KEY, handles), Clock())


def test_inside_they_are_named_latest_first_and_what_they_typed_does_no_harm(
    reviewed: tuple[Case, list[dict[str, object]]],
) -> None:
    latest, first = views(reviewed, "internal")
    assert "Ben" in latest.by
    assert "U+202E" in latest.by
    assert (latest.network, latest.on, latest.decides, latest.likelihood) == (
        1, "21 November 2026", "needs more evidence", "likely",
    )  # fmt: skip
    assert latest.attribution == "The firm Loud Voices"
    assert "hxxps://leak[.]example" in str(latest.sources)
    assert "&lt;b&gt;" in str(first.note)
    assert naming([latest, first]) == [latest]


def test_peers_read_what_was_written_without_names(reviewed: tuple[Case, list[dict[str, object]]]) -> None:
    latest, first = views(reviewed, "peer")
    assert "Ben" not in latest.by
    assert latest.attribution == "The firm Loud Voices"
    for text in (latest.sources, first.note):
        assert "voice_1_0009" not in str(text)


def test_the_public_learns_that_something_was_written(reviewed: tuple[Case, list[dict[str, object]]]) -> None:
    latest, first = views(reviewed, "public")
    assert (latest.attribution, latest.sources, first.note) == (None, None, None)
    assert latest.is_withheld
    assert latest.names_somebody
    assert not first.names_somebody


def test_nobody_signed_gives_nothing(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case")
    assert view_reviews(case, run.table("networks").to_dicts(), Disclosure(), Clock()) == []
