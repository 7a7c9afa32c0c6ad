"""The parts of the live page, each filled on its own, so that the server sends the one that has changed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from shlex import quote
from typing import Any

from unisono.cases.live.alerts import Alert
from unisono.cases.live.gaps import blind_between
from unisono.cases.live.rates import EVERY_S
from unisono.web.asked import Asked
from unisono.web.figures.rates import draw_rates, minutes_of
from unisono.web.live.followed import LIVING, Followed
from unisono.web.live.streams import Parts
from unisono.web.live.subjects import posts_address, subject_address
from unisono.web.rendering import render

PARTS = ("said", "state", "alerts", "chart", "movers", "networks", "gaps", "counts")
"""Each has a template live/NAME.html.j2, and an element with data-part=NAME on the page."""

SHOWN = timedelta(hours=1)
LEAST_SHOWN = timedelta(minutes=10)
MOST_GAPS = 100
MOST_NETWORKS = 20
Values = dict[str, Any]  # Any: what templates show


def values_of(asked: Asked, followed: Followed) -> Values:
    """Return what the parts of the page show."""
    until = shown_until(followed)
    since = _shown_since(followed, until)
    shown = [rate for rate in followed.rates if since < rate.at <= until]
    blind = blind_between(followed.gaps, since, until)
    newest = followed.alerts[::-1]
    first = (asked.page_number - 1) * asked.rows_shown
    return {
        "followed": followed,
        "status": followed.status,
        "state": followed.state,
        "is_running": followed.state in (*LIVING, "silent"),
        "command": command_for(asked, followed),
        "alerts": [shown_alert(asked, one) for one in newest[first : first + asked.rows_shown]],
        "alerts_in_all": len(newest),
        "newest": newest[0] if newest else None,
        "since": since,
        "until": until,
        "picture": draw_rates(shown, blind, since, until, asked.clock),
        "minutes": minutes_of(shown, blind, since),
        "blind": blind,
        "every_s": EVERY_S,
        "open_gap": next((gap for gap in reversed(followed.gaps) if gap.to_at is None), None),
        "gaps_shown": followed.gaps[::-1][:MOST_GAPS],
        "movers": [(one, _mover_address(asked, one)) for one in (followed.status.movers if followed.status else ())],
        "networks": followed.networks,
        "most_networks": MOST_NETWORKS,
    }


def shown_until(followed: Followed) -> datetime:
    """Return the moment at which the chart ends: now while somebody watches, else the last sign of the watcher."""
    if followed.state in (*LIVING, "silent"):
        now = datetime.now(UTC)
        return now.replace(second=now.second // EVERY_S * EVERY_S, microsecond=0)
    signs = [rate.at for rate in followed.rates[-1:]] + ([followed.status.at] if followed.status else [])
    return max(signs, default=datetime.now(UTC))


def _shown_since(followed: Followed, until: datetime) -> datetime:
    """Return the moment at which the chart begins: what was before the watch began is nothing that was missed."""
    begun = [until - LEAST_SHOWN, *(rate.at for rate in followed.rates[:1]), *(gap.from_at for gap in followed.gaps)]
    return max(until - SHOWN, min(begun))


def shown_alert(asked: Asked, alert: Alert) -> Values:
    """Return an alert with where it leads."""
    return {
        "alert": alert,
        "address": subject_address(asked, alert.subject_kind, alert.subject),
        "posts_address": posts_address(asked, alert),
    }


def command_for(asked: Asked, followed: Followed) -> str:
    """Return what to type to watch this case, from where it was watched last."""
    source = followed.status.source if followed.status else "jetstream"
    return f"unisono watch {quote(str(asked.case.path))} --from {quote(source)}"


def rows_of(followed: Followed) -> list[Values]:
    """Return the data of the page: the state, then the alerts, newest first, then the gaps."""
    status = followed.status
    told: list[Values] = [{"kind": "status", **(vars(status) if status else {}), "state": followed.state}]
    told += [{"kind": "alert", **vars(one)} for one in followed.alerts[::-1]]
    return told + [{"kind": "gap", **vars(one)} for one in followed.gaps]


def filled_parts(asked: Asked) -> Parts:
    """Return every part of the page by its name, filled anew where something has changed since the last time."""

    def look() -> tuple[str, Callable[[], Parts]]:
        followed = asked.workbench.live.follow(asked.case.path)

        def fill() -> Parts:
            values = values_of(asked, followed)
            return {name: part_of(name, asked, values) for name in PARTS}

        return f"{followed.stamp} {shown_until(followed)}", fill

    return asked.workbench.streams.parts((asked.name, asked.language), look)


def part_of(name: str, asked: Asked, values: Values) -> str:
    """Return one part of the page as HTML."""
    around = {"asked": asked, "query": asked.query, "here": asked.path}
    return render(f"live/{name}.html.j2", {**around, **values}, language=asked.language, zone=asked.case.zone)


def _mover_address(asked: Asked, mover: Mapping[str, Any]) -> str | None:  # Any: JSON
    return subject_address(asked, str(mover.get("kind") or ""), str(mover.get("item") or ""))
