"""The list of what can be computed for a page."""

from unisono.web.cards.found import FOUND
from unisono.web.cards.kinds import KINDS
from unisono.web.cards.subjects import SUBJECTS
from unisono.web.cards.work import WORK
from unisono.web.cards.world import WORLD


def test_no_two_groups_of_pages_name_a_card_alike() -> None:
    assert len(KINDS) == len(FOUND) + len(SUBJECTS) + len(WORK) + len(WORLD)


def test_every_kind_of_subject_has_its_card() -> None:
    assert {"account", "hashtag", "image", "link", "post", "target", "text"} <= set(KINDS)
    assert all(callable(make) for make in KINDS.values())
