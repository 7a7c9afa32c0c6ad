"""Meme re-uploads: the same pictures under many names, with words of everybody's own."""

from tests.worlds.playbooks.planted_world import stage_world


def test_each_picture_is_uploaded_in_several_encodings() -> None:
    staged = stage_world("meme_reuploads", size=30, acts=6)
    pictures = [staged.world.images[number] for number in staged.truth["images"]]
    assert len({picture.seed for picture in pictures}) == 6
    assert {picture.variant for picture in pictures} == set(range(12))
    assert {picture.kind for picture in pictures} == {"meme"}
    uploaded = set(staged.acts["media"].explode())
    assert uploaded == {f"images/{number}.png" for number in staged.truth["images"]}


def test_the_words_beside_a_picture_are_everybodys_own() -> None:
    staged = stage_world("meme_reuploads", size=30, acts=6)
    assert staged.acts["text"].n_unique() > 0.95 * staged.acts.height
    assert staged.acts["media"].list.len().min() == 1
