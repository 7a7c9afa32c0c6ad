"""Whether a run is as old as what it is printed for: posts may have been imported after it."""

from shlex import quote

from unisono.cases import Case, Run
from unisono.cases.later_posts import posts_since
from unisono.cli.output import Output
from unisono.model.counting import counted


def warn_of_later_posts(output: Output, case: Case, run: Run) -> None:
    """Say on stderr that posts were imported after the run, where some were."""
    posts = posts_since(case, run)
    if posts:
        output.say(
            f"Warning: {counted(posts, 'post')} {'was' if posts == 1 else 'were'} imported after the scan "
            f"{run.id}, which does not know them. Scan again: unisono scan {quote(str(case.path))}"
        )
