"""One text: who published it, in which words and when, what differs, and what else could explain it."""

import polars as pl

from unisono.cases import Case, Run
from unisono.content.templates import Template
from unisono.dossiers.finding_texts import find_text
from unisono.dossiers.innocent_texts import explain_text
from unisono.dossiers.listing import listings_of
from unisono.dossiers.shared_texts import name_languages, read_texts
from unisono.dossiers.subject_posts import Card, count_reposts, members_of, summarise_posts, with_words
from unisono.dossiers.testimony_forms import describe_form, read_testimony_forms
from unisono.dossiers.text_variants import count_wordings, quoted_forms, read_variants
from unisono.model.hidden_characters import hides_characters
from unisono.model.names import POST_NAME
from unisono.traces.acts import conform_posts, read_acts
from unisono.traces.link import links_of_acts

LINKS_KEPT = 50


def describe_text(case: Case, run: Run | None, name: str) -> Card:
    """Return everything known of a text that its id, the beginning of it, or a post names; raises UsageError."""
    traces = read_texts(case)
    found = find_text(case, traces, name)
    posts = with_words(case, traces.filter(pl.col("object") == found))
    members = members_of(run)
    worded = count_wordings(posts)
    known = read_variants(posts)[(found,)]
    template, told = known.template, known.told
    form = describe_form(read_testimony_forms(case, traces), traces, found) if told else None
    links = _links_of(case, posts)
    summary = summarise_posts(case, posts, members)
    return {
        "id": found,
        "posts": summary["posts"],
        "accounts": summary["accounts"],
        "template": template.line,
        "variants": known.wordings,
        **summary,
        **_template_card(template),
        "testimony": known.testimony is not None or form is not None,
        "form": form,
        "accounts_with_claim": told.claimants if told else 0,
        "identities": [
            {"kind": one.kind, "value": one.value, "accounts": one.accounts}
            for one in (told.identities if told else ())
        ],
        "languages": name_languages(worded).get(found, []),
        "wordings": _count_wordings(posts, worded),
        "links": _count_links(case, links),
        "reposts": count_reposts(case, posts["post"]),
        "innocent": explain_text(case, posts, links.select("post", "address", "publisher"), known.common),
        "findings": _findings(run, found),
    }


def _count_wordings(posts: pl.DataFrame, worded: pl.DataFrame) -> list[Card]:
    """Return text, posts, exact, accounts, first_at, with_hidden, hidden_example of each wording, most posts first.

    Wordings are alike if their words are, whatever their links; `text` is how one is quoted, `exact` how many posts
    have just this text, `with_hidden` in how many it holds characters that nobody sees, and `hidden_example` the text
    of one of them.
    """
    hidden = hides_characters(pl.col("text"))
    told = posts.join(worded.select("text", "wording"), on="text").sort("at", "post")
    counted = told.group_by("wording").agg(
        pl.col("post").n_unique().alias("posts"),
        pl.col("account").n_unique().alias("accounts"),
        pl.col("at").min().alias("first_at"),
        pl.col("post").filter(hidden).n_unique().alias("with_hidden"),
        pl.col("text").filter(hidden).first().alias("hidden_example"),
    )
    shown = counted.join(quoted_forms(worded), on="wording")
    ordered = shown.sort("posts", "first_at", "text", descending=[True, False, False])
    return ordered.select("text", "posts", "exact", "accounts", "first_at", "with_hidden", "hidden_example").to_dicts()


def _template_card(template: Template) -> Card:
    """Return the slots with their fillers, and how many of the texts and posts fit the template."""
    card = template.as_json()
    return {name: card[name] for name in ("words", "slots", "texts", "texts_that_fit", "posts_that_fit")}


def _links_of(case: Case, posts: pl.DataFrame) -> pl.DataFrame:
    """Return account, post, address and publisher of the outward links in these posts."""
    own = conform_posts(case.posts()).filter(POST_NAME.is_in(posts["post"].unique().implode()))
    return links_of_acts(read_acts(own, ("text", "urls"))).select("account", "post", "address", "publisher")


def _count_links(case: Case, links: pl.DataFrame) -> list[Card]:
    """Return address, publisher, posts, accounts and what lists say of it, most posts first."""
    counted = (
        links.group_by("address", "publisher")
        .agg(pl.col("post").n_unique().alias("posts"), pl.col("account").n_unique().alias("accounts"))
        .sort("posts", "address", descending=[True, False])
        .head(LINKS_KEPT)
    )
    listings = listings_of(case, counted["address"])
    return [{**row, "listed": listings.get(row["address"], [])} for row in counted.iter_rows(named=True)]


def _findings(run: Run | None, found: str) -> list[Card]:
    """Return the findings of the run about this text."""
    if run is None:
        return []
    findings = run.table("findings").filter((pl.col("subject_kind") == "text") & (pl.col("subject") == found))
    return findings.select("finding", "detector", "because", "likelihood").to_dicts()
