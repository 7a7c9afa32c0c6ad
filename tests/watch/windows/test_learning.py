"""Windows that go on from what others have learned know the same things by the same keys."""

import numpy as np
import pytest

from tests.watch.live_posts import START, frame, post
from unisono.watch.windows import Windows
from unisono.watch.windows.learning import learnt_by, restore_learnt


def fed(windows: Windows, first: int, last: int) -> Windows:
    for second in range(first, last):
        rows = [post(float(second), f"a{number}", hashtags=["vote"]) for number in range(3)]
        windows.add(frame(rows), START.timestamp() + second)
    return windows


def test_an_object_that_was_usual_is_known_after_a_restart() -> None:
    before = fed(Windows(), 0, 100)
    again = Windows()
    restore_learnt(again, learnt_by(before))
    fed(again, 100, 104)
    look = again.look(10.0)
    assert look is not None
    uses = again.past(10.0).expect(look).uses
    assert again.past(10.0).windows == before.past(10.0).windows > 0
    assert uses.max() == before.past(10.0).totals.max()


def test_seeds_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        restore_learnt(Windows(), {"seeds": np.array([1], np.uint64)})
    with pytest.raises(KeyError):
        restore_learnt(Windows(), {})
