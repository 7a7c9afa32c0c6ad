"""All that the page says, measured: within the labelled timelines, within the profiles, and between the sets."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.automation.fitting import chances, fit_curves
from benchmarks.automation.labelled import (
    WORLD_SEEDS,
    LabelledActs,
    LabelledProfiles,
    at_least,
    read_cresci,
    read_rtbust,
    together,
    world_of,
)
from benchmarks.automation.model_file import fit_model
from benchmarks.automation.profile_features import Field, eras, fields_of, leaks, within_quarters
from benchmarks.automation.scores import Bin, Score, area, base_brier, bins_of, brier
from benchmarks.automation.trials import (
    by_fifths,
    from_set,
    plain_windows,
    profiles_by_fifths,
    sample,
    stretch,
    whole,
    with_set,
)
from benchmarks.automation.tried import tried_features
from benchmarks.automation.windows import cut, features_of
from unisono.accounts.automation.abstaining import FEWEST_ACTS
from unisono.accounts.automation.act_features import REPOST, count_acts, count_blocks
from unisono.accounts.automation.curves import Curves
from unisono.accounts.automation.estimate import STRETCHES, with_intervals

Float64 = NDArray[np.float64]
Bool = NDArray[np.bool_]

FEW_ACTS = (25, 50, 100, 200, 400, 800)
DRAWS = 4
"""Stretches of each length drawn of each account; the table has the mean of their scores."""

SHARES = (0.3, 0.1)
LEVELS = (0.5, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Row:
    """One line of a table of scores."""

    name: str
    accounts: int
    area: Score
    brier: Score
    base: float


def row_of(name: str, estimates: Float64, run: Bool) -> Row:
    """Return the scores of estimates."""
    return Row(name, len(run), area(estimates, run), brier(estimates, run), base_brier(run))


@dataclass(frozen=True)
class ActMeasures:
    """What was measured on timelines, of accounts that were not fitted on.

    run: accounts labelled as run by programs. by_acts: acts seen, area, Brier; means of so many draws. samples: share
    of acts seen. reached: estimate, shares of accounts run by programs and of people that reach it. tried: signal
    added, area. covered: acts, share of intervals that hold the estimate from all acts.
    """

    run: int
    draws: int
    all_acts: Row
    bins: list[Bin]
    by_acts: list[tuple[int, float, float]]
    samples: list[tuple[float, Row]]
    reached: list[tuple[float, float, float]]
    tried: list[tuple[str, float]]
    covered: list[tuple[int, float]]


def measure_acts(known: LabelledActs) -> ActMeasures:
    """Return what the curves are worth on a set of labelled timelines."""
    seen = [whole, *(stretch(length, draw) for length in FEW_ACTS for draw in range(DRAWS)), *map(sample, SHARES)]
    estimates = by_fifths(known, seen)
    run = known.run
    by_acts = []
    for number, length in enumerate(FEW_ACTS):
        own = estimates[1 + number * DRAWS : 1 + (number + 1) * DRAWS]
        areas, errors = [area(one, run).value for one in own], [((one - run) ** 2).mean() for one in own]
        by_acts.append((length, float(np.mean(areas)), float(np.mean(errors))))
    samples = [
        (share, row_of("", one, run)) for share, one in zip(SHARES, estimates[1 + len(by_acts) * DRAWS :], strict=True)
    ]
    all_acts = estimates[0]
    return ActMeasures(
        run=int(run.sum()),
        draws=DRAWS,
        all_acts=row_of("all acts", all_acts, run),
        bins=bins_of(all_acts, run),
        by_acts=by_acts,
        samples=samples,
        reached=[
            (level, float((all_acts[run] >= level).mean()), float((all_acts[~run] >= level).mean())) for level in LEVELS
        ],
        tried=tried_out(known),
        covered=[(length, share_covered(fit_model(known), known, length)) for length in (200, 400, 800, 1_600)],
    )


def tried_out(known: LabelledActs) -> list[tuple[str, float]]:
    """Return the area from all acts with each signal that was left out added to those that are used."""
    used = features_of(known)
    found = [("none", area(profiles_by_fifths(used, known.run), known.run).value)]
    for name, more in tried_features(known).items():
        with_more = np.column_stack([used, more])
        found.append((name, area(profiles_by_fifths(with_more, known.run), known.run).value))
    everything = np.column_stack([used, *tried_features(known).values()])
    found.append(("all of these", area(profiles_by_fifths(everything, known.run), known.run).value))
    return found


def share_covered(curves: Curves, known: LabelledActs, length: int) -> float:
    """Return how often the interval from some acts of an account holds the estimate from all; of long ones only."""
    long = at_least(known, 2 * length)
    some = cut(long, length, np.random.default_rng(length))
    counts, blocks = count_acts(some.acts, some.start), count_blocks(some.acts, some.start, STRETCHES)
    within, target = with_intervals(curves, counts, blocks), chances(curves, features_of(long))
    return float(((within[:, 1] <= target) & (target <= within[:, 2])).mean())


@dataclass(frozen=True)
class FieldMeasure:
    """One field of profiles: how well it tells alone, how well it tells when people were made, why it is left out."""

    name: str
    area: float
    era: float
    left_out: str


@dataclass(frozen=True)
class ProfileMeasures:
    """What was measured on profiles: fields, and scores with those that may be used and with those that may not."""

    run: int
    fields: list[FieldMeasure]
    rows: list[Row]
    within_quarters: list[float]
    bins: list[Bin]


def columns(fields: list[Field], names: set[str]) -> Float64:
    """Return the fields of these names: float64 (accounts, fields)."""
    return np.column_stack([one.values for one in fields if one.name in names])


def measure_profiles(known: LabelledProfiles) -> ProfileMeasures:
    """Return what fields of profiles are worth on a set of labelled profiles, and which leak how it was collected."""
    fields = fields_of(known.table)
    measured = [
        FieldMeasure(one.name, area(one.values, known.run).value, eras(known, one.values), leaks(known, one))
        for one in fields
    ]
    clean = {one.name for one in measured if not one.left_out}
    # The day of reading alone tells all: with it, a fit would have nothing left to do.
    all_fields = {one.name for one in measured} - {"day of reading"}
    sets = {
        "fields that do not leak": clean,
        "these and likes for each post": clean | {"likes for each post"},
        "all fields but the day of reading": all_fields,
    }
    rows: list[Row] = []
    quarters: list[float] = []
    bins: list[Bin] = []
    for name, names in sets.items():
        estimates = profiles_by_fifths(columns(fields, names), known.run)
        rows.append(row_of(name, estimates, known.run))
        quarters.append(within_quarters(known, estimates))
        bins = bins or bins_of(estimates, known.run)
    return ProfileMeasures(int(known.run.sum()), measured, rows, quarters, bins)


@dataclass(frozen=True)
class Transfer:
    """Estimates of one set by curves of another: what they are made from, both names, and how good they are."""

    signals: str
    fitted: str
    row: Row


def measure_transfer(
    timelines: LabelledActs, profiles: LabelledProfiles, acts: LabelledActs, invented: list[LabelledProfiles]
) -> list[Transfer]:
    """Return the scores of each set by curves of itself (by fifths), of another, and of both.

    acts and invented: those of synthetic worlds.
    """
    found = [
        Transfer("acts", "RTbust", row_of("RTbust", by_fifths(timelines, [whole])[0], timelines.run)),
        Transfer("acts", "simulated", row_of("simulated", by_fifths(acts, [whole])[0], acts.run)),
        Transfer("acts", "RTbust", row_of("simulated", from_set(timelines, acts), acts.run)),
        Transfer("acts", "simulated", row_of("RTbust", from_set(acts, timelines), timelines.run)),
        Transfer("acts", "both", row_of("RTbust", with_set(timelines, acts), timelines.run)),
        Transfer("acts", "both", row_of("simulated", with_set(acts, timelines), acts.run)),
    ]
    real = fields_of(profiles.table)
    clean = {one.name for one in real if not leaks(profiles, one)}
    run = np.concatenate([own.run for own in invented])
    worlds = np.concatenate([columns(fields_of(own.table), clean) for own in invented])
    mine = columns(real, clean)
    found += [
        Transfer("profile", "Cresci", row_of("Cresci", profiles_by_fifths(mine, profiles.run), profiles.run)),
        Transfer("profile", "simulated", row_of("simulated", profiles_by_fifths(worlds, run), run)),
        Transfer("profile", "Cresci", row_of("simulated", from_profiles(mine, profiles.run, worlds), run)),
        Transfer("profile", "simulated", row_of("Cresci", from_profiles(worlds, run, mine), profiles.run)),
    ]
    return found


def from_profiles(fitted: Float64, run: Bool, tried: Float64) -> Float64:
    """Return the estimates of profiles by curves of other profiles."""
    return chances(fit_curves(plain_windows(fitted, run.astype(np.float64))), tried)


@dataclass(frozen=True)
class Spoken:
    """What the program says of accounts that are unlike those it was fitted on.

    shares: of these accounts, those of which nothing is said, and those whose estimate is at least 0.5 and 0.8.
    """

    name: str
    accounts: int
    shares: tuple[float, float, float]


def what_is_said(curves: Curves, known: LabelledActs) -> list[Spoken]:
    """Return what is said of people and of accounts run by programs, all of which have acts enough."""
    features = features_of(known)
    silent = curves.outside(features).any(axis=1) | (curves.distances(features) > curves.farthest)
    estimates = np.where(silent, 0.0, chances(curves, features))
    return [
        Spoken(
            name,
            int(own.sum()),
            (float(silent[own].mean()), float((estimates[own] >= 0.5).mean()), float((estimates[own] >= 0.8).mean())),
        )
        for name, own in (("run by programs", known.run), ("people", ~known.run))
    ]


def reposting(known: LabelledActs, run: bool) -> float:
    """Return the median share of reposts of accounts with this label."""
    kinds = count_acts(known.acts, known.start).kinds[known.run == run]
    return float(np.median(kinds[:, REPOST] / kinds.sum(axis=1)))


@dataclass(frozen=True)
class Measures:
    """All that the page says; reposting: median share of reposts, of RTbust and the worlds, by label."""

    acts: ActMeasures
    profiles: ProfileMeasures
    transfer: list[Transfer]
    spoken: list[Spoken]
    reposting: dict[str, float]


def measure_all() -> Measures:
    """Read the labelled sets, build the worlds, measure."""
    timelines, profiles = read_rtbust(), read_cresci()
    worlds = [world_of(seed) for seed in WORLD_SEEDS]
    acts = at_least(together([own for own, _ in worlds]), FEWEST_ACTS)
    return Measures(
        measure_acts(timelines),
        measure_profiles(profiles),
        measure_transfer(timelines, profiles, acts, [own for _, own in worlds]),
        what_is_said(fit_model(timelines), acts),
        {
            "run": reposting(timelines, run=True),
            "people": reposting(timelines, run=False),
            "world_run": reposting(acts, run=True),
            "world_people": reposting(acts, run=False),
        },
    )
