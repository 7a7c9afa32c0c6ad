"""What a copy of the report may tell: all of it inside, pseudonyms to peers, neither names nor posts to the public."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from unisono.cases.secret_keys import kept_key
from unisono.cases.targets import Target
from unisono.exports.report.hidden_targets import HiddenTargets
from unisono.model.errors import UsageError

PROFILES = ("internal", "peer", "public")
KEY_FILE = "pseudonym.key"
SHORTEST_NAME = 4
"""Shorter handles and names are words of every language; in free text they are replaced only after an @."""

WITHHELD = "withheld in this copy"

_mention = re.compile(r"[@＠]([\w.\-]+(?:@[\w.\-]+)?)")
_pseudonym = re.compile(r"account-[0-9a-f]{10}")
_word = re.compile(r"\w+")
_post_address = re.compile(r"\w+://\S+")
_seconds = re.compile(r"(?<![\d:])(\d\d:\d\d):[0-6]\d(?:[.,]\d+)?(?![\d:])")


@dataclass(frozen=True)
class Disclosure:
    """Decides for one copy of the report how accounts, posts, objects and free text appear.

    Pseudonyms are HMAC-SHA256 under the case's own key: a plain hash of an account's number is undone in minutes.
    The same account has the same pseudonym in every copy made from one case.
    """

    profile: str = "internal"
    key: bytes = b""
    handles: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    targets: HiddenTargets = field(default_factory=HiddenTargets)
    _known: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _odd: list[tuple[str, str]] = field(default_factory=list, init=False, repr=False)

    def __post_init__(self) -> None:
        for account in sorted(self.handles.keys() | self.names.keys()):
            bare = account.split(":", 1)[-1]
            for written in (self.handles.get(account), account, bare, self.names.get(account)):
                if written:
                    self._learn(written.lstrip("@"), account)
        self._odd.sort(key=lambda known: (-len(known[0]), known[0]))

    @property
    def hides_accounts(self) -> bool:
        """Return whether accounts appear under pseudonyms."""
        return self.profile != "internal"

    @property
    def hides_posts(self) -> bool:
        """Return whether the posts' text is withheld."""
        return self.profile == "public"

    def handle(self, account: str) -> str:
        """Return how an account is called in this copy."""
        if self.hides_accounts:
            return self.pseudonym(account)
        known = self.handles.get(account)
        return f"@{known.lstrip('@')}" if known else account

    def name(self, account: str) -> str | None:
        """Return an account's display name, or null where the copy does not tell it."""
        return None if self.hides_accounts else self.names.get(account)

    def account(self, account: str) -> str | None:
        """Return an account's id, or null where the copy does not tell it."""
        return None if self.hides_accounts else account

    def post(self, post: str) -> str:
        """Return a post's id; a post's number leads to its account, so it is hidden with it."""
        return self._code("post", post) if self.hides_accounts else post

    def finding(self, finding: str) -> str:
        """Return a finding's id; it is a hash of whom it is about, so it is hidden with them."""
        return self._code("finding", finding) if self.hides_accounts else finding

    def post_text(self, text: str | None) -> str | None:
        """Return a post's text as this copy may show it; null where it is withheld or was not collected."""
        if text is None or self.hides_posts:
            return None
        return self.free_text(text)

    def free_text(self, text: str) -> str:
        """Return any other text with names, handles and ids of accounts and targets replaced where the copy hides them.

        Where it hides posts, times of day end at the minute: a second leads to a post.
        """
        if not self.hides_accounts:
            return text
        told = self._without_names(_post_address.sub(lambda found: _site_only(found.group()), text))
        return _seconds.sub(r"\1", told) if self.hides_posts else told

    def _without_names(self, text: str) -> str:
        text = self.targets.hidden(text)
        for written, account in self._odd:
            if written in text:
                text = text.replace(written, self.pseudonym(account))
        text = _mention.sub(lambda found: "@" + self.mentioned(found.group(1)), text)
        return _word.sub(lambda found: self._if_known(found.group()), text)

    def mentioned(self, handle: str) -> str:
        """Return the pseudonym of whoever is mentioned, known to the case or not."""
        if _pseudonym.fullmatch(handle):
            return handle
        hidden = self.targets.hidden(handle)
        if hidden != handle:
            return hidden
        account = self._known.get(handle.casefold().rstrip("."))
        return self.pseudonym(account or f"handle:{handle.casefold()}")

    def acted_on(self, layer: str, name: str) -> str:
        """Return what an act was about, by its layer, as this copy may show it."""
        if not self.hides_accounts:
            return f"#{name}" if layer == "hashtag" else name
        if layer in ("repost", "reply"):
            return self.post(name)
        if layer == "mention":
            return self.mentioned(name.lstrip("@"))
        if layer == "link":
            return self._without_names(_site_only(name))
        if layer in ("wording", "text", "image"):
            return self._code(layer, name)
        return self.free_text(f"#{name}" if layer == "hashtag" else name)

    def pseudonym(self, account: str) -> str:
        """Return the account's keyed pseudonym, such as "account-3f9a1c0b7d"."""
        return self._code("account", account)

    def _code(self, kind: str, text: str) -> str:
        digest = hmac.new(self.key, f"{kind}\0{text}".encode(), hashlib.sha256).hexdigest()
        return f"{kind}-{digest[:10]}"

    def _learn(self, written: str, account: str) -> None:
        self._known.setdefault(written.casefold(), account)
        if len(written) >= SHORTEST_NAME and not _word.fullmatch(written):
            self._odd.append((written, account))

    def _if_known(self, word: str) -> str:
        account = self._known.get(word.casefold()) if len(word) >= SHORTEST_NAME else None
        return self.pseudonym(account) if account else word


def disclosure_for(
    profile: str,
    folder: Path,
    handles: Mapping[str, str],
    names: Mapping[str, str],
    targets: Sequence[Target] = (),
) -> Disclosure:
    """Return the rules of a profile; peer and public copies read the case's key, made on first use."""
    if profile not in PROFILES:
        raise UsageError(
            f"There is no report profile {profile!r}. Profiles: {', '.join(PROFILES)}. Try: --profile peer"
        )
    key = b"" if profile == "internal" else case_key(folder)
    return Disclosure(profile, key, handles, names, HiddenTargets(targets))


def case_key(folder: Path) -> bytes:
    """Return the case's pseudonym key (32 bytes), creating the file with mode 0600 where there is none."""
    advice = (
        "Restore it from a backup, or delete it: the next report makes a new key, and its pseudonyms will differ from "
        "those of earlier copies."
    )
    return kept_key(folder / KEY_FILE, "a pseudonym key", advice)


def _site_only(address: str) -> str:
    """Return an address without its path, which may name an account."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
    except ValueError:
        return "https://…"
    return f"{parts.scheme or 'https'}://{parts.netloc.rpartition('@')[2]}/…"


def known_names(rows: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Return account -> written name for the rows that have one."""
    return {account: written for account, written in rows if written}
