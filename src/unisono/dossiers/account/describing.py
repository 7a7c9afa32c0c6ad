"""One account on one card: who it says it is, its life, habits, changes and signals, and what was found about it."""

from unisono.accounts.percentiles import Reference
from unisono.cases import Case, Run
from unisono.dossiers.account.changes import describe_deletions, describe_identity_changes, describe_turn
from unisono.dossiers.account.claims import describe_networks, findings_about, innocent_of
from unisono.dossiers.account.habits import describe_habits, describe_languages
from unisono.dossiers.account.life import describe_dormancy, describe_life
from unisono.dossiers.account.material import Material, read_material
from unisono.dossiers.account.naming import find_account
from unisono.dossiers.account.profile import describe_profile
from unisono.dossiers.account.same_person import describe_same_person
from unisono.dossiers.account.signals import describe_automation, describe_clues, describe_signals
from unisono.dossiers.account.summary import summarise
from unisono.dossiers.hours_of_week import hours_of_week
from unisono.dossiers.subject_posts import Card


def describe_account(case: Case, run: Run | None, name: str, reference: Reference | None = None) -> Card:
    """Return everything known of an account named by a handle, a bare id or platform:id; raises UsageError.

    reference: what its signals are compared with, by default the other accounts of the case.
    """
    account = find_account(case, name)
    return card_of(read_material(case, run, account), reference)


def card_of(material: Material, reference: Reference | None = None) -> Card:
    """Return the card of one account; times are UTC, shares from 0 to 1, and what cannot be said is null with why."""
    own, run, account = material.own, material.run, material.account
    findings = findings_about(run, account)
    profile = describe_profile(material)
    card: Card = {
        "account_id": account,
        "handle": profile["handle"],
        "profile": profile,
        "same_person": describe_same_person(material.case, account),
        **describe_languages(own),
        "life": describe_life(material),
        "hours": hours_of_week(own, material.case.zone).as_json(),
        "dormancy": describe_dormancy(material),
        "turn": describe_turn(material),
        "identity_changes": describe_identity_changes(material),
        "deletions": describe_deletions(own, material.known.looks.filter(account=account)),
        **describe_habits(material),
        "networks": describe_networks(run, account),
        "signals": describe_signals(material, reference),
        "clues": describe_clues(material),
        "automation": describe_automation(material),
        "findings": findings,
        "innocent": innocent_of(findings),
    }
    return {**card, "says": summarise(card)}
