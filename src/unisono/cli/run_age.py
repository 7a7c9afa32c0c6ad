"""Whether a run is as old as what it is printed for: posts may have been imported after it."""

from shlex import quote

from unisono.cases import Case, Run
from unisono.cli.output import Output
from unisono.model.counting import counted


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


def warn_of_later_posts(output: Output, case: Case, run: Run) -> None:
    """Say on stderr that posts were imported after the run, where some were."""
    posts = posts_since(case, run)
    if posts:
        output.say(
            f"Warning: {counted(posts, 'post')} {'was' if posts == 1 else 'were'} imported after the scan "
            f"{run.id}, which does not know them. Scan again: unisono scan {quote(str(case.path))}"
        )
