"""Which program made the outcomes that the page shows, and whether that is the program as it is now."""

from collections import Counter
from collections.abc import Sequence

from benchmarks.calibration.keeping import counted_with
from benchmarks.calibration.outcome import Line
from benchmarks.calibration.tables import counted

AGAIN = "What the program would show now has not been measured; to measure it, type `make calibrate`."


def measured_with(lines: Sequence[Line], program: str) -> str:
    """Return in Markdown which program was measured, and plainly so where it is not the one of this digest."""
    made = Counter((str(line["program"]), str(line.get("version", ""))) for line in lines)
    earlier = sum(count for (digest, _), count in made.items() if digest != program)
    if not earlier:
        return f"Measured with program {_named(next(iter(made)))}, the program as it is now."
    if len(made) == 1:
        return f"**Measured with an earlier program**, {_named(next(iter(made)))}. {AGAIN}"
    each = "; ".join(f"{counted(count, 'scan')} with {_named(one)}" for one, count in made.items())
    shares = f"**{earlier:,} of {len(lines):,} scans were measured with an earlier program**: {each}."
    if {counted_with(line) for line in lines} == {program}:
        return f"{shares} Whoever ran `make calibrate` took the earlier ones as good for the program as it is now."
    return f"{shares} {AGAIN}"


def _named(made: tuple[str, str]) -> str:
    """Return a program by its digest, and its version where the outcomes say it."""
    digest, version = made
    return f"`{digest}`" + (f" of Unisono {version}" if version else "")
