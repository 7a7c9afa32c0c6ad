"""The tables of a run as one copy may show them: whole inside, with pseudonyms for peers and the public."""

from unisono.cases import Case, Run
from unisono.exports.exporter import INTERNAL
from unisono.exports.results import Results, read_results


def disclosed_results(case: Case, run: Run, profile: str) -> Results:
    """Return the tables of a run as a copy for these readers may show them."""
    results = read_results(run)
    if profile == INTERNAL:
        return results
    # Whoever lists the exports does not wait for the rules of the report, which take a second to import.
    from unisono.exports.hiding import disclosure_of, hide

    return hide(results, disclosure_of(case, results, profile))
