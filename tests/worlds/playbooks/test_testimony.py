"""Templated testimony: one template, several languages, hardly two alike, all under two tags."""

from tests.worlds.playbooks.planted_world import stage_world


def test_testimonies_follow_the_template_in_several_languages() -> None:
    staged = stage_world("testimony", size=30, acts=10)
    starts = ("I used to be", "All my life", "Yo era", "Toda mi vida", "Eu era", "Toda a vida", "J'étais", "Toute ma")
    starts += ("Раньше я был", "Всю жизнь")
    assert all(text.startswith(starts) for text in staged.acts["text"])
    assert staged.acts["lang"].n_unique() >= 4


def test_testimonies_are_hardly_ever_the_same_words() -> None:
    staged = stage_world("testimony", size=30, acts=10)
    assert staged.acts.height == 300
    assert staged.acts["text"].n_unique() > 200
    assert set(staged.acts["hashtags"].explode()) == set(staged.truth["tags"])
