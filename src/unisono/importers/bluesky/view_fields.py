"""The fields of Bluesky's records and of the views that its API gives of posts and profiles."""

from unisono.engine.json_plan import Wanted
from unisono.importers.bluesky.record_fields import record_fields
from unisono.importers.json_files.declared import JsonFields

OF_VIEWS = ("", "post.")  # a post by itself, or as an item of a feed or thread
PREFIXES = ("value", "record", "post.record")
AUTHOR = {
    "did": "author_id", "handle": "author_handle", "displayName": "author_name", "avatar": "author_picture",
    "createdAt": "author_created_at",
}  # fmt: skip
COUNTS = {
    "likeCount": "like_count", "repostCount": "repost_count", "replyCount": "reply_count", "quoteCount": "quote_count",
}  # fmt: skip
QUOTED = ("embed.record", "embed.record.record")
NESTED = {
    "uri": "id", "author.did": "author", "author.handle": "handle", "likeCount": "likes", "repostCount": "reposts",
    "replyCount": "replies", "quoteCount": "quotes", "indexedAt": "seen",
}  # fmt: skip


def _views() -> list[Wanted]:
    """Return what a view says of a post beside its record."""
    wanted = []
    for rank, prefix in enumerate(OF_VIEWS):
        wanted += [Wanted(f"{prefix}uri", "post_id", rank=rank), Wanted(f"{prefix}indexedAt", "seen_at", rank=rank)]
        wanted += [Wanted(f"{prefix}author.{path}", column, rank=rank) for path, column in AUTHOR.items()]
        wanted += [Wanted(f"{prefix}{path}", column, "number", rank) for path, column in COUNTS.items()]
        wanted += _nested([f"{prefix}{path}" for path in QUOTED], "quoted_", "value", rank * len(QUOTED))
    return wanted


def _nested(paths: list[str], prefix: str, record: str, rank: int = 0) -> list[Wanted]:
    """Return what a view says of a post nested in it."""
    wanted = []
    numbers = ("likeCount", "repostCount", "replyCount", "quoteCount")
    for place, path in enumerate(paths, start=rank):
        for name, column in NESTED.items():
            kind = "number" if name in numbers else "text"
            wanted.append(Wanted(f"{path}.{name}", f"{prefix}{column}", kind, place))
        wanted.append(Wanted(f"{path}.{record}.text", f"{prefix}text", rank=place))
        wanted.append(Wanted(f"{path}.{record}.createdAt", f"{prefix}declared", rank=place))
    return wanted


REASON = (
    Wanted("reason.$type", "reason_type"),
    Wanted("reason.uri", "repost_id"),
    Wanted("reason.by.did", "reposter_id"),
    Wanted("reason.by.handle", "reposter_handle"),
    Wanted("reason.by.displayName", "reposter_name"),
    Wanted("reason.by.avatar", "reposter_picture"),
    Wanted("reason.by.createdAt", "reposter_created_at"),
    Wanted("reason.indexedAt", "reposted_at"),
)
PROFILE = (
    Wanted("did", "profile_id"),
    Wanted("handle", "profile_handle"),
    Wanted("displayName", "profile_name"),
    Wanted("description", "profile_words"),
    Wanted("avatar", "profile_picture"),
    Wanted("createdAt", "profile_created_at"),
    Wanted("followersCount", "followers", "number"),
    Wanted("followsCount", "following", "number"),
    Wanted("postsCount", "posts", "number"),
    Wanted("didDoc.id", "document_id"),
    Wanted("creator.did", "creator_id"),
    Wanted("subject.did", "subject_id"),
)
UNSEEN = (
    Wanted("notFound", "not_found", "flag"),
    Wanted("blocked", "blocked", "flag"),
    Wanted("post.notFound", "not_found", "flag", 1),
    Wanted("post.blocked", "blocked", "flag", 1),
)
FIELDS = JsonFields(
    (
        *_views(),
        *record_fields(PREFIXES),
        *(Wanted(path, "has_record", "object", rank) for rank, path in enumerate(PREFIXES)),
        *_nested(["reply.parent"], "parent_", "record"),
        *REASON,
        *PROFILE,
        *UNSEEN,
    )
)
NAMES = (
    "post_id", "author_id", "subject", "parent", "quoted", "quoted_id", "parent_id", "repost_id", "reposter_id",
    "profile_id", "profile_handle",
)  # fmt: skip
DECLARED = JsonFields(
    (
        *(Wanted(f"{prefix}uri", "post_id", rank=rank) for rank, prefix in enumerate(OF_VIEWS)),
        *(Wanted(f"{prefix}indexedAt", "seen_at", rank=rank) for rank, prefix in enumerate(OF_VIEWS)),
        *(Wanted(f"{prefix}.createdAt", "declared_at", rank=rank) for rank, prefix in enumerate(PREFIXES)),
        Wanted("reason.$type", "reason_type"),
    )
)
