"""What a signal is: one number about an account, what it rests on, and what it cannot tell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bool = NDArray[np.bool_]
Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

Measured = dict[str, tuple[Float64, Int64]]
"""By the name of a signal: its value for each account, NaN where it cannot be said, and n, what that rests on."""

UNITS = ("share", "yes or no", "time", "hours", "minutes", "seconds", "days", "bits", "count", "number", "p")


@dataclass(frozen=True)
class Signal:
    """One number about an account.

    unit: one of UNITS; a time is in seconds since 1970. least: n below which nothing is said. meaning: what it is, in
    one sentence. caveat: who has such a value without having done anything. counted: what n counts. sentence: what a
    value says of one account, `{value}` standing for it ("yes or no": the sentence for yes, a bar, that for no).
    absent: why nothing may be known, n being 0. undecided: why there may be no value though n is large enough.
    is_ranked: whether it makes sense to ask how many accounts have less. undecided_is_no: whether no value at such n is
    an answer: what the signal tells of did not happen.
    """

    name: str
    group: str
    unit: str
    least: int
    meaning: str
    caveat: str
    counted: str
    sentence: str
    absent: str
    undecided: str = ""
    is_ranked: bool = True
    undecided_is_no: bool = False


def said(values: Float64, n: Int64, least: int) -> tuple[Float64, Int64]:
    """Return values, NaN where n is below `least`, and n."""
    return np.where(n >= least, values, np.nan), n.astype(np.int64)


def require_declared(signals: tuple[Signal, ...], measured: Measured) -> None:
    """Raise ValueError where signals are declared and not measured, or measured and not declared."""
    names = {signal.name for signal in signals}
    if names != set(measured):
        raise ValueError(f"declared or measured only: {sorted(names ^ set(measured))}")
