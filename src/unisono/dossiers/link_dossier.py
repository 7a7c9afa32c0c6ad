"""One link or one site: who posted it and when, in which forms and words, who publishes there, and who lists it."""

import polars as pl

from unisono.cases import Case, Run
from unisono.content.addresses import canonical_addresses
from unisono.content.share_texts import looks_like_share_text, pressed_buttons
from unisono.content.trackers import SHORTENERS
from unisono.dossiers.finding_links import Place, find_place, posts_of_place
from unisono.dossiers.link_spread import describe_spread
from unisono.dossiers.listing import listings_of
from unisono.dossiers.shared_texts import read_texts
from unisono.dossiers.subject_posts import Card, count_reposts, members_of, networked_share, summarise_posts, with_words
from unisono.dossiers.text_variants import words_in_common
from unisono.model.written_links import links_in
from unisono.traces.acts import read_acts
from unisono.traces.link import links_of_acts

FORMS_KEPT = 50
TEXTS_KEPT = 50
PAGES_KEPT = 100


def describe_link(case: Case, run: Run | None, given: str) -> Card:
    """Return everything known of an address, in any of its forms, or of a bare domain; raises UsageError for neither.

    Posts that link there in words of their own count; reposts of them are counted apart, and in `spread`. `template` is
    what most of the posts have in common, null where their words differ.
    """
    links = read_links(case)
    place = find_place(case, links, given)
    own = posts_of_place(links, place)
    posts = with_words(case, own)
    members = members_of(run)
    summary = summarise_posts(case, posts, members)
    publishers = own["publisher"].unique().sort().to_list()
    return {
        "id": place.name,
        "kind": "site" if place.is_site else "page",
        "posts": summary["posts"],
        "accounts": summary["accounts"],
        "domain": str(own["domain"][0]),
        "publisher": publishers[0] if len(publishers) == 1 else place.name,
        "is_short": str(own["domain"][0]) in SHORTENERS,
        "listed": _listings(case, place),
        "template": words_in_common(posts),
        "variants": own["address"].n_unique(),
        **summary,
        "pages": _count_pages(own, members),
        "forms": [] if place.is_site else _count_forms(posts, place),
        "texts": _count_texts(case, posts),
        "reposts": count_reposts(case, own["post"]),
        "spread": describe_spread(case, run, place, own["address"]),
    }


def read_links(case: Case) -> pl.DataFrame:
    """Return account, post, at, address, domain and publisher of the outward links in posts that are no reposts."""
    acts = read_acts(case.posts(), ("text", "urls"))
    links = links_of_acts(acts.filter(pl.col("kind") != "repost"))
    return links.select("account", "post", "at", "address", "domain", "publisher")


def _listings(case: Case, place: Place) -> list[Card]:
    return listings_of(case, [place.name]).get(place.name, [])


def _count_pages(links: pl.DataFrame, members: pl.DataFrame | None) -> list[Card]:
    """Return address, posts, accounts, first_at and networked_share of each page, most posts first."""
    counted = links.group_by("address").agg(
        pl.col("post").n_unique().alias("posts"),
        pl.col("account").n_unique().alias("accounts"),
        pl.col("at").min().alias("first_at"),
        networked_share(members),
    )
    return counted.sort("posts", "address", descending=[True, False]).head(PAGES_KEPT).to_dicts()


def _count_forms(posts: pl.DataFrame, place: Place) -> list[Card]:
    """Return form, posts and accounts for each way in which posts give this address: wrappers, tracking, spellings."""
    listed = posts.select("post", "account", pl.col("urls").alias("form")).explode("form")
    written = posts.select("post", "account", links_in(posts["text"]).alias("form"))
    forms = pl.concat([listed, written.explode("form")]).drop_nulls("form")
    same = forms.filter(canonical_addresses(forms["form"]) == place.name)
    counted = same.group_by("form").agg(
        pl.col("post").n_unique().alias("posts"), pl.col("account").n_unique().alias("accounts")
    )
    return counted.sort("posts", "form", descending=[True, False]).head(FORMS_KEPT).to_dicts()


def _count_texts(case: Case, posts: pl.DataFrame) -> list[Card]:
    """Return the texts that go with the link, most accounts first: text, posts, accounts, example and how it looks.

    `sign` says why the words look as a share button writes them (phrase, via, outlet, headline), `pressed` whether
    they were also posted as readers press one: spread over time and accounts. Both are null or false otherwise.
    """
    texts = read_texts(case).select("object", "post").join(posts.select("post").unique(), on="post", how="semi")
    worded = posts.join(texts, on="post")
    if not worded.height:
        return []
    counted = (
        worded.sort("at", "post")
        .group_by("object", maintain_order=True)
        .agg(
            pl.col("post").n_unique().alias("posts"),
            pl.col("account").n_unique().alias("accounts"),
            pl.col("text").first().alias("example"),
            pl.col("address").first(),
        )
        .sort("accounts", "posts", "object", descending=[True, True, False])
        .head(TEXTS_KEPT)
    )
    buttons = pressed_buttons(
        worded.select(pl.col("object").alias("wording"), pl.col("address").alias("link"), "account", "at")
    )
    signs = looks_like_share_text(counted["example"], counted["address"])
    told = counted.with_columns(signs.alias("sign")).join(
        buttons.select(pl.col("wording").alias("object"), "pressed"), on="object", how="left", maintain_order="left"
    )
    named = told.with_columns(pl.col("pressed").fill_null(value=False)).drop("address")
    return named.rename({"object": "text"}).to_dicts()
