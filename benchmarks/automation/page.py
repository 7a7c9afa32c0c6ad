"""The page that says what the automation estimate is worth, written from what was measured."""

from collections.abc import Sequence

from benchmarks.automation.measures import ActMeasures, Measures, ProfileMeasures, Transfer
from benchmarks.calibration.page import wrapped
from benchmarks.calibration.tables import table
from unisono.accounts.automation.abstaining import FEWEST_ACTS

PREVALENCES = (0.5, 0.2, 0.05, 0.01)
ESTIMATES = (0.9, 0.8, 0.7, 0.5, 0.2)

HEAD = """# Automation estimate: what it is worth

The [automation estimate](concepts/automation.md) says how much the acts of an account look like those of accounts that
programs run. This page is written by `make calibrate`, from labelled accounts that it has not been fitted on: each
account is judged by curves of the other four fifths. Values in brackets are intervals of 95 %. Where the labelled
accounts are not on the machine, the page is left as it is; `python -m benchmarks.automation` writes it alone.

- **AUC**: how often, of one account labelled as run by a program and one labelled as a person's, the first has the
  higher estimate (interval: DeLong et al. 1988). 0.5 is what a coin reaches, 1 is always.
- **Brier**: mean squared distance between estimate and label (accounts drawn again). 0 is perfect; *knowing nothing* is
  who always says the share of accounts that programs run.

The labels were given by people who looked at accounts. Such annotators agree with each other only in part, so no
estimate can agree with all of them.
"""

ACTS = """
Of each of {accounts} accounts (RTbust: Mazza, Cresci, Avvenuti, Quattrociocchi and Tesconi 2019; {run} labelled as run
by programs) there is a string of its last acts, at most 3,250: own post, repost, reply. Nothing else is used: no
account number, no total, not how many acts there are.

**AUC {area}, Brier {brier}**; knowing nothing: {base:.3f}.

![What was estimated, and the share that is labelled as run by programs](pictures/automation.svg)

Each point is a tenth of the accounts, by rising estimate, with the interval of its share. On the dashed line estimates
are right on average.
"""

REACHED = """
How many accounts reach an estimate. The last column are the wronged: people whose acts look like a program's. Most of
them repost nearly all of the time.
"""

FEW = """
A case often holds few acts of an account. The same accounts, judged by stretches of their acts (mean of {draws} draws),
and by a sample picked at random from all of them, as searches and samples of posts give. From {fewest} acts on, the AUC
is at least 0.80; below, nothing is said.
"""

SAMPLED = """
Samples hide what comes in a row. An estimate from a sample of posts is worth less than its number of acts promises, so
nothing is said where a profile shows that the case holds less than a tenth of what the account posted in that time.
"""

COVERED = """
How often the interval from a stretch held the estimate from all acts of the account, among accounts with at least
twice as many; 95 % is aimed at. The allowance for accounts that change was chosen on these timelines.
"""

TRIED = """
Signals that were tried beside those that are used; AUC from all acts, with another way of drawing fifths than above.
None is worth having one more number to explain.
"""

PREVALENCE = """
Half of the labelled accounts were run by programs. Where fewer are, an estimate says less. What it comes to, by Bayes'
rule, where so many accounts of the kind you look at are run by programs; nobody knows that share:
"""

PROFILES = """
{accounts} profiles: people, and the {run} spam accounts of one campaign (subset of Cresci, Di Pietro, Petrocchi,
Spognardi and Tesconi 2017). **A model that tells them apart need not know anything about automation**: all accounts of
the campaign were read between April and June 2014, all people on 1 and 2 May 2015; 900 of the 991 accounts use Italian
and no person does; most were made in 2012. The day of reading alone reaches an AUC of 1. A field is therefore left out
if it says who was looked for or when, or if it tells people made early from people made late: an AUC beyond 0.4 to 0.6
for *that*, in the column *era*. The file's own number of the account, its time zone, its colours, banners and
addresses of pictures are not read at all: they are missing in one set more often than in the other, or change with the
years.
"""

PROFILE_SCORES = """
*Same quarter* is the AUC among accounts that were made in the same three months.
"""

NOT_USED = """
The profiles are measured here and **not used in the estimate**. What they tell apart is one campaign from people who
took part in a study. No second set of labelled profiles was at hand to show that anything of it holds elsewhere.
"""

TRANSFER = """
Fitted on one set, tried on another. *Simulated* are {simulated} accounts of synthetic worlds with at least {fewest}
acts: members of planted networks of every playbook, who follow commands, and accounts that declare a program, against
people, among them a party's staff that only reposts. Their profiles are of all accounts of these worlds. Rows from a
set to itself are by fifths.
"""

TRANSFERRED = """
RTbust has acts and no profiles, the subset of Cresci profiles and no acts: neither can be tried on the other. In
synthetic worlds members of networks have profiles like everybody's, so from these nothing can be told.

**Nothing transfers between RTbust and synthetic worlds.** Of the accounts that RTbust labels as run by programs, half
repost in more than {run} of their acts, of its people in more than {people}; in the worlds it is {world_run} and
{world_people}, as half of the playbooks push texts and tags by own posts. An estimate fitted on both is worse on real
accounts, so the one that comes with the program is fitted on RTbust alone. Take this as a warning: the accounts of
RTbust reposted in Italian, on one platform, in 2018, and **on accounts that are not like them the estimate may be as
wrong**. Where signals lie outside those of nearly all accounts of RTbust, nothing is said. That helps in part: what the
program says of the simulated accounts, although it knows nothing of them:
"""

