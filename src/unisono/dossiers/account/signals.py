"""The signals of an account beside those of accounts like it, and the automation estimate with what moves it."""

from unisono.accounts.automation.estimate import estimate_automation
from unisono.accounts.automation.wording import says
from unisono.accounts.known import KnownAccounts
from unisono.accounts.percentiles import Reference, reference_of
from unisono.accounts.scripts_and_places import find_inconsistencies
from unisono.accounts.signals import SIGNALS
from unisono.accounts.signals.measuring import measure_signals
from unisono.accounts.signals.reading import read_account
from unisono.dossiers.account.material import Material
from unisono.dossiers.subject_posts import Card
from unisono.model.names import ACCOUNT_NAME


def describe_signals(material: Material, reference: Reference | None = None) -> dict[str, Card]:
    """Return by name the account's signals.

    Each has group, unit, value, n, percentile, reference, says, cannot_say, is_no and caveat. `is_no`: there is no
    value because what the signal tells of did not happen; `cannot_say` has the reason. The reference is the case itself
    where none is given: percentile is the share of others like it, in percent, that have less. Empty where no post of
    the account has a time.
    """
    if material.place is None:
        return {}
    table = measure_signals(material.as_written)
    readings = read_account(table, reference or reference_of(table), material.account)
    declared = {signal.name: signal for signal in SIGNALS}
    return {
        one.signal: {
            "group": declared[one.signal].group,
            "unit": declared[one.signal].unit,
            "value": one.value,
            "n": one.n,
            "percentile": one.percentile,
            "reference": one.reference,
            "reference_n": one.reference_n,
            "says": one.says,
            "cannot_say": one.cannot_say,
            "is_no": one.is_no,
            "caveat": declared[one.signal].caveat,
        }
        for one in readings
    }


def describe_clues(material: Material) -> list[Card]:
    """Return what does not fit of its name, stated place, profile and writing: clue, says, caveat and n.

    Clues are no findings: each has its innocent reasons, in `caveat`.
    """
    profile = material.known.profiles.filter(ACCOUNT_NAME.eq(material.account))
    return find_inconsistencies(KnownAccounts(material.own, profile)).drop("account").to_dicts()


def describe_automation(material: Material) -> Card | None:
    """Return the automation estimate with its interval, n, what moves it most, and the sentence that says it.

    None where no post of the account has a time. It is an estimate of how an account posts, never of what it is.
    """
    if material.place is None:
        return None
    row = estimate_automation(material.known, [material.account]).row(0, named=True)
    kept = ("estimate", "low", "high", "n", "strongest", "cannot_say")
    return {**{name: row[name] for name in kept}, "says": says(row)}
