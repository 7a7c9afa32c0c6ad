"""Writes the curves that come with the program: numbers only, and what they were fitted on."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.automation.fitting import fit_curves
from benchmarks.automation.labelled import TIMELINES, LabelledActs
from benchmarks.automation.windows import LENGTHS, WHOLE, windows_of
from unisono.accounts.automation.act_features import FEATURES
from unisono.accounts.automation.curves import MODEL_FILE, Curves

REDRAWN = 60
"""Fits on accounts drawn again, for the intervals."""

DIGITS = 5


def fit_model(known: LabelledActs) -> Curves:
    """Return the curves that the program comes with."""
    return fit_curves(windows_of(known), redrawn=REDRAWN)


def write_model(known: LabelledActs, curves: Curves, path: Path = MODEL_FILE) -> None:
    """Write the model file; no account can be read out of it."""
    content = {
        "fitted_on": "RTbust, labelled timelines (Mazza, Cresci, Avvenuti, Quattrociocchi, Tesconi 2019), BSD-3-Clause",
        "sha256": hashlib.sha256(TIMELINES.read_bytes()).hexdigest(),
        "accounts": len(known.run),
        "run_by_programs": int(known.run.sum()),
        "acts_seen": ["all" if length == WHOLE else length for length in LENGTHS],
        "made_by": "python -m benchmarks.automation --fit",
        "features": list(FEATURES),
        **numbers_of(curves),
    }
    rows = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in content.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def numbers_of(curves: Curves) -> dict[str, Any]:  # Any: numbers and lists of them
    """Return the curves as JSON has them, with DIGITS significant digits."""
    arrays = {
        name: rounded(getattr(curves, name).tolist())
        for name in ("heights", "means", "lowest", "highest", "centre", "inverse")
    }
    return {"knots": rounded([own.tolist() for own in curves.knots]), "farthest": rounded(curves.farthest), **arrays}


def rounded(value: Any) -> Any:  # Any: a number, or lists of lists of them
    """Return numbers with DIGITS significant digits."""
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return float(np.format_float_scientific(value, precision=DIGITS - 1))
