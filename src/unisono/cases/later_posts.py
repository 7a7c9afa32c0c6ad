"""Whether posts were stored after a run, which therefore does not know them."""

from unisono.cases.folder import Case
from unisono.cases.runs import Run


def posts_since(case: Case, run: Run) -> int:
    """Return how many posts were stored by imports that the run does not know of; 0 where it recorded no imports."""
    recorded = run.record.get("sources")
    if recorded is None:
        return 0
    known = {(source.get("sha256"), source.get("at")) for source in recorded}
    # A record that names its files without the moment of their import knows all imports of these files.
    later = [
        row for row in case.sources().to_dicts() if not known & {(row["sha256"], row["at"]), (row["sha256"], None)}
    ]
    return sum(row["stored"] or 0 for row in later)
