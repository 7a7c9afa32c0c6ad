"""What a network published, as the page shows it: texts with templates, pictures, domains, languages."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from unisono.content.addresses import readable_host
from unisono.content.domain_lists import describe_listing
from unisono.content.language_names import language_name
from unisono.content.pictures.thumbnails import thumbnail
from unisono.content.testimony.same_words import KIND_NAMES, SameWords
from unisono.dossiers.network.content import NetworkContent
from unisono.dossiers.network.domains import NetworkDomain
from unisono.dossiers.network.images import NetworkImage, read_picture_file
from unisono.dossiers.network.languages import NetworkLanguage
from unisono.dossiers.network.texts import NetworkText
from unisono.exports.report.amounts import share
from unisono.exports.report.disclosure import WITHHELD, Disclosure
from unisono.exports.report.side_by_side import plain
from unisono.exports.report.template_lines import fitting_words, shown_template
from unisono.exports.report.untrusted import defang, isolate, reveal, shorten
from unisono.model.counting import counted

IDENTITIES_TOLD = 8
PICTURE_ENDINGS = ("jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "avif")
LINE_CHARACTERS = 480
LEAST_SHARE = 0.02
"""Languages below this share of the posts are told together: of short texts, some are always mistaken."""


@dataclass(frozen=True)
class SharedTextView:
    """One text of a network; `line` is null where it is withheld or its posts are gone, and `missing` says which."""

    object: str
    line: Markup | None
    missing: str
    fitting: str
    testimony: Markup | None
    accounts: int
    posts: int
    wordings: int | None
    hidden: int
    first_at: datetime


@dataclass(frozen=True)
class SharedImageView:
    """One picture of a network; `picture` is a small copy as a data address."""

    names: Markup
    picture: Markup | None
    words: Markup | None
    accounts: int
    posts: int
    variants: int | None
    first_at: datetime


@dataclass(frozen=True)
class DomainView:
    """One domain of a network, with what published lists say of it."""

    name: Markup
    accounts: int
    posts: int
    share: float
    listed: Sequence[Markup]


@dataclass(frozen=True)
class ContentView:
    """All of it, with how many there are beyond those shown."""

    texts: Sequence[SharedTextView]
    texts_found: int
    images: Sequence[SharedImageView]
    images_found: int
    has_pictures: bool
    domains: Sequence[DomainView]
    domains_found: int
    linking_posts: int
    languages: str
    looked_at: str


def view_content(content: NetworkContent, disclosure: Disclosure) -> ContentView:
    """Return one network's content ready for the page."""
    images = [_image(one, disclosure) for one in content.images]
    return ContentView(
        texts=[_text(one, disclosure) for one in content.texts],
        texts_found=content.texts_found,
        images=images,
        images_found=content.images_found,
        has_pictures=any(one.picture for one in images),
        domains=[_domain(one, disclosure) for one in content.domains],
        domains_found=content.domains_found,
        linking_posts=content.linking_posts,
        languages=languages_in_words(content.languages, content.language_posts),
        looked_at=f"read from {counted(content.language_posts, 'post')}",
    )


def _text(one: NetworkText, disclosure: Disclosure) -> SharedTextView:
    known = one.variants
    line = shown_template(known, disclosure, LINE_CHARACTERS) if known else None
    return SharedTextView(
        object=disclosure.acted_on("text", one.object),
        line=line,
        missing=f"The text is {WITHHELD}." if disclosure.hides_posts else "Its posts are no longer in the case.",
        fitting=fitting_words(known, disclosure),
        testimony=testimony_in_words(known.testimony, disclosure) if known and known.testimony else None,
        accounts=one.accounts,
        posts=one.posts,
        wordings=known.wordings if known else None,
        hidden=known.posts_with_hidden if known else 0,
        first_at=one.first_at,
    )


def testimony_in_words(told: SameWords, disclosure: Disclosure) -> Markup:
    """Return who is claimed to be speaking, with the accounts that claim each; public copies tell the numbers only."""
    identities = [one for one in told.identities if one.kind == told.kind]
    names = KIND_NAMES[told.kind]
    start = (
        f"{counted(told.claimants, 'account')} of {told.accounts:,} tell of themselves in these words, in the first "
        f"person: {len(identities):,} different {names[1]}"
        if len(identities) > 1
        else f"{counted(told.claimants, 'account')} of {told.accounts:,} tell of themselves in these words, in the "
        f"first person, all with the same {names[0]}"
    )
    if disclosure.hides_posts:
        return Markup("{}.").format(start)
    shown = [
        Markup("{} <small>{}</small>").format(isolate(defang(disclosure.free_text(one.value))), f"{one.accounts:,}×")
        for one in identities[:IDENTITIES_TOLD]
    ]
    more = len(identities) - len(shown)
    listed = Markup(" · ").join([*shown, *([f"{more:,} more"] if more > 0 else [])])
    return Markup("{}: {}.").format(start, listed)


def _image(one: NetworkImage, disclosure: Disclosure) -> SharedImageView:
    names = [disclosure.acted_on("image", one.object)] if disclosure.hides_accounts else list(one.names)
    words = disclosure.post_text(one.words)
    return SharedImageView(
        names=Markup(", ").join(isolate(shorten(_file_name(name), 60)) for name in names[:3]),
        picture=None if disclosure.hides_accounts else picture_address(read_picture_file(one.files)),
        words=plain(shorten(" ".join(words.split()), 160)) if words else None,
        accounts=one.accounts,
        posts=one.posts,
        variants=one.variants,
        first_at=one.first_at,
    )


def _file_name(name: str) -> str:
    """Return a file's name with its ending readable: no program takes that for an address."""
    stem, dot, ending = name.rpartition(".")
    return f"{defang(stem)}.{ending}" if dot and ending.lower() in PICTURE_ENDINGS else defang(name)


def picture_address(content: bytes | None) -> Markup | None:
    """Return a small grey copy of a picture as a data address, which loads nothing; null where it cannot be read."""
    small = thumbnail(content) if content is not None else None
    return Markup("data:image/jpeg;base64," + base64.b64encode(small).decode()) if small else None  # letters of base64


def _domain(one: NetworkDomain, disclosure: Disclosure) -> DomainView:
    name = readable_host(one.domain)
    if disclosure.hides_accounts:
        # A page or channel on a host of many may be an account of the case under another name.
        name = disclosure.acted_on("domain", one.domain.split("/", 1)[0] + "/…" if "/" in one.domain else one.domain)
    return DomainView(
        name=isolate(shorten(defang(name), 90)),
        accounts=one.accounts,
        posts=one.posts,
        share=one.share,
        listed=[reveal(defang(describe_listing(row))) for row in one.listed],
    )


def languages_in_words(languages: Sequence[NetworkLanguage], looked_at: int) -> str:
    """Return the languages with their shares, the small ones together; empty where no post was looked at."""
    if not looked_at:
        return ""
    told = [one for one in languages if one.share >= LEAST_SHARE]
    rest = [one for one in languages if one.share < LEAST_SHARE]
    parts = [f"{language_name(one.language)} {share(one.share)}" for one in told]
    if rest:
        small = sum(one.posts for one in rest) / looked_at
        parts.append(f"{counted(len(rest), 'other')} {share(small)} together")
    return ", ".join(parts)
