"""The fields of a status as Mastodon's API gives it, with the status that it passes on or quotes."""

from unisono.engine.json_plan import Wanted
from unisono.importers.json_files.declared import JsonFields

QUOTED = ("quote.quoted_status.", "quote.")  # Mastodon's way, and that of servers which quoted before it did
ACCOUNT = {
    "id": "number", "url": "account_id", "acct": "name", "display_name": "display_name", "note": "note",
    "created_at": "joined_at", "avatar": "picture",
}  # fmt: skip
ACCOUNT_COUNTS = {"followers_count": "followers", "following_count": "following", "statuses_count": "posts"}
ACCOUNT_FLAGS = {"bot": "is_bot", "suspended": "is_suspended", "limited": "is_limited"}
WORDS = {
    "content": "content", "spoiler_text": "warning", "created_at": "at", "card.url": "card", "language": "language",
}  # fmt: skip
COUNTS = {"replies_count": "reply", "reblogs_count": "repost", "favourites_count": "like", "quotes_count": "quote"}


def _account(path: str, prefix: str) -> list[Wanted]:
    """Return the fields of an account at a path; one without a page is named by its own address."""
    kinds = ((ACCOUNT, "text"), (ACCOUNT_COUNTS, "number"), (ACCOUNT_FLAGS, "flag"))
    return [
        *(
            Wanted(f"{path}{name}", f"{prefix}{column}", kind)
            for names, kind in kinds
            for name, column in names.items()
        ),
        Wanted(f"{path}uri", f"{prefix}account_id", rank=1),
    ]


def _words(path: str, prefix: str) -> list[Wanted]:
    """Return what a status says, and its lists of tags, mentions and media."""
    return [
        *(Wanted(f"{path}{name}", f"{prefix}{column}") for name, column in WORDS.items()),
        *(Wanted(f"{path}{name}", f"{prefix}{column}_count", "number") for name, column in COUNTS.items()),
        Wanted(f"{path}tags[].name", f"{prefix}tags"),
        Wanted(f"{path}mentions[].url", f"{prefix}named"),
        Wanted(f"{path}media_attachments[].remote_url", f"{prefix}pictures"),
        Wanted(f"{path}media_attachments[].url", f"{prefix}pictures", item_rank=1),
    ]


def _nested(path: str, prefix: str, rank: int = 0) -> list[Wanted]:
    """Return who wrote a status inside another, and how it is named."""
    names = {"uri": "uri", "url": "url", "id": "number", "account.acct": "name", "account.id": "author_number"}
    addresses = ("account.url", "account.uri")
    return [
        *(Wanted(f"{path}{name}", f"{prefix}{column}", rank=rank) for name, column in names.items()),
        *(Wanted(f"{path}{name}", f"{prefix}account_id", rank=2 * rank + n) for n, name in enumerate(addresses)),
    ]


OWN = (
    Wanted("id", "number"),
    Wanted("uri", "uri"),
    Wanted("url", "page"),
    Wanted("edited_at", "edited_at"),
    Wanted("in_reply_to_id", "parent_number"),
    Wanted("in_reply_to_account_id", "parent_author"),
    Wanted("application.name", "client"),
    Wanted("quote.quoted_status_id", "quoted_number", rank=len(QUOTED)),
    Wanted("quote_id", "quoted_number", rank=len(QUOTED) + 1),
)
OTHER = (
    Wanted("event", "event"),
    Wanted("payload", "payload"),
    Wanted("server", "server"),
    Wanted("type", "type"),
    Wanted("status", "has_status", "object"),
    Wanted("acct", "self_name"),
    Wanted("display_name", "self_display_name"),
    Wanted("note", "self_note"),
    Wanted("avatar", "self_picture"),
    *(Wanted(path, f"self_{column}", "number") for path, column in ACCOUNT_COUNTS.items()),
    *(Wanted(path, f"self_{column}", "flag") for path, column in ACCOUNT_FLAGS.items()),
)
"""What tells lines that are no statuses apart: events of a stream, notifications, and accounts by themselves."""

FIELDS = JsonFields(
    (
        *OWN,
        *_words("", ""),
        *_account("account.", "author_"),
        Wanted("reblog", "has_reblog", "object"),
        *_nested("reblog.", "passed_"),
        *_words("reblog.", "passed_"),
        *(one for rank, path in enumerate(QUOTED) for one in _nested(path, "quoted_", rank)),
        *(
            Wanted(f"{path}{name}", f"quoted_{column}", rank=rank)
            for rank, path in enumerate(QUOTED)
            for name, column in (("content", "content"), ("created_at", "at"))
        ),
        *OTHER,
    )
)
NAMES = (
    "number", "uri", "page", "parent_number", "parent_author", "quoted_number", "author_number", "author_account_id",
    "author_name", "passed_uri", "passed_url", "passed_account_id", "quoted_uri", "quoted_url", "quoted_account_id",
    "self_name", "event", "payload", "server",
)  # fmt: skip
KNOWN = JsonFields(
    (
        *(one for one in OWN if one.column not in ("edited_at", "client")),
        Wanted("account.id", "author_number"),
        Wanted("account.url", "author_account_id"),
        Wanted("account.uri", "author_account_id", rank=1),
        Wanted("account.acct", "author_name"),
        *_nested("reblog.", "passed_"),
        Wanted("event", "event"),
        Wanted("payload", "payload"),
    )
)
"""What a file says of the numbers that statuses and accounts have on one server."""
