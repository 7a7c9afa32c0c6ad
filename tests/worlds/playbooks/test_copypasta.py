"""Copypasta in disguise: few strings are equal, yet the words are."""

from difflib import SequenceMatcher

import polars as pl

from tests.worlds.playbooks.planted_world import stage_world
from unisono.worlds.slips import JOINED_EMOJI, LOOK_ALIKES


def test_few_copies_are_the_same_string() -> None:
    staged = stage_world("copypasta", size=30, acts=10)
    assert staged.acts.height == 300
    assert staged.acts["text"].n_unique() > 0.8 * staged.acts.height


def test_copies_of_one_command_say_the_same() -> None:
    staged = stage_world("copypasta", size=30, acts=1)
    back = {other: latin for latin, other in LOOK_ALIKES.items()}
    plain = ["".join(back.get(letter, letter) for letter in text) for text in staged.acts["text"]]
    likeness = [SequenceMatcher(None, plain[0], text).ratio() for text in plain[1:]]
    assert min(likeness) > 0.5  # 0.54 to 0.79 in twenty worlds: two copies can spin every word otherwise
    assert sum(likeness) / len(likeness) > 0.65


def test_few_members_swap_letters_and_they_do_so_in_most_of_their_copies() -> None:
    staged = stage_world("copypasta", size=30, acts=10)
    plain = staged.acts.with_columns(pl.col("text").str.replace_many(list(JOINED_EMOJI), [""] * len(JOINED_EMOJI)))
    swapped = plain.group_by("account_id").agg(pl.col("text").str.contains("[\u0400-\u04ff]").mean())["text"]
    assert (swapped > 0.5).sum() == 3
    assert (swapped < 0.4).sum() == 27
