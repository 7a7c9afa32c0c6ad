"""A hashtag push: copied texts, at night, under tags that the truth names."""

from tests.worlds.playbooks.planted_world import stage_world


def test_a_push_copies_texts_overnight() -> None:
    staged = stage_world("hashtag_push", size=15, acts=8)
    assert staged.acts["text"].n_unique() == 8
    assert set(staged.acts["text"]) == set(staged.truth["texts"])
    assert staged.acts["created_at"].dt.hour().is_between(1, 5).all()
    assert staged.acts["created_at"].dt.date().n_unique() <= 2


def test_the_truth_names_the_pushed_tags() -> None:
    staged = stage_world("hashtag_push", size=15, acts=8)
    assert set(staged.acts["hashtags"].explode()) <= set(staged.truth["tags"])
