"""The life of a network's accounts as the page shows it: five facts, their days, their week, and their subjects."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from unisono.dossiers.network.life import NetworkLife
from unisono.exports.report.amounts import Clock, number
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.figures.raster import RasterPicture, draw_raster
from unisono.exports.report.figures.subjects import Subject, draw_subjects
from unisono.exports.report.figures.week import draw_week
from unisono.exports.report.limits import Limits
from unisono.model.counting import counted

SUBJECTS_DRAWN = 12


@dataclass(frozen=True)
class LifeView:
    """One network's life; figures are null where there is nothing to draw, and `no_week` says why of the week."""

    facts: Sequence[tuple[str, str]]
    raster: RasterPicture | None
    week: Markup | None
    no_week: str
    zone: str
    quiet: str
    subjects: Markup | None
    turned: str
    words_withheld: bool


def view_life(network: int, life: NetworkLife, disclosure: Disclosure, clock: Clock, limits: Limits) -> LifeView:
    """Return one network's life ready for the page."""
    hours = life.hours
    named = {account: disclosure.handle(account) for account in life.lives["account"].to_list()}
    events = [("made", life.born_at), ("woke", life.woke_at), ("turned", life.turned_at)]
    told = [(disclosure.free_text(name), at) for name, at in life.events.select("name", "at").iter_rows()]
    return LifeView(
        facts=life_facts(life, clock),
        raster=draw_raster(
            network,
            lives=life.lives,
            days=life.days,
            names=named,
            events=[*events, *told],
            uncollected=life.uncollected,
            clock=clock,
            most_rows=limits.raster_rows,
            most_cells=limits.raster_cells,
        ),
        week=None
        if hours.cannot_say
        else draw_week(network, [("Its accounts", hours.counts), ("All other accounts of the case", life.others)]),
        no_week=f"{hours.cannot_say} (n = {hours.posts:,})" if hours.cannot_say else "",
        zone=hours.zone,
        quiet=_quiet(life),
        subjects=draw_subjects(network, _subjects(life, disclosure)),
        turned=_turned(life, clock),
        words_withheld=disclosure.hides_posts and bool((life.subjects["kind"] == "word").any()),
    )


def life_facts(life: NetworkLife, clock: Clock) -> list[tuple[str, str]]:
    """Return when the accounts were made, active, asleep, awake and turned, in words."""
    lives = life.lives
    members = lives.height
    made = lives["made_at"].drop_nulls()
    slept = lives.filter(pl.col("woke_at").is_not_null())
    active = lives["first_at"].drop_nulls()
    facts = [
        ("Made", f"{_span(made, clock)} ({len(made):,} of {members:,} say when)" if len(made) else "not stated"),
        ("Active", _span(pl.concat([active, lives["last_at"].drop_nulls()]), clock) if len(active) else "not known"),
        ("Asleep", "none had a long silence, at least three times as long as its others"),
    ]
    if slept.height:
        median = number(float(str(slept["silent_days"].median())))
        facts[2] = ("Asleep", f"{slept.height:,} of {members:,}, half of them for {median} days or more")
        together = f"together from {clock.day(life.woke_at)} on" if life.woke_at else "not together beyond chance"
        facts.append(("Awake", f"{_span(slept['woke_at'], clock)}; {together}"))
    return [*facts, ("Turned", _turned_together(life, clock))]


def _turned_together(life: NetworkLife, clock: Clock) -> str:
    if life.turned_at:
        return f"together about {clock.day(life.turned_at)}"
    if life.no_turn_because:
        return f"cannot say: {life.no_turn_because}"
    return f"not together beyond chance ({life.could_turn:,} of {life.lives.height:,} have posts enough to tell)"


def _span(times: pl.Series, clock: Clock) -> str:
    ordered = times.sort()
    first, last = clock.day(ordered[0]), clock.day(ordered[-1])
    return first if first == last else f"{first} to {last}"


def _quiet(life: NetworkLife) -> str:
    quiet = life.hours.quiet_hours()
    if quiet is None:
        return ""
    first, hours = quiet
    return f"Its quietest {counted(hours, 'hour')} begin at {first:02d}:00, with 1 % of its busy hours at most."


def _turned(life: NetworkLife, clock: Clock) -> str:
    if life.turned_at is None:
        return ""
    before, after = counted(life.posts_before, "post"), counted(life.posts_after, "post")
    return f"{before} before {clock.day(life.turned_at)}, {after} from then on."


def _subjects(life: NetworkLife, disclosure: Disclosure) -> list[Subject]:
    """Return what changed most; single words of posts are left out where the copy withholds the posts."""
    kept = life.subjects.filter(pl.col("kind") != "word") if disclosure.hides_posts else life.subjects
    return [
        Subject(disclosure.free_text(row["item"]), row["kind"], row["before"], row["after"])
        for row in kept.head(SUBJECTS_DRAWN).iter_rows(named=True)
    ]
