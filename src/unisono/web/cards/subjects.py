"""Cards about one subject: an account, a hashtag, a link, a post, a text, a picture, a target."""

from collections.abc import Mapping

from unisono.cases import Case, Run
from unisono.web.cards.declared import Card, Make

MOST_LISTED = 5_000
"""Hashtags of a list; the command has all of them."""

MOST_TEXTS = 1_000
"""Texts of a list, each of which is described; the command has all of them."""


def account(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return what is known of an account."""
    from unisono.dossiers.account.describing import describe_account

    return describe_account(case, run, subject)


def hashtag(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return what is known of a hashtag."""
    from unisono.dossiers.hashtag.describing import describe_hashtag

    return describe_hashtag(case, run, subject)


def link(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return what is known of a link or a site."""
    from unisono.dossiers.link_dossier import describe_link

    return describe_link(case, run, subject)


def post(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return what is known of a post."""
    from unisono.dossiers.post.describing import describe_post

    return describe_post(case, run, subject)


def text(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return what is known of a text."""
    from unisono.dossiers.text_dossier import describe_text

    return describe_text(case, run, subject)


def image(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return what is known of a picture."""
    from unisono.dossiers.image_dossier import describe_image

    return describe_image(case, run, subject)


def target(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return what is known of the attacks on a target."""
    from unisono.dossiers.target.describing import describe_target

    return describe_target(case, run, subject)


def kept_posts(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Put the posts in order of time and return the folder in which they are kept."""
    from unisono.web.cards.kept import state_of
    from unisono.web.posts.keeping import keep_posts

    state = state_of(case)
    kept = keep_posts(case, state)
    inside = kept.folder.is_relative_to(case.path)
    folder = kept.folder.relative_to(case.path) if inside else kept.folder
    return {"folder": str(folder), "state": state, "posts": kept.columns.height, "accounts": kept.accounts.height}


def found_posts(case: Case, run: Run | None, subject: str, choice: Mapping[str, str]) -> Card:
    """Find posts by what they say, or by a text, picture, finding or target, and return how many there are."""
    from pathlib import Path

    from unisono.web.posts.found_posts import find_and_keep
    from unisono.web.posts.kept_posts import KeptPosts

    return {"posts": find_and_keep(case, run, KeptPosts(Path(choice["folder"])), choice["what"], subject)}


def hashtags(case: Case, run: Run | None, subject: str, choice: Mapping[str, str]) -> Card:
    """Return the hashtags of the case, ranked, and how many there are in all."""
    from unisono.dossiers.hashtag.material import read_tags
    from unisono.dossiers.hashtag.ranking import rank_tags

    material = read_tags(case, run)
    rows = rank_tags(material, choice["by"], top=MOST_LISTED)
    return {"hashtags": rows, "tags": material.flows.height, "posts": material.uses["post"].n_unique()}


def texts(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return the texts that several accounts published, and how many there are in all."""
    from unisono.dossiers.shared_texts import describe_shared_texts, find_shared_texts

    shared = find_shared_texts(case, run)
    rows = list(describe_shared_texts(shared, MOST_TEXTS))
    return {"texts": rows, "found": shared.texts.height, "posts_read": shared.posts_read}


SUBJECTS: Mapping[str, Make] = {
    "account": account,
    "found_posts": found_posts,
    "hashtag": hashtag,
    "hashtags": hashtags,
    "image": image,
    "kept_posts": kept_posts,
    "link": link,
    "post": post,
    "target": target,
    "text": text,
    "texts": texts,
}
