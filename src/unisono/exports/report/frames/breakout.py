"""The Breakout Scale (Nimmo 2020, The Breakout Scale, Brookings): levels 1 to 3 from posts, 4 to 6 from people only."""

from collections.abc import Sequence
from dataclasses import dataclass

from unisono.exports.report.amounts import number
from unisono.exports.report.frames.passing_on import PassedOn, definition
from unisono.exports.report.frames.stated_levels import StatedView
from unisono.model.counting import counted

MANY = 2
"""Platforms or communities from which on they are several."""

LEVELS = {
    1: "One platform, one community",
    2: "One platform and several communities, or several platforms and one community",
    3: "Several platforms and several communities",
    4: "Reported by media beyond social platforms",
    5: "Passed on by people of great reach, such as celebrities or politicians",
    6: "Answered by a policy or another act, or a call to violence",
}
COMPUTED = (1, 2, 3)
"""Levels that posts can show; the others need evidence from outside, cited by a person."""


@dataclass(frozen=True)
class BreakoutView:
    """How far one network got, at least: a case holds some posts, not all.

    level: null where it cannot be said, then at_least is what its platforms alone give.
    """

    number: int
    level: int | None
    at_least: int
    meaning: str
    platforms: int
    communities: int | None
    says: str


@dataclass(frozen=True)
class BreakoutScale:
    """The networks on the scale, the definition of a community, what each level means, and what people stated."""

    networks: Sequence[BreakoutView]
    definition: str
    levels: Sequence[tuple[int, str, bool]]
    stated: Sequence[StatedView] = ()


def view_scale(found: dict[int, PassedOn], stated: Sequence[StatedView] = ()) -> BreakoutScale:
    """Return the scale with these networks on it; levels: number, meaning, and whether posts can show it.

    stated: levels that people gave, which change none that was computed.
    """
    return BreakoutScale(
        networks=[view_breakout(number, one) for number, one in sorted(found.items())],
        definition=definition(),
        levels=[(level, meaning, level in COMPUTED) for level, meaning in LEVELS.items()],
        stated=stated,
    )


def view_breakout(network: int, found: PassedOn) -> BreakoutView:
    """Return where one network stands."""
    at_least = 1 + (len(found.platforms) >= MANY)
    level = None if found.communities is None else at_least + (found.communities >= MANY)
    return BreakoutView(
        number=network,
        level=level,
        at_least=at_least if level is None else level,
        meaning=f"{LEVELS[at_least]}, or more" if level is None else LEVELS[level],
        platforms=len(found.platforms),
        communities=found.communities,
        says=_says(found),
    )


def _says(found: PassedOn) -> str:
    if found.cannot_say:
        return f"Cannot say how many communities it reached: {found.cannot_say}."
    own = f"{found.own_posts:,} of its {counted(found.posts, 'post')} are its own, on {', '.join(found.platforms)}"
    if not found.accounts:
        return f"{own}; no account outside the network passed one on in this case."
    passed = f"{counted(found.accounts, 'account')} outside passed them on {counted(found.times, 'time')}"
    groups = counted(found.communities, "community", "communities")
    rest = f"; {number(found.ungrouped)} of them are in none that can be told" if found.ungrouped else ""
    return f"{own}; {passed}, in at least {groups}{rest}."
