"""Pairs and objects as the page shows them: posts side by side, what they were about, how far apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from unisono.exports.report.amounts import Clock, duration
from unisono.exports.report.choosing import ActTogether, ChosenObject, ChosenPair
from unisono.exports.report.disclosure import WITHHELD, Disclosure
from unisono.exports.report.limits import Limits
from unisono.exports.report.reading import Post
from unisono.exports.report.side_by_side import compare, plain
from unisono.exports.report.untrusted import defang, isolate, reveal_plainly, shorten

NO_TEXT = "No text was collected for this post."
NOT_IN_CASE = "This post is not in the case."


@dataclass(frozen=True)
class PostView:
    """One post of a comparison; `long` texts are folded."""

    account: Markup
    at: Markup
    post: str
    text: Markup | None
    missing: str
    long: bool


@dataclass(frozen=True)
class ActView:
    """Two posts on one object, and the time between them."""

    layer: str
    object: str
    gap: str
    same: bool
    alike: float | None
    left: PostView
    right: PostView


@dataclass(frozen=True)
class PairView:
    """A pair: its names, its rows of PAIRS, its closest acts."""

    a: Markup
    b: Markup
    rows: Sequence[dict[str, Any]]  # Any: cells of PAIRS
    acts: Sequence[ActView]
    finding: str | None = None


@dataclass(frozen=True)
class ObjectView:
    """An object: its name, its text where it is a post or a text, and the counts."""

    layer: str
    name: Markup
    short: str
    text: Markup | None
    long: bool
    chosen: ChosenObject


def view_pair(
    pair: ChosenPair, posts: Mapping[str, Post], disclosure: Disclosure, clock: Clock, limits: Limits
) -> PairView:
    """Return one pair ready for the page."""
    names = (isolate(shorten(disclosure.handle(pair.a), 60)), isolate(shorten(disclosure.handle(pair.b), 60)))
    acts = [_act(act, names, posts, disclosure=disclosure, clock=clock, limits=limits) for act in pair.acts]
    return PairView(*names, pair.rows, acts)


def view_object(one: ChosenObject, posts: Mapping[str, Post], disclosure: Disclosure, limits: Limits) -> ObjectView:
    """Return one object ready for the page; posts and texts show their words where the copy allows."""
    name = defang(disclosure.acted_on(one.layer, one.object))
    source = posts.get(one.object) if one.layer in ("repost", "reply") else None
    if one.layer in ("wording", "text"):
        source = posts.get(one.first_post)
    text = disclosure.post_text(source.text) if source else None
    author = (
        disclosure.handle(source.account)
        if source and source.account and one.layer not in ("wording", "text")
        else None
    )
    if author and source and source.handle and not disclosure.hides_accounts:
        author = f"@{source.handle.lstrip('@')}"
    short = _short(author, text, name)
    if author:
        name = f"{author}, {name}" if text is None else author
    return ObjectView(
        one.layer,
        isolate(shorten(name, 120)),
        short,
        plain(shorten(text, limits.text_characters)) if text else None,
        bool(text) and len(text or "") > limits.folded_text,
        one,
    )


def _short(author: str | None, text: str | None, name: str) -> str:
    """Return one line for a figure: the author and the first words where the copy tells them, else the name."""
    words = " ".join(defang(text).split()) if text else ""
    line = f"{author}: {words}" if author and words else words or name
    return shorten(reveal_plainly(line), 40)


def _act(
    act: ActTogether,
    names: tuple[Markup, Markup],
    posts: Mapping[str, Post],
    *,
    disclosure: Disclosure,
    clock: Clock,
    limits: Limits,
) -> ActView:
    """Return two acts side by side, the earlier one on the left."""
    texts = [_text(post, act, posts, disclosure, limits) for post in act.posts]
    order = (0, 1) if act.gap_seconds >= 0 else (1, 0)
    both = compare(texts[order[0]] or "", texts[order[1]] or "") if texts[0] and texts[1] else None
    shown: list[Markup | None] = [plain(text) if text else None for text in texts]
    if both:
        shown[order[0]], shown[order[1]] = both.left, both.right
    left, right = [
        PostView(
            account=names[side],
            at=clock.moment(act.at[side]),
            post=reveal_plainly(disclosure.post(act.posts[side])),
            text=shown[side],
            missing=_why_missing(act.posts[side], posts, disclosure),
            long=len(texts[side] or "") > limits.folded_text,
        )
        for side in order
    ]
    return ActView(
        act.layer,
        shorten(reveal_plainly(defang(disclosure.acted_on(act.layer, act.object))), 90),
        duration(abs(act.gap_seconds)) if act.gap_seconds else "same second",
        both is not None and both.same,
        both.alike if both else None,
        left,
        right,
    )


def _text(post: str, act: ActTogether, posts: Mapping[str, Post], disclosure: Disclosure, limits: Limits) -> str | None:
    """Return a post's words; a repost without words of its own shows those of its original."""
    found = posts.get(post)
    text = found.text if found else None
    if not text and act.layer == "repost" and act.object in posts:
        text = posts[act.object].text
    shown = disclosure.post_text(text)
    return shorten(shown, limits.text_characters) if shown else None


def _why_missing(post: str, posts: Mapping[str, Post], disclosure: Disclosure) -> str:
    if disclosure.hides_posts:
        return f"The text is {WITHHELD}."
    return NO_TEXT if post in posts else NOT_IN_CASE
