"""What was measured of a network, as evidence that speaks for or against rival explanations of it, or says nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from unisono.cases import Run
from unisono.detectors.verdicts import LIFTED
from unisono.dossiers.network.rows import Row
from unisono.model.counting import counted
from unisono.model.tested_fits import FITS_FROM, measured_fit

FOR, AGAINST, SILENT, NOT_TESTED = "consistent", "inconsistent", "says nothing", "not tested"

CHANCE_BELOW = 0.05
WITHIN_S, APART_S = 180.0, 360.0
"""Half of the members are nearer to the next one, or further: the bounds of networks/innocent/like_habits.py."""

MANY_DAYS, FEW_DAYS = 4, 2
ALL_TOGETHER, OWN_LIFE = 0.9, 0.5
"""Shares of a member's acts with the network from which it did little else, and below which it has a life beside it."""

FITS_IN_PART = 0.2
SELLS_FROM, HARDLY_SELLS = 0.3, 0.1
MOSTLY_UNKNOWN = 0.8
ON_THE_MINUTE, MINUTE_TIMES = 0.5, 0.95

FAMILIES: Mapping[str, tuple[str, Sequence[str]]] = {
    "shared_source": ("A shared source", ("share_button", "one_publisher", "newswire")),
    "mobilisation": ("Fans, activists, friends", ("fan_club", "agreed_activism", "like_habits")),
    "automation": ("Automation that says so", ("declared_bots",)),
    "one_person": ("One person", ("one_person",)),
    "artefact": ("The way of collecting", ("collection_artefact",)),
}
"""Tested explanations that are ways of one rival: the best one speaks, so that many tests are not many witnesses."""


@dataclass(frozen=True)
class Evidence:
    """One thing measured: what it says in counts, and how it stands to each rival that it is not silent about."""

    name: str
    says: str
    stands: Mapping[str, str]
    tested: bool = True


@dataclass(frozen=True)
class Measured:
    """What the acts of a network show by themselves; None where there are none.

    nearest_s: median seconds to the next member on the same object. days: different days (UTC) with acts. on_minute:
    the share of its posts at second 0. together: the median member's share of acts made with the network.
    """

    nearest_s: float | None
    days: int
    posts: int
    on_minute: float | None
    together: float | None


def measure_acts(run: Run, number: int) -> Measured:
    """Return what the acts of one network of a run show."""
    acts = run.table("acts").filter(pl.col("network") == number)
    members = run.table("members").filter(pl.col("network") == number)
    same = ("layer", "object")
    before = (pl.col("at") - pl.col("at").shift(1).over(same)).dt.total_milliseconds()
    after = (pl.col("at").shift(-1).over(same) - pl.col("at")).dt.total_milliseconds()
    nearest = acts.sort(*same, "at", "account").select((pl.min_horizontal(before, after) / 1000.0).median()).item()
    posts = acts.select("post", "at").unique("post", keep="any")
    return Measured(
        nearest_s=nearest,
        days=acts["at"].dt.date().n_unique() if acts.height else 0,
        posts=posts.height,
        on_minute=posts.select((pl.col("at").dt.second() == 0).mean()).item(),
        together=members.select(pl.col("explained_share").median()).item() if members.height else None,
    )


def evidence_of(page: Row, measured: Measured, twin_networks: int | None) -> list[Evidence]:
    """Return the evidence about a network in a fixed order; page: of describing.describe_network."""
    return [
        _beyond_chance(page, twin_networks),
        _pace(measured),
        _days(measured),
        _own_life(measured),
        _minutes(measured),
        *_tested(page["innocent"]),
        _purpose(page),
        _signs(page),
        _seen_before(page),
        Evidence("The platform", "What the platform recommended or showed as trending is not in posts.", {}, False),
    ]


def _stands(consistent: str = "", inconsistent: str = "") -> dict[str, str]:
    return dict.fromkeys(consistent.split(), FOR) | dict.fromkeys(inconsistent.split(), AGAINST)


def _beyond_chance(page: Row, twin_networks: int | None) -> Evidence:
    name = "More often than chance"
    if page["q"] is None:
        return Evidence(name, "How often chance would give as much was not measured.", {}, False)
    twin = "" if twin_networks is None else f" A shuffled copy of the case gave {counted(twin_networks, 'network')}."
    says = f"q is {page['q']:.2g}, beyond what activity, popularity and shared interest give.{twin}"
    if page["q"] > CHANCE_BELOW:
        return Evidence(name, f"q is {page['q']:.2g}: chance is not ruled out.{twin}", _stands("organic"))
    acting = "mobilisation shared_source automation commercial one_person authentic inauthentic"
    return Evidence(name, says, _stands(acting, "organic"))


def _pace(measured: Measured) -> Evidence:
    name = "Pace"
    if measured.nearest_s is None:
        return Evidence(name, "No two members came to the same object.", {}, False)
    apart = f"{measured.nearest_s:,.0f} seconds" if measured.nearest_s >= 1.5 else "a second"
    says = f"Half of the acts came within {apart} of another member's act on the same object."
    if measured.nearest_s < WITHIN_S:
        return Evidence(
            name, f"{says} Large crowds are as quick.", _stands("automation authentic inauthentic artefact")
        )
    if measured.nearest_s < APART_S:
        return Evidence(name, says, {})
    return Evidence(name, says, _stands("organic mobilisation shared_source one_person", "automation artefact"))


