"""What windows have learned of a stream, as arrays: what was usual, and the seeds by which objects are known in it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unisono.watch.windows.sliding import Windows


def learnt_by(windows: Windows) -> dict[str, NDArray[Any]]:
    """Return what windows have learned, as arrays."""
    seeds = np.array([*windows.seeds, windows.groups.salt], np.uint64)
    return {**windows.pasts.kept(), "seeds": seeds}


def restore_learnt(windows: Windows, learnt: Mapping[str, NDArray[Any]]) -> None:
    """Let windows go on from what others have learned, before the first post is added.

    Raises KeyError or ValueError where it is no such thing; the windows are of no use then.
    """
    first, second, third, salt = (int(seed) for seed in np.array(learnt["seeds"], np.uint64))
    windows.pasts.restore(learnt)
    windows.seeds, windows.groups.salt = (first, second, third), salt
