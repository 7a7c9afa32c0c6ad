"""The page of a hashtag has its verdict, its times and what could explain it; an unknown one says what to try."""

from pathlib import Path

import pytest

from tests.dossiers.written_case import write_case
from tests.web.posts.posts_case import posts_case
from tests.web.posts.signed_in_here import signed_in_here
from unisono.exports.report.amounts import Clock
from unisono.web.pages.subjects.hashtag import bursts_of, hours_figure, verdict_of


def test_the_page_names_numbers_times_and_explanations(tmp_path: Path) -> None:
    with signed_in_here(posts_case(tmp_path / "case").path) as client:
        page = client.get("/case/case/hashtag/HARBOUR").text
        assert "What else could explain it" in page
        assert "Coefficient of traffic manipulation" in page
        assert 'href="/case/case/posts?day=2018-06-01&amp;hashtag=harbour">2</a>' in page
        missing = client.get("/case/case/hashtag/zzz")
        assert missing.status_code == 404
        assert "#harbour" in missing.text


def test_a_hashtag_with_a_slash_and_signs_is_answered(tmp_path: Path) -> None:
    with signed_in_here(write_case(tmp_path / "case", [{"account": "ann", "text": "words #a"}]).path) as client:
        assert client.get("/case/case/hashtag/a%2Fb").status_code == 404


def test_without_a_scan_there_is_no_verdict() -> None:
    verdict, sentences = verdict_of({"pushed": None, "verdict": None})
    assert verdict is None
    assert "known after a scan" in sentences[0]
    assert verdict_of({"verdict_cannot_say": "cannot say: few"}) == (None, ["cannot say: few."])


@pytest.mark.parametrize("hours", [[], [{"at": "2018-06-01T12:00:00Z", "posts": 3}]])
def test_hours_are_drawn_where_there_are_any(hours: list[dict[str, object]]) -> None:
    drawn = hours_figure("#a", {"hours": hours, "bursts": []}, Clock())
    assert (drawn is None) == (not hours)


def test_a_burst_ends_after_its_last_post() -> None:
    (burst,) = bursts_of({"bursts": [{"start_at": "2018-06-01T12:00:00Z", "end_at": "2018-06-01T12:05:00Z"}]})
    assert burst["until"] == "2018-06-01T12:05:00.000001Z"
