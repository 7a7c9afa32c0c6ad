"""What a live claim is about: the kind and the name of an object, as the detectors of a scan name it."""

from collections import Counter

from unisono.content.wording import text_objects
from unisono.watch.windows.evidence import Evidence

KINDS = {
    "hashtag": "hashtag",
    "link": "link",
    "domain": "domain",
    "text": "text",
    "mention": "account",
    "repost": "post",
}
"""Kinds of subjects by the layer of the object."""

ACTS = {
    "hashtag": "used",
    "link": "posted the link",
    "domain": "linked to",
    "text": "posted the words",
    "mention": "mentioned",
    "repost": "reposted the post",
}
"""What accounts did to an object, by its layer."""


def subject_of(evidence: Evidence) -> tuple[str, str]:
    """Return the kind and the name of the object; a text is named by its commonest wording."""
    kind = KINDS[evidence.layer]
    if evidence.layer != "text":
        return kind, str(evidence.name)
    objects = text_objects(evidence.posts["text"]).drop_nulls().to_list()
    return kind, Counter(sorted(objects)).most_common(1)[0][0] if objects else "t-"


def done_to(evidence: Evidence) -> str:
    """Return what accounts did and to what, as words of a sentence.

    The words of a text stand in quotation marks.
    """
    label = f"“{evidence.label}”" if evidence.layer == "text" else evidence.label
    return f"{ACTS[evidence.layer]} {label}"


def gone(evidence: Evidence) -> str:
    """Say how many of the posts were deleted since; nothing where none was."""
    return f" {evidence.deleted:,} of these posts are deleted by now." if evidence.deleted else ""
