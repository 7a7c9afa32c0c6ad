"""Counts agree with their words."""

from unisono.model.counting import counted


def test_one_is_singular_and_everything_else_plural() -> None:
    assert [counted(count, "pair") for count in (0, 1, 2)] == ["0 pairs", "1 pair", "2 pairs"]
    assert counted(12_345, "post") == "12,345 posts"
    assert counted(None, "post") == "an unknown number of posts"
