"""Every place that an alert goes to beside the case and the terminal."""

from collections.abc import Callable
from dataclasses import dataclass, field

from unisono.watch.delivery.alert_file import AlertFile
from unisono.watch.delivery.webhook import Webhook

LAST_TRIES_S = 15.0
"""How long a watcher that ends waits for alerts that are still on their way."""


@dataclass
class Delivering:
    """Hands each alert to the file and the address that the user named, if any; what fails is said, and counted."""

    file: AlertFile | None = None
    webhook: Webhook | None = None
    say: Callable[[str], None] = field(default=lambda _sentence: None)

    def start(self) -> None:
        """Open the file and begin to send; raises UsageError for what cannot be written or sent to."""
        if self.file is not None:
            self.file.start()
        if self.webhook is not None:
            self.webhook.on_failure = self.say
            self.webhook.start()

    def put(self, line: bytes) -> None:
        """Hand on one alert, as a line of JSON."""
        if self.file is not None and (problem := self.file.put(line)) is not None:
            self.say(problem)
        if self.webhook is not None:
            self.webhook.put(line)

    @property
    def failed(self) -> int:
        """Return how many alerts did not arrive somewhere."""
        return sum(place.failed for place in (self.file, self.webhook) if place is not None)

    def finish(self) -> None:
        """Send what waits and close the file."""
        if self.webhook is not None:
            self.webhook.finish(LAST_TRIES_S)
        if self.file is not None:
            self.file.finish()
