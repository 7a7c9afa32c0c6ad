"""Facebook's posts: their parts lie in many places, and the address tells the group."""

import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.importers.zeeschuimer.reading import read_items
from tests.importers.zeeschuimer.site_samples import ITEMS
from unisono.importers.zeeschuimer.facebook import FEEDBACKS


def test_posts_name_their_author_by_number_and_their_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = read_items("facebook.com", tmp_path, monkeypatch).posts
    assert posts.select("post_id", "account_id", "handle", "display_name", "community_id").rows() == [
        ("901", "100", "town", "Town", None),
        ("902", "101", None, "Ида", "777"),
    ]
    assert posts["created_at"].to_list() == [datetime(2022, 4, 15, 5, 20, tzinfo=UTC)] * 2
    assert posts.select("text", "urls", "hashtags").rows() == [
        ("Market day #fair https://town.example/fair", ["https://town.example/fair"], ["fair"]),
        (None, None, None),
    ]


@pytest.mark.parametrize("feedback", FEEDBACKS)
def test_reactions_comments_and_shares_are_read_wherever_they_are_drawn(
    feedback: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = {"reaction_count": {"count": 7}, "share_count": {"count": 3}, "i18n_reaction_count": "7"}
    counts: dict[str, Any] = {
        "comment_rendering_instance": {"comments": {"total_count": 2}},
        "comet_ufi_summary_and_actions_renderer": {"feedback": summary},
    }
    for step in reversed(feedback.split(".")[1:]):
        counts = {step: counts}
    item = copy.deepcopy(ITEMS["facebook.com"][0])
    item["comet_sections"] |= counts
    posts = read_items("facebook.com", tmp_path, monkeypatch, [item]).posts
    assert posts.select("like_count", "reply_count", "repost_count").rows() == [(7, 2, 3)]


def test_counts_that_are_written_for_readers_or_missing_are_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = copy.deepcopy(ITEMS["facebook.com"][0])
    summary = {"comet_ufi_summary_and_actions_renderer": {"feedback": {"reaction_count": {"count": "1.2K"}}}}
    story = {"story_ufi_container": {"story": {"feedback_context": {"feedback_target_with_context": summary}}}}
    item["comet_sections"]["feedback"] = {"story": story}
    posts = read_items("facebook.com", tmp_path, monkeypatch, [item]).posts
    assert posts.select("like_count", "reply_count", "repost_count").rows() == [(None, None, None)]
