"""Claims: what a live detector found in the windows, before rules and cool-downs decide whether it is told."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Claim:
    """One surprise about one subject, with what chance gives and the posts it rests on.

    value: of `measure`; expected: the same by chance; n: objects that this look compared; p: how often chance gives as
    much, of this one object at this one look. chance_per_day: how many claims as surprising chance gives in a day, all
    objects, windows and looks counted. event_at: the newest post's own time. accounts: how many; who: their names, or
    as many as are needed to know them again. posts: names of posts, strongest first, at most 50; posts_count: all.
    innocent: explanations that fit, beside those that its detector names always.
    """

    detector: str
    subject_kind: str
    subject: str
    measure: str
    value: float
    expected: float
    n: int
    p: float
    chance_per_day: float
    window_s: float
    because: str
    event_at: datetime
    accounts: int
    posts_count: int
    who: frozenset[str] = frozenset()
    posts: tuple[str, ...] = ()
    innocent: tuple[str, ...] = ()
    arrived_at: float | None = None
    """When its newest post arrived, in unix seconds; None: not known."""
