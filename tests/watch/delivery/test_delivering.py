"""An alert goes to every place that was named, and what fails at one of them is said."""

from pathlib import Path
from unittest.mock import patch

from unisono.watch.delivery.alert_file import AlertFile
from unisono.watch.delivery.delivering import Delivering
from unisono.watch.delivery.webhook import Webhook, WebhookSettings

NOBODY = "http://127.0.0.1:1/"


def test_nowhere_to_go_is_fine() -> None:
    delivering = Delivering()
    delivering.start()
    delivering.put(b"{}")
    delivering.finish()
    assert delivering.failed == 0


def test_what_fails_is_said_and_counted(tmp_path: Path) -> None:
    said: list[str] = []
    webhook = Webhook(NOBODY, WebhookSettings(tries=1))
    delivering = Delivering(AlertFile(tmp_path / "alerts"), webhook, said.append)
    delivering.start()
    with patch("os.fsync", side_effect=OSError(28, "No space left on device")):
        delivering.put(b"{}")
    delivering.finish()
    assert delivering.failed == 2 and len(said) == 2
    assert any("No space left" in sentence for sentence in said) and any(NOBODY in sentence for sentence in said)
