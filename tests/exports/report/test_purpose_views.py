"""What accounts post for, as the page tells it: the same sentences as the network's page, a figure and its numbers."""

from pathlib import Path

from tests.dossiers.network.bought_voices import TURNED_AT, VOICES, bought_voices
from unisono.dossiers.network.purpose import purpose_of_accounts
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.purpose_views import TOO_FEW, view_purpose


def test_the_change_its_chance_and_whether_for_hire_are_told_and_drawn(tmp_path: Path) -> None:
    purpose = purpose_of_accounts(bought_voices(tmp_path / "case"), [f"twitter:{voice}" for voice in VOICES])
    view = view_purpose(2, purpose, Disclosure())
    text = " ".join(map(str, view.says))
    assert f"Change of purpose on {TURNED_AT:%Y-%m-%d}" in text
    assert "% of the trials" in text
    assert "For hire: yes by this measure, " in text
    assert view.picture is not None
    assert f"changed {TURNED_AT:%Y-%m-%d}" in view.picture
    assert view.headings[:2] == ["Advertising", "Politics"]
    assert len(view.rows) == len(purpose.over_time)
    assert sum(int(row[1]) for row in view.rows) == purpose.posts
    assert all(len(row) == 2 + len(view.headings) for row in view.rows)
    assert view.innocent == purpose.innocent


def test_periods_of_few_posts_say_so_instead_of_shares(tmp_path: Path) -> None:
    purpose = purpose_of_accounts(bought_voices(tmp_path / "case"), [f"twitter:{voice}" for voice in VOICES])
    view = view_purpose(1, purpose, Disclosure())
    few = [row for row in view.rows if TOO_FEW in row]
    assert len(few) == sum(one.mix.shares["unknown"] is None for one in purpose.over_time) > 0
    assert all(set(row[2:-1]) == {""} for row in few)


def test_nobody_has_a_sentence_and_nothing_else(tmp_path: Path) -> None:
    purpose = purpose_of_accounts(bought_voices(tmp_path / "case"), ["twitter:nobody"])
    view = view_purpose(1, purpose, Disclosure("public", b"k" * 32))
    assert "cannot say" in " ".join(map(str, view.says))
    assert (view.picture, list(view.rows), list(view.headings)) == (None, [], [])
