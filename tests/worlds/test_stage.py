"""The stage: originals outside the case, people's own posts inside it."""

import numpy as np

from unisono.worlds.draft import Draft
from unisono.worlds.settings import WorldSettings
from unisono.worlds.stage import AUTHORS_PER_COMMUNITY, draw_active, set_stage


def test_authors_publish_outside_the_case_and_people_inside() -> None:
    draft = Draft(WorldSettings(posts=5_000, accounts=500), np.random.default_rng(1))
    stage = set_stage(draft)
    writers, inside = draft.items.column("account"), draft.items.column("in_case")
    assert set(writers[~inside]) <= set(stage.authors)
    assert set(writers[inside]) <= set(stage.people)
    assert len(stage.authors) == draft.settings.communities * AUTHORS_PER_COMMUNITY


def test_every_item_belongs_to_a_community() -> None:
    draft = Draft(WorldSettings(posts=5_000, accounts=500), np.random.default_rng(2))
    stage = set_stage(draft)
    assert stage.item_community.min() >= 0
    assert (stage.item_draw > 0).all()


def test_the_active_are_drawn_more_often() -> None:
    draft = Draft(WorldSettings(posts=2_000, accounts=300), np.random.default_rng(3))
    stage = set_stage(draft)
    activity = draft.accounts.column("activity")[stage.people]
    drawn = np.bincount(draw_active(draft, stage.people, 20_000), minlength=len(stage.people))[: len(stage.people)]
    assert np.corrcoef(activity, drawn)[0, 1] > 0.95


def test_some_regret_what_they_wrote_within_the_world() -> None:
    draft = Draft(WorldSettings(posts=5_000, accounts=500, regretted_share=0.1), np.random.default_rng(4))
    set_stage(draft)
    written, deleted = draft.items.column("at"), draft.items.column("deleted_at")
    gone = deleted >= 0
    assert 0.05 < gone[draft.items.column("in_case")].mean() < 0.1
    assert (deleted[gone] > written[gone]).all()
    assert deleted.max() < draft.settings.end_ms
