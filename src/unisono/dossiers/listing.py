"""What the lists of a case say of the places that its links lead to."""

from collections.abc import Iterable

from unisono.cases import Case
from unisono.cases.domain_lists import kept_domain_lists
from unisono.content.domain_lists import describe_listing, listed_domains
from unisono.dossiers.subject_posts import Card


def listings_of(case: Case, places: Iterable[str]) -> dict[str, list[Card]]:
    """Return what lists say of each place (domain, host, host/name, address): list, label, source, date, says."""
    found: dict[str, list[Card]] = {}
    wanted = list(dict.fromkeys(places))
    for row in listed_domains(wanted, kept_domain_lists(case.path)).iter_rows(named=True):
        listing = {name: row[name] for name in ("list", "label", "source", "date")}
        found.setdefault(row["domain"], []).append({**listing, "says": describe_listing(row)})
    return found
