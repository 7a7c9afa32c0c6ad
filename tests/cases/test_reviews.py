"""Reviews of networks."""

from pathlib import Path

import pytest

from unisono.cases.reviews import FILE, Review, keep_review, kept_reviews
from unisono.model.errors import UsageError


def signed(**changed: str) -> Review:
    return Review(**{"at": "", "by": "Ana", "identity": "n-1", "decision": "agree", "network": "1", **changed})


def test_reviews_stay_as_they_were_signed_the_latest_first(tmp_path: Path) -> None:
    keep_review(tmp_path, signed(likelihood="very likely"))
    keep_review(tmp_path, signed(by=" Ben ", decision="needs_more", note="no profiles"))
    keep_review(tmp_path, signed(identity="n-2"))
    first, second = kept_reviews(tmp_path).of("n-1")
    assert (first.by, first.decision, first.note) == ("Ben", "needs_more", "no profiles")
    assert (second.by, second.likelihood) == ("Ana", "very likely")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"by": "  "}, "is signed"),
        ({"decision": "convict"}, "is no decision"),
        ({"likelihood": "98 %"}, "is no word of likelihood"),
        ({"attribution": "A firm"}, "needs its sources"),
        ({"note": "a" * 5000}, "Shorten it"),
    ],
)
def test_what_is_no_review_is_refused_and_nothing_stored(tmp_path: Path, changed: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        keep_review(tmp_path, signed(**changed))
    assert not (tmp_path / FILE).exists()


def test_an_attribution_is_kept_with_its_sources_in_the_reviewers_words(tmp_path: Path) -> None:
    keep_review(tmp_path, signed(attribution="A firm", sources="Its own invoice, published by the court"))
    (kept,) = kept_reviews(tmp_path).reviews
    assert (kept.attribution, kept.sources) == ("A firm", "Its own invoice, published by the court")


def test_damaged_lines_are_told(tmp_path: Path) -> None:
    keep_review(tmp_path, signed())
    with (tmp_path / FILE).open("ab") as handle:
        handle.write(b'{"at":"x"}\n{"at":1,"by":"y","identity":"n","decision":"agree"}\n')
    kept = kept_reviews(tmp_path)
    assert len(kept.reviews) == 1
    assert [one.line for one in kept.damaged] == [2, 3]