SPOKEN = ("simulated accounts", "accounts", "nothing is said of", "estimate at least 0.5", "at least 0.8")


def write_page(measures: Measures) -> str:
    """Return the page in Markdown."""
    simulated = next(
        one.row.accounts for one in measures.transfer if one.signals == "acts" and one.row.name == "simulated"
    )
    sections = [
        wrapped(HEAD),
        "## Timelines\n" + "\n".join(acts_section(measures.acts)),
        "\n## Profiles\n" + "\n".join(profiles_section(measures.profiles)),
        "\n## From one set to another\n" + wrapped(TRANSFER.format(simulated=f"{simulated:,}", fewest=FEWEST_ACTS)),
        *transfer_table(measures.transfer),
        wrapped(TRANSFERRED.format(**{name: f"{100 * share:.0f} %" for name, share in measures.reposting.items()})),
        *table(SPOKEN, [(one.name, one.accounts, *map(in_percent, one.shares)) for one in measures.spoken]),
    ]
    return "\n".join(sections).rstrip() + "\n"


def in_percent(share: float) -> str:
    """Return a share in percent."""
    return f"{100 * share:.1f} %"


def acts_section(acts: ActMeasures) -> list[str]:
    """Return what is said of timelines."""
    whole = acts.all_acts
    known = {
        "accounts": whole.accounts,
        "run": acts.run,
        "area": whole.area,
        "brier": whole.brier,
        "base": whole.base,
    }
    few = [(f"{length:,} in a row", f"{own:.3f}", f"{error:.3f}") for length, own, error in acts.by_acts]
    samples = [
        (f"{share:.0%} picked at random".replace("%", " %"), f"{row.area.value:.3f}", f"{row.brier.value:.3f}")
        for share, row in acts.samples
    ]
    reached = [(f"{level:.1f}", *map(in_percent, shares)) for level, *shares in acts.reached]
    return [
        wrapped(ACTS.format(**known)),
        wrapped(REACHED.lstrip()),
        *table(("estimate at least", "of accounts run by programs", "of people"), reached),
        wrapped(PREVALENCE),
        *prevalence_table(),
        wrapped(FEW.format(draws=acts.draws, fewest=FEWEST_ACTS)),
        *table(("acts seen", "AUC", "Brier"), [*few, *samples]),
        wrapped(SAMPLED),
        wrapped(COVERED.lstrip()),
        *table(("acts", "held"), [(f"{length:,}", f"{100 * share:.0f} %") for length, share in acts.covered]),
        wrapped(TRIED),
        *table(("signal added", "AUC"), [(name, f"{value:.3f}") for name, value in acts.tried]),
    ]


def prevalence_table() -> list[str]:
    """Return what estimates come to where other shares of accounts are run by programs than of those fitted on."""
    rows = [
        (f"{estimate:.1f}", *(f"{where_fewer(estimate, share):.2f}" for share in PREVALENCES)) for estimate in ESTIMATES
    ]
    return table(("estimate", *(f"{100 * share:g} % are" for share in PREVALENCES)), rows)


def where_fewer(estimate: float, share: float) -> float:
    """Return an estimate made where half are run by programs as it would be where this share is, by Bayes' rule."""
    odds = estimate / (1.0 - estimate) * share / (1.0 - share)
    return odds / (1.0 + odds)


def profiles_section(profiles: ProfileMeasures) -> list[str]:
    """Return what is said of profiles."""
    known = {"accounts": f"{profiles.rows[0].accounts:,}", "run": profiles.run}
    fields = [
        (one.name, f"{one.area:.3f}", f"{one.era:.3f}", f"no: {one.left_out}" if one.left_out else "yes")
        for one in profiles.fields
    ]
    scores = [
        (row.name, row.area, row.brier, f"{row.base:.3f}", f"{within:.3f}")
        for row, within in zip(profiles.rows, profiles.within_quarters, strict=True)
    ]
    return [
        wrapped(PROFILES.format(**known)),
        *table(("field", "AUC alone", "era", "may be used"), fields),
        wrapped(PROFILE_SCORES),
        *table(("fields", "AUC", "Brier", "knowing nothing", "same quarter"), scores),
        wrapped(NOT_USED),
    ]


def transfer_table(transfer: Sequence[Transfer]) -> list[str]:
    """Return one row for each pair of sets."""
    rows = [
        (
            one.signals,
            one.fitted,
            one.row.name,
            f"{one.row.accounts:,}",
            one.row.area,
            one.row.brier,
            f"{one.row.base:.3f}",
        )
        for one in transfer
    ]
    return table(("from", "fitted on", "tried on", "accounts", "AUC", "Brier", "knowing nothing"), rows)
