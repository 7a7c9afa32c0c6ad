"""A watchlist in Python: the card of what is known of it, and its ranks as a frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from unisono.api.notebook import html_card


@dataclass(frozen=True, repr=False)
class RankedWatchlist:
    """What the members of a list push. card: whose list it is, whom the case has, what stays and what is unusual.

    ranks: a row for each day, kind and thing, with the fields of `unisono show CASE watchlist NAME --json`.
    """

    card: Mapping[str, Any]  # Any: counts, names and lists
    ranks: pl.DataFrame

    def top(self, day: str | date | None = None, kind: str | None = None, ranks: int = 10) -> pl.DataFrame:
        """Return the first ranks of a day, the last one if none is named; kind: hashtag, link, domain or mention."""
        from unisono.dossiers.watchlist.describing import choose_ranks

        wanted = date.fromisoformat(day) if isinstance(day, str) else day or self.card["last_day"]
        return choose_ranks(self.ranks, day=wanted, kind=kind, top=ranks)

    def __repr__(self) -> str:
        """Say which list it is, and how much of it the case has."""
        card = self.card
        return (
            f"<RankedWatchlist {card['watchlist']}, version {card['version']}: {card['found']:,} of "
            f"{card['members']:,} members in the case, {len(card['unusual']):,} unusual things>"
        )

    def _repr_html_(self) -> str:
        card = self.card
        facts = [
            ("source", card["source"] or "not said"),
            ("date", card["date"] or "not said"),
            ("members in the case", f"{card['found']:,} of {card['members']:,}"),
            ("what stays on top", "; ".join(one["says"] for one in card["stays"][:3]) or "nothing"),
            ("unusual", f"{len(card['unusual']):,} things"),
        ]
        return html_card(f"Watchlist {card['watchlist']}", facts)
