"""What became of many files at once: by format, by reason, and the files that were left."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from unisono.importers.declaration import Left

COUNTS = ("read", "stored", "duplicates", "profiles", "profile_rows", "deletions")


@dataclass
class Summary:
    """The counts of all files so far."""

    formats: Counter[str] = field(default_factory=Counter)  # files of each
    counts: Counter[str] = field(default_factory=Counter)
    rejected: dict[str, dict[str, Any]] = field(default_factory=dict)  # by reason: {reason, rows, example, file}
    problems: Counter[str] = field(default_factory=Counter)  # files that have each, by code
    skipped: list[dict[str, str]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    posts: int = 0
    accounts: int = 0

    @property
    def files(self) -> int:
        """How many files were looked at."""
        return self.formats.total() + len(self.skipped) + len(self.refused)

    def add(self, found: Mapping[str, Any] | Left) -> None:
        """Count one line of an import, or one file that was left."""
        if isinstance(found, Left):
            where = self.skipped if found.is_skipped else self.refused
            where.append({"file": found.name, "reason": found.reason})
            return
        self.formats[found["format"]] += 1
        self.counts.update({name: found.get(name, 0) for name in COUNTS})
        self.problems.update({problem["code"] for problem in found.get("problems", [])})
        self.posts, self.accounts = found["posts"], found["accounts"]
        for rejection in found["rejected"]:
            known = self.rejected.setdefault(rejection["reason"], {**rejection, "rows": 0, "file": found["file"]})
            known["rows"] += rejection["rows"]

    def as_line(self) -> dict[str, Any]:
        """Return the summary as `unisono import --json` prints it last."""
        return {
            "files": self.files,
            "formats": dict(self.formats.most_common()),
            **{name: self.counts[name] for name in COUNTS},
            "rejected": list(self.rejected.values()),
            "problems": dict(self.problems.most_common()),
            "skipped": self.skipped,
            "refused": self.refused,
            "posts": self.posts,
            "accounts": self.accounts,
        }


def sum_up(found: Iterable[Mapping[str, Any] | Left]) -> Summary:
    """Return the summary of several files."""
    summary = Summary()
    for one in found:
        summary.add(one)
    return summary
