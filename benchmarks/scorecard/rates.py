"""What the measurements of the scorecard share: the level, what is planted, and a rate of alarms."""

from dataclasses import dataclass

LEVEL = 0.05
PUSHERS = 20
SHARE = 0.1


@dataclass(frozen=True)
class Rate:
    """How many of `trials` raised an alarm."""

    alarms: int
    trials: int

    def __str__(self) -> str:
        return f"{100 * self.alarms / self.trials:.1f} %"
