"""Measures the automation estimate and writes docs/automation.md and its figure: part of `make calibrate`.

python -m benchmarks.automation            half a minute of processor time; needs the labelled accounts
python -m benchmarks.automation --fit      first fits the model file of the program anew
"""

import argparse
import sys
from collections.abc import Sequence

from benchmarks.automation.figure import draw_calibration
from benchmarks.automation.labelled import DATA, PROFILES, TIMELINES, read_rtbust
from benchmarks.automation.measures import measure_all
from benchmarks.automation.model_file import fit_model, write_model
from benchmarks.automation.page import write_page
from benchmarks.calibration.program import ROOT

PAGE = ROOT / "docs" / "automation.md"
FIGURE = ROOT / "docs" / "pictures" / "automation.svg"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit if asked, measure, write."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.automation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--fit", action="store_true", help="fit the program's model file anew")
    asked = parser.parse_args(arguments)
    if not (TIMELINES.exists() and PROFILES.exists()):
        print(
            f"docs/automation.md is left as it is: the labelled accounts are not in {DATA}. "
            "Say where they are: UNISONO_DATA=FOLDER, the folder that holds accounts/",
            file=sys.stderr,
        )
        return 0
    if asked.fit:
        timelines = read_rtbust()
        write_model(timelines, fit_model(timelines))
    measures = measure_all()
    panels = [("Timelines (RTbust)", measures.acts.bins), ("Profiles (Cresci), not used", measures.profiles.bins)]
    FIGURE.write_text(draw_calibration(panels), encoding="utf-8")
    PAGE.write_text(write_page(measures), encoding="utf-8")
    print(f"Wrote {PAGE.relative_to(ROOT)} and {FIGURE.relative_to(ROOT)}.")
    print(f"Timelines: AUC {measures.acts.all_acts.area}, Brier {measures.acts.all_acts.brier}")
    for one in measures.transfer:
        print(f"{one.signals}, {one.fitted} -> {one.row.name}: AUC {one.row.area}, Brier {one.row.brier}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
