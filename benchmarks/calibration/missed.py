"""Who is not found: the playbooks of which scans show nobody, or fewer than half, and why as far as that is known."""

from collections.abc import Iterator, Sequence

from benchmarks.calibration.outcome import Line
from benchmarks.calibration.playbooks import playbooks_of, recall_of, with_playbook
from benchmarks.calibration.rates import recall
from benchmarks.calibration.tables import counted, worded
from unisono.worlds.settings import CAMOUFLAGE, JITTER_SECONDS, LEVELS, PARTICIPATION

HALF = 0.5
REASONS = {
    "testimony": (
        "Every member tells the story in words of its own, in one of five languages, so that a pair rarely meets on "
        "one text; what all posts have in common is two hashtags, and that is too little to tell from chance. The "
        "detectors of texts name these accounts without a network: see [Planted texts](#planted-texts)."
    ),
}
"""Why a playbook may never be found, at any level: said only where scans show that it is not."""


def missed_prose(lines: Sequence[Line]) -> str:
    """Return in Markdown which playbooks were never found, at which levels, and which for less than half."""
    never, rarely = [], []
    for playbook in playbooks_of(lines):
        recalled = {level: recall_of(lines, playbook, level, "found") for level in LEVELS}
        asked = [level for level in LEVELS if recalled[level].seeds]
        silent = [level for level in asked if recalled[level].value == 0.0]
        if silent:
            why = reason(playbook, silent, asked)
            never.append(f"- `{playbook}`, {worded(silent)}: none of {_planted(lines, playbook, silent)}. {why}")
        few = [level for level in asked if 0.0 < recalled[level].value < HALF]
        rarely += [f"`{playbook}` {level} ({recalled[level].value:.2f})" for level in few]
    if not never and not rarely:
        return "Of every playbook, at every level, scans show at least half of the accounts in some network."
    parts = [*_said("Never in any network:\n", never, "\n")]
    parts += _said("", [f"Recalled for less than half: {worded(rarely)}."] if rarely else [], "")
    return "\n\n".join(parts)


def _said(head: str, entries: Sequence[str], between: str) -> Iterator[str]:
    if entries:
        yield (f"{head}\n" if head else "") + between.join(entries)


def _planted(lines: Sequence[Line], playbook: str, levels: Sequence[str]) -> str:
    """Return how many accounts were planted at these levels, and with how many seeds."""
    accounts = sum(recall(line, playbook=playbook, level=level).whole for line in lines for level in levels)
    seeds = {line["seed"] for level in levels for line in with_playbook(lines, playbook, level)}
    return f"{accounts:,.0f} accounts ({counted(len(seeds), 'seed')})"


def reason(playbook: str, silent: Sequence[str], asked: Sequence[str]) -> str:
    """Return why a playbook was not found at these of the levels that were asked about."""
    if list(silent) == list(asked):
        return REASONS.get(playbook, "Why has not been looked into.")
    told = [
        f"at {level}, {100 * PARTICIPATION[level]:.0f} % of the members follow a command, within about "
        f"{JITTER_SECONDS[level] / 60:.0f} min, and {100 * CAMOUFLAGE[level]:.0f} % of their acts are like everybody's"
        for level in silent
    ]
    return f"{'; '.join(told).capitalize()}: what is left of acting together is too little in these worlds."
