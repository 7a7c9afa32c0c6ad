"""What is known about one account, text, link or picture, as a card of plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unisono.api.notebook import html_card

_SHOWN = ("posts", "accounts", "variants", "template", "networked_share", "first_at", "last_at", "languages")


@dataclass(frozen=True, repr=False)
class Dossier:
    """One subject; `card` has the fields that `unisono show CASE KIND ID --json` prints."""

    kind: str
    card: Mapping[str, Any]  # Any: what is known depends on the subject

    def __getitem__(self, name: str) -> Any:  # Any: as above
        """Return one field of the card."""
        return self.card[name]

    def __repr__(self) -> str:
        """Say what the card is about, and how much there is of it."""
        if self.kind == "account":
            return f"<Dossier account {self.card['account_id']}: posts {self.card['life']['posts']:,}>"
        if self.kind == "post":
            return f"<Dossier post {self.card['post_id']}: {self.card['reposts']:,} reposts, {self.card['verdict']}>"
        posts, accounts = self.card["posts"], self.card["accounts"]
        return f"<Dossier {self.kind} {self.card['id']}: {posts:,} posts of {accounts:,} accounts>"

    def _repr_html_(self) -> str:
        if self.kind == "account":
            facts = [("handle", self.card["handle"]), ("what is known", " ".join(self.card["says"]))]
            return html_card(f"Account {self.card['account_id']}", facts)
        if self.kind == "post":
            shown = ("handle", "created_at", "text", "reposts", "networked_share", "verdict", "verdict_because")
            told = [(name.replace("_", " "), self.card[name]) for name in shown if self.card.get(name) is not None]
            return html_card(f"Post {self.card['post_id']}", told)
        facts = [(name.replace("_", " "), self.card[name]) for name in _SHOWN if self.card.get(name) is not None]
        return html_card(f"{self.kind.capitalize()} {self.card['id']}", facts)
