"""Measurements of growth written by hand."""

from benchmarks.growth.measuring import Grown
from benchmarks.kept import Conditions
from benchmarks.processes import Measured

DAY = Conditions("2026-01-02", "a machine", "unisono 0.1.0")
A_POST, A_PAIR, IN_ANY_CASE = 4e-6, 20e-9, 1.2


def grown(posts: int, pairs_a_post: float = 5.0, most_acts: int = 2_000, **changes: object) -> Grown:
    """Return what a size took whose times are exactly so much a post, a pair, and in any case."""
    emitted = int(posts * pairs_a_post)
    cpu = A_POST * posts + A_PAIR * emitted + IN_ANY_CASE
    steps = {
        "import": Measured("import", 2 * A_POST * posts + 1.0, 3.0, 60.0 + posts / 1e5),
        "scan without twin": Measured("scan", cpu, 2 * cpu, 200.0 + posts / 1e4),
        "scan": Measured("scan", 2 * cpu, 4 * cpu, 210.0 + posts / 1e4),
    }
    if posts >= 30_000_000:
        del steps["import"]
    whole = Grown(posts, most_acts, emitted, 7, 3, 0, steps, DAY)
    return Grown(**{**vars(whole), **changes})  # type: ignore[arg-type]  # changes are fields
