"""Cards about one subject: an account, a hashtag, a link, a post, a text, a picture, a target."""

from collections.abc import Mapping

from unisono.cases import Case, Run
from unisono.web.cards.declared import Card, Make


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


SUBJECTS: Mapping[str, Make] = {
    "account": account,
    "hashtag": hashtag,
    "image": image,
    "link": link,
    "post": post,
    "target": target,
    "text": text,
}
