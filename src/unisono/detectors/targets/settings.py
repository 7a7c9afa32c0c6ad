"""From when on posts against a target are an episode, and an episode a massive one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AttackSettings:
    """What makes an episode massive, and what joins bursts to one episode."""

    massive_posts: int = 100
    """Hostile or campaign posts that a massive episode has at least."""

    times_usual: float = 10.0
    """How many times as many they are as its hours would expect."""

    least_posts: int = 10
    """Posts of an episode; fewer are told of among the hostile posts, as no episode."""

    quiet_hours: float = 6.0
    """Bursts no further apart than this are waves of one episode."""

    least_usual_hours: int = 24
    """Hours outside of bursts that the case must have before anything is called usual."""
