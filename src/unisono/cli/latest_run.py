"""The latest run of a case, or the error that says how to make one."""

from shlex import quote

from unisono.cases import Case, Run
from unisono.model.errors import UsageError


def latest_run(case: Case) -> Run:
    """Return the last finished run; raises UsageError before the first."""
    run = case.latest_run()
    if run is None:
        raise UsageError(f"{case.path} has not been scanned yet. Type: unisono scan {quote(str(case.path))}")
    return run


def run_of_finding(case: Case, finding: str) -> tuple[Run, str]:
    """Return the last run that has the finding, and its whole id; the beginning of an id is enough where it is one.

    Raises UsageError when no run has it, or when several findings of a run begin like this.
    """
    latest_run(case)
    for run in reversed(case.runs()):
        ids = run.table("findings")["finding"].to_list() if "findings" in run.table_names else []
        if finding in ids:
            return run, finding
        matches = sorted({found for found in ids if finding and found.startswith(finding)})
        if len(matches) == 1:
            return run, matches[0]
        if matches:
            raise UsageError(
                f"{len(matches)} findings begin with {finding}: {', '.join(matches[:5])}. Type more of the id."
            )
    raise UsageError(
        f"{case.path} has no finding {finding}. See which there are: unisono findings {quote(str(case.path))}"
    )
