"""What a network posted about before and after its change of subject: a line from one share of its posts to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from markupsafe import Markup

from unisono.exports.report.amounts import share
from unisono.exports.report.figures.drawing import WIDTH, frame, label
from unisono.model.counting import counted

ROW = 25
TOP = 34
LEFT = 250
RIGHT = 130
STEPS = (0.05, 0.1, 0.2, 0.25)


@dataclass(frozen=True)
class Subject:
    """A hashtag, site, word or language as it is shown, and the shares of posts with it before and after."""

    name: str
    kind: str
    before: float
    after: float


def draw_subjects(network: int, subjects: Sequence[Subject]) -> Markup | None:
    """Draw one row a subject, in their order: a ring at its share before, a dot at that after; null for none."""
    if not subjects:
        return None
    most = max(0.05, *(part for one in subjects for part in (one.before, one.after) if isfinite(part)))
    step = next((step for step in STEPS if most / step <= 6), STEPS[-1])
    room = WIDTH - LEFT - RIGHT
    end = step * -(-most // step)
    bottom = TOP + ROW * len(subjects)

    def x(part: float) -> float:
        return LEFT + part / end * room

    content = []
    for tick in range(round(end / step) + 1):
        at = x(tick * step)
        content.append(f'<path class="grid" d="M{at:.1f} {TOP - 6}V{bottom}"/>')
        content.append(label(share(tick * step), at, 18, anchor="middle", kind="key"))
    for row, one in enumerate(subjects):
        y = TOP + ROW * (row + 0.5)
        content.append(label(one.name, LEFT - 14, y + 4, anchor="end", characters=30))
        # A share of no posts at all is not known, and stands nowhere on the scale.
        if isfinite(one.before) and isfinite(one.after):
            content.append(f'<path class="shift" d="M{x(one.before):.1f} {y:.1f}H{x(one.after):.1f}"/>')
        if isfinite(one.after):
            content.append(f'<circle class="after" cx="{x(one.after):.1f}" cy="{y:.1f}" r="5"/>')
        if isfinite(one.before):
            content.append(f'<circle class="half" cx="{x(one.before):.1f}" cy="{y:.1f}" r="4.5"/>')
        content.append(label(f"{share(one.before)} → {share(one.after)}", WIDTH, y + 4, anchor="end", kind="key"))
    return frame(
        "subjects",
        name=f"subjects-{network}",
        title=f"Network {network}: what its accounts posted about before and after",
        description=f"{counted(len(subjects), 'subject')}; for each the share of posts with it before (ring) and after "
        "(dot) the change.",
        height=bottom + 8,
        content=content,
    )
