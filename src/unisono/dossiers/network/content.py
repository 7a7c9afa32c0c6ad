"""What networks publish: the texts, pictures and domains that their members share, and the languages they write in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.domain_lists import kept_domain_lists
from unisono.content.language_names import language_name
from unisono.detectors.evidence import posts_of_run
from unisono.dossiers.network.domains import NetworkDomain, domains_of_networks
from unisono.dossiers.network.images import NetworkImage, images_of_networks
from unisono.dossiers.network.languages import NetworkLanguage, languages_of_networks
from unisono.dossiers.network.texts import NetworkText, texts_of_networks
from unisono.model.few_rows import collect_few
from unisono.model.names import ACCOUNT_NAME, POST_NAME

READ = (
    *("platform", "post_id", "account_id", "handle", "created_at", "kind", "text", "lang", "urls", "media"),
    *("ref_post_id", "ref_account_id", "ref_handle"),
)
"""Columns of POSTS that are read of the members' posts."""


@dataclass(frozen=True)
class ContentLimits:
    """How much of each network is worked out in full; what is left out is counted."""

    texts: int = 10
    posts_of_text: int = 1_000
    images: int = 12
    domains: int = 15
    language_posts: int = 400


USUAL = ContentLimits()


@dataclass(frozen=True)
class NetworkContent:
    """One network's texts, images, domains and languages, and how many there are of each in all.

    linking_posts: posts with a link out of their platform. language_posts: posts whose language was looked at.
    """

    texts: tuple[NetworkText, ...] = ()
    texts_found: int = 0
    images: tuple[NetworkImage, ...] = ()
    images_found: int = 0
    domains: tuple[NetworkDomain, ...] = ()
    domains_found: int = 0
    linking_posts: int = 0
    languages: tuple[NetworkLanguage, ...] = ()
    language_posts: int = 0

    def as_json(self) -> dict[str, Any]:  # Any: a JSON document
        """Return all of it as a JSON document has it."""
        return {
            "texts": [one.as_json() for one in self.texts],
            "texts_found": self.texts_found,
            "images": [one.as_json() for one in self.images],
            "images_found": self.images_found,
            "domains": [one.as_json() for one in self.domains],
            "domains_found": self.domains_found,
            "linking_posts": self.linking_posts,
            "languages": [
                {
                    "language": one.language,
                    "name": language_name(one.language),
                    "posts": one.posts,
                    "share": one.share,
                }
                for one in self.languages
            ],
            "language_posts": self.language_posts,
        }


def content_of_networks(
    case: Case, run: Run, networks: Iterable[int], limits: ContentLimits = USUAL
) -> dict[int, NetworkContent]:
    """Return what each of these networks of a run published; the members' posts are read once for all of them."""
    numbers = sorted(set(networks))
    members = run.table("members").filter(pl.col("network").is_in(numbers)).select("account", "network")
    posts = _posts_of(case, run, members)
    texts, texts_found = texts_of_networks(run, members, posts, most=limits.texts, most_posts=limits.posts_of_text)
    images, images_found = images_of_networks(case, run, members, posts, limits.images)
    lists = kept_domain_lists(case.path)
    domains, domains_found, linking = domains_of_networks(members, posts, lists, limits.domains)
    languages, looked = languages_of_networks(members, posts, limits.language_posts)
    return {
        number: NetworkContent(
            texts=tuple(texts.get(number, ())),
            texts_found=texts_found.get(number, 0),
            images=tuple(images.get(number, ())),
            images_found=images_found.get(number, 0),
            domains=tuple(domains.get(number, ())),
            domains_found=domains_found.get(number, 0),
            linking_posts=linking.get(number, 0),
            languages=tuple(languages.get(number, ())),
            language_posts=looked.get(number, 0),
        )
        for number in numbers
    }


def _posts_of(case: Case, run: Run, members: pl.DataFrame) -> pl.DataFrame:
    """Return the members' posts in the columns READ, with `post` and `account` (platform:id)."""
    posts = posts_of_run(case, run).select(*READ, POST_NAME, ACCOUNT_NAME)
    return collect_few(posts.join(members.select("account").lazy(), on="account", how="semi"))
