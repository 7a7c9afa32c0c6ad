"""How far a job is, written down often enough to be looked at and seldom enough to cost nothing."""

import time
from dataclasses import dataclass, field
from typing import Any

from unisono.web.jobs.kept import Job, now

LEAST_SECONDS = 0.2


@dataclass
class Progress:
    """What a job says of itself: a sentence, a step of so many, rows of so many; a rate comes of rows and time."""

    job: Job
    values: dict[str, Any] = field(default_factory=dict)  # Any: JSON
    _began: float = field(default_factory=time.monotonic)
    _written: float = -LEAST_SECONDS

    def tell(self, text: str | None = None, **counts: int | str | None) -> None:
        """Change what is said; a new sentence is written at once, counts alone only now and then."""
        is_new = text is not None and text != self.values.get("text")
        if text is not None:
            self.values["text"] = text
        self.values.setdefault("started_at", now())
        self.values.update({name: value for name, value in counts.items() if value is not None})
        passed = time.monotonic() - self._began
        self.values["seconds"] = round(passed, 1)
        rows = self.values.get("rows")
        if rows and passed > 0:
            self.values["rows_per_second"] = round(rows / passed)
        if is_new or time.monotonic() - self._written >= LEAST_SECONDS:
            self._written = time.monotonic()
            self.job.keep_progress({**self.values, "updated_at": now()})