def _days(measured: Measured) -> Evidence:
    name = "Days"
    if not measured.days:
        return Evidence(name, "No acts are recorded.", {}, False)
    says = f"The acts fall on {counted(measured.days, 'day')}."
    if measured.days >= MANY_DAYS:
        return Evidence(name, f"{says} One event passes sooner.", _stands("", "organic"))
    return Evidence(name, says, _stands("organic mobilisation") if measured.days <= FEW_DAYS else {})


def _own_life(measured: Measured) -> Evidence:
    name = "Lives beside it"
    if measured.together is None:
        return Evidence(name, "How much else members did was not measured.", {}, False)
    says = f"The median member made {measured.together:.0%} of its acts in this case with the network."
    if measured.together >= ALL_TOGETHER:
        return Evidence(name, says, _stands("automation commercial inauthentic shared_source", "organic"))
    if measured.together < OWN_LIFE:
        return Evidence(name, says, _stands("organic mobilisation authentic", "commercial"))
    return Evidence(name, says, {})


def _minutes(measured: Measured) -> Evidence:
    name = "Full minutes"
    if measured.on_minute is None or measured.on_minute >= MINUTE_TIMES:
        return Evidence(name, "The files tell times to the minute only.", {}, False)
    says = f"{measured.on_minute:.0%} of {counted(measured.posts, 'post')} came in the first second of a minute."
    scheduled = measured.on_minute >= ON_THE_MINUTE
    return Evidence(name, says, _stands("automation artefact", "organic mobilisation") if scheduled else {})


def _tested(innocent: Sequence[Row]) -> Iterator[Evidence]:
    """Yield one piece of evidence for each family of explanations that the scan tested: the best of it."""
    for rival, (name, explanations) in FAMILIES.items():
        tested = [one for one in innocent if one.get("explanation") in explanations]
        # Of explanations that do not fit, one that was not measured counts: the family is not ruled out.
        best = max(tested, key=lambda one: (measured_fit(one) or 0.0, measured_fit(one) is None), default=None)
        if best is None or measured_fit(best) is None:
            yield Evidence(name, "This was not measured." if best is None else str(best.get("because")), {}, False)
            continue
        fit, words = float(best["fit"]), str(best["explanation"]).replace("_", " ")
        says = f"{words.capitalize()} fits {fit:.2f} of 1. {best.get('because') or ''}".strip()
        if fit >= FITS_FROM:
            # A group that hides would have to imitate what the explanation predicts; a doubt is for the accounts.
            also = " authentic" if best["explanation"] == "agreed_activism" else ""
            yield Evidence(name, says, _stands(f"{rival}{also}", "inauthentic"))
        else:
            yield Evidence(name, says, _stands("", rival) if fit < FITS_IN_PART else {})


def _purpose(page: Row) -> Evidence:
    name, mix = "What they post for", page["purpose_mix"]
    shares = mix["shares"] or {}
    if mix["cannot_say"] or not shares or (shares.get("unknown") or 0.0) >= MOSTLY_UNKNOWN:
        return Evidence(name, f"What they post for is not recognised. {mix['cannot_say'] or ''}".strip(), {}, False)
    sold = shares.get("commercial") or 0.0
    says = f"{sold:.0%} of their posts with words are advertising. {str(mix['for_hire_because']).capitalize()}."
    if page["for_hire"]:
        return Evidence(name, says, _stands("commercial", "organic authentic"))
    if sold >= SELLS_FROM:
        return Evidence(name, says, _stands("commercial", "organic"))
    return Evidence(name, says, _stands("", "commercial") if sold < HARDLY_SELLS else {})


def _signs(page: Row) -> Evidence:
    name, because = "What the accounts show", page.get("verdict_because")
    if not because:
        return Evidence(name, "What the accounts themselves show was not looked for.", {}, False)
    if page["verdict"] == LIFTED:
        against = "organic mobilisation shared_source authentic"
        return Evidence(name, str(because), _stands("inauthentic", against))
    # Bought accounts can look like any other: that nothing is seen speaks for the open ones, not against the others.
    open_ones = "organic mobilisation shared_source automation one_person authentic"
    return Evidence(name, f"Nothing that lifts the verdict. {because}", _stands(open_ones))


def _seen_before(page: Row) -> Evidence:
    name, again = "Seen before", [one for one in page["known_networks"] if one["again"]]
    if not again:
        told = page["registry_problem"] or "No other case that the registry knows has this network."
        return Evidence(name, told, {}, False)
    told = ", ".join(sorted({str(one["case"]) for one in again}))
    acting = "automation commercial one_person authentic inauthentic"
    return Evidence(
        name, f"Most of it acted together in another case, too: {told}.", _stands(acting, "organic artefact")
    )
