"""Findings about words, claims and profile pictures: how many, and about whom, in which worlds."""

from collections import Counter
from collections.abc import Sequence

from benchmarks.calibration.findings import ABOUT
from benchmarks.calibration.outcome import Line
from benchmarks.calibration.tables import Row, counted, table
from unisono.detectors.avatar_reuse import DETECTOR as AVATAR_REUSE
from unisono.detectors.contradicting_claims import DETECTOR as CONTRADICTING_CLAIMS
from unisono.detectors.copied_text import DETECTOR as COPIED_TEXT
from unisono.detectors.testimony import DETECTOR as TESTIMONY

ASKED = (COPIED_TEXT.name, TESTIMONY.name, CONTRADICTING_CLAIMS.name, AVATAR_REUSE.name)
UNPLANTED = ("quiet", "adversarial")
"""Worlds in which nobody is planted: any finding there is about people who agreed, look alike, or are nobody."""

OTHERS = "all other"
COLUMNS = ("detector", "worlds", "scans", "scans with findings", "findings", *ABOUT)


def findings_by_world(lines: Sequence[Line]) -> list[str]:
    """Return for each detector what its findings are about in quiet worlds, in adversarial ones and in all others."""
    groups = [(name, [line for line in lines if line["world"] == name]) for name in UNPLANTED]
    groups.append((OTHERS, [line for line in lines if line["world"] not in UNPLANTED]))
    rows = [_row(detector, name, own) for detector in ASKED for name, own in groups if own]
    return table(COLUMNS, rows)


def _row(detector: str, name: str, lines: Sequence[Line]) -> Row:
    about: Counter[str] = Counter()
    with_any = 0
    for line in lines:
        kinds = line["detectors"].get(detector, {}).values()
        with_any += any(sum(counts.values()) for counts in kinds)
        for counts in kinds:
            about.update(counts)
    return detector, name, len(lines), with_any, f"{about.total():,}", *(f"{about[whom]:,}" for whom in ABOUT)


def pictures_prose(lines: Sequence[Line]) -> str:
    """Return in how many worlds pictures were looked at, and how many of them."""
    looked = [line for line in lines if line.get("pictures")]
    if not looked:
        return "No scan had pictures to look at, so `avatar_reuse` was not asked."
    worlds = sorted({line["world"] for line in looked})
    pictures = sum(line["pictures"] for line in looked)
    return (
        f"In {counted(len(looked), 'scan')} ({', '.join(f'`{world}`' for world in worlds)}) pictures were looked at, "
        f"{pictures:,} in all: those that posts and profiles show, drawn, written as files, read and hashed as "
        "`unisono import --media` does. No playbook gives its members one profile picture, so every finding of "
        f"`{AVATAR_REUSE.name}` is false here, and how much of such reuse it would find is not measured."
    )
