"""What rises most at the moment: things used by more accounts than their own past and the stream give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from unisono.watch.windows.chunks import LAYERS

if TYPE_CHECKING:
    from unisono.watch.windows.sliding import Windows

WITHIN_S = (60.0, 10.0)
FEWEST_ACCOUNTS = 3


def find_movers(windows: Windows, most: int) -> list[Mapping[str, Any]]:  # Any: JSON
    """Return kind, item, posts, accounts, expected and times of the things that rise most in the last minute.

    While the stream is too young to have had a minute before, it is the last ten seconds.
    They are ordered by how far the accounts exceed the expected, in its own roots; whether chance gives as much, the
    detector `rising` says.
    """
    within = next((seconds for seconds in WITHIN_S if windows.past(seconds).windows), None)
    look = windows.look(within) if within is not None else None
    if within is None or look is None or not len(look.keys):
        return []
    look = look.only(np.flatnonzero((look.layers != LAYERS.index("domain")) & (look.accounts >= FEWEST_ACCOUNTS)))
    means = windows.past(within).expect(look).means
    stands_out = (look.accounts - means) / np.sqrt(means + 1.0)
    places = [place for place in np.argsort(-stands_out, kind="stable")[:most].tolist() if stands_out[place] > 0]
    return [
        {
            "kind": LAYERS[int(look.layers[place])],
            "item": windows.evidence(look, int(look.keys[place])).label,
            "posts": int(look.acts[place]),
            "accounts": int(look.accounts[place]),
            "expected": round(float(means[place]), 2),
            "times": round(float(look.accounts[place] / max(means[place], 1e-9)), 1),
        }
        for place in places
    ]
