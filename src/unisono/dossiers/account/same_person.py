"""With which other accounts the user has declared an account to belong to one person, and why."""

from unisono.cases import Case
from unisono.cases.same_persons import kept_links
from unisono.dossiers.subject_posts import Card


def describe_same_person(case: Case, account: str) -> Card | None:
    """Return person, accounts (the others, platform:id) and because; None where nobody has declared anything."""
    for link in kept_links(case.path):
        if account in link.accounts:
            others = [one for one in link.accounts if one != account]
            return {"person": link.person, "accounts": others, "because": link.because}
    return None
