"""What windows over a stream can be told, and what adding posts to them gave."""

from dataclasses import dataclass

from unisono.model.errors import UsageError


@dataclass(frozen=True)
class WindowSettings:
    """How far windows reach back and how much they hold; whichever ends first decides.

    reach_s: seconds before the watermark. most_acts: acts (one post on one object) held at most. most_texts: distinct
    texts that new ones are compared with. lateness_s: how far the watermark stays behind the newest credible post.
    future_s: posts dated further ahead than this are set aside. past_hours: after so many hours what an object was
    used before counts half.
    """

    reach_s: float = 600.0
    most_acts: int = 2_000_000
    most_texts: int = 100_000
    lateness_s: float = 30.0
    future_s: float = 120.0
    past_hours: float = 6.0

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        for name in ("reach_s", "most_acts", "most_texts", "past_hours"):
            if not getattr(self, name) > 0:
                raise UsageError(f"{name} is {getattr(self, name)}; give a number above 0.")
        for name in ("lateness_s", "future_s"):
            if not getattr(self, name) >= 0:
                raise UsageError(f"{name} is {getattr(self, name)}; give 0 or more seconds.")


@dataclass(frozen=True)
class Added:
    """What became of posts that were given to the windows.

    posts, acts: taken in; late: of these posts, those older than the watermark was. Not taken in: duplicates (posts
    that the window has), too_late (older than it reaches), from_future (dated ahead of the stream), without_time (no
    time or no account).
    """

    posts: int = 0
    acts: int = 0
    late: int = 0
    duplicates: int = 0
    too_late: int = 0
    from_future: int = 0
    without_time: int = 0
