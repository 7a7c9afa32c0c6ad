"""Arguments: four kinds, and no wording twice."""

import numpy as np

from unisono.worlds.arguments import ARGUMENTS, write_arguments


def test_arguments_are_of_four_kinds() -> None:
    assert list(ARGUMENTS) == ["dismiss", "distort", "distract", "dismay"]
    assert all(sentence.endswith((".", "?")) for sentences in ARGUMENTS.values() for sentence in sentences)


def test_no_wording_comes_twice_and_each_has_its_kind() -> None:
    texts, kinds = write_arguments(np.random.default_rng(1), 20)
    assert len(texts) == len(set(texts)) == len(kinds) == 20
    for text, kind in zip(texts, kinds, strict=True):
        assert text.endswith(ARGUMENTS[kind])
    assert kinds.count("dismiss") > kinds.count("dismay")
