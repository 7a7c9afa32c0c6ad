"""Innocent explanations of a text that many accounts published, each with how well it fits and on which facts."""

import polars as pl

from unisono.cases import Case
from unisono.content.share_texts import looks_like_share_text, pressed_buttons
from unisono.content.templates import Template
from unisono.dossiers.bunching import measure_bunching
from unisono.dossiers.subject_posts import Card
from unisono.model.names import ACCOUNT_NAME
from unisono.networks.innocent.delays import duration
from unisono.networks.innocent.newswire import NEWS_NAME

_PETITION_HOSTS = (
    "change.org chng.it avaaz.org openpetition.de openpetition.eu petition.parliament.uk petitions.whitehouse.gov "
    "38degrees.org.uk moveon.org ipetitions.com gopetition.com thepetitionsite.com campact.de weact.campact.de "
    "sumofus.org eko.org leadnow.ca getup.org.au causes.com care2.com mesopinions.com peticion.es osoigo.com "
    "actionnetwork.org everyaction.com"
)
PETITION_HOSTS = tuple(_PETITION_HOSTS.split())
"""Sites of petitions and letters to sign; they fill in the text that their signers share."""

SIGNING = (
    r"(?i)\b(?:petition|petición|petição|pétition|petizione|petitie|petycj|петици|dilekçe)"
    r"|\b(?:i(?:'ve| have)? (?:just )?signed|sign (?:this|the|here|as well|now|too)|please sign|add your name"
    r"|he firmado|firma (?:aquí|esta)|assinei|assine|j'ai signé|signez|ho firmato|firmate"
    r"|unterschr(?:eib|ieben)|unterzeichn|подпи(?:ш|са)|imzala)|署名|签名|簽名|서명|وقّ?ع(?:ت|وا)? (?:على|العريضة)|عريضة"
)
"""Words of those who have signed something, or ask others to."""

_TAG = r"[#＃]\w+"

SPREAD_S = 1_800.0
"""Posts that lie so far from the median time of their text, in the median, lie as far apart as readers' do."""

PLAYERS = 10
LINES_EACH = 1.5
OWN_TIME = 1.5
"""Players of a game, at least; the lines from each, on average, that are usual; and how much bunching is: a third."""


def explain_text(case: Case, posts: pl.DataFrame, links: pl.DataFrame, template: Template) -> list[Card]:
    """Return explanation, fit (0 to 1, null: cannot be measured) and because, the best first.

    posts: object, post, account, at, text, handle of one text; links: post, address, publisher of the outward links;
    template: that of the text.
    """
    linked = posts.join(links.unique("post", keep="first"), on="post", how="left", maintain_order="left")
    known = [
        _share_button(linked),
        _petition(linked),
        _newswire(linked),
        _hashtag_game(posts, template),
        _declared_bots(case, posts),
        _one_account(posts),
    ]
    ordered = sorted(known, key=lambda one: -float(one["fit"]))
    unknown = ("letter of a campaign", "quote", "song, poem or joke", "chain message", "agreed activism")
    return [*ordered, *({"explanation": name, "fit": None, "because": None} for name in unknown)]


def _card(explanation: str, fit: float, because: str) -> Card:
    return {"explanation": explanation, "fit": round(fit, 3), "because": because}


def _share_button(linked: pl.DataFrame) -> Card:
    """Return how far the posts look as a button writes them, and lie apart as readers press it."""
    worded = linked.select(pl.col("object").alias("wording"), pl.col("address").alias("link"), "account", "at")
    pressed = bool(pressed_buttons(worded)["pressed"].any())
    signs = int(looks_like_share_text(linked["text"], linked["address"]).count())
    with_link = int(linked["address"].count())
    apart = _seconds_apart(linked)
    written = max(signs, with_link if pressed else 0)
    because = (
        f"{with_link:,} of {linked.height:,} posts have a link; the words of {signs:,} look written by a button (a "
        "phrase that apps fill in, “via @…”, the site's name, the headline); the median post lies "
        f"{duration(apart)} from the median time."
    )
    return _card("share_button", written / linked.height * min(1.0, apart / SPREAD_S), because)


def _hashtag_game(posts: pl.DataFrame, template: Template) -> Card:
    """Return the share of posts that fill in a line of their own beside the tag that most have, as people play it.

    Words in common beside tags are no game, so each of them counts against it; other tags may differ from post to post.
    A game is played by many, each in their own time over hours, with a line or two: bunches of posts within minutes,
    few accounts and many lines from each count against it.
    """
    tag, playing = _lines_beside_a_tag(posts)
    common = sum(not word.startswith(("#", "＃")) for word in template.words)
    accounts = posts["account"].n_unique()
    bunching = measure_bunching(posts.select("account", "at"))
    apart = _seconds_apart(posts)
    because = (
        f"{playing:,} of {posts.height:,} posts have {tag or 'no hashtag in common'} and a line that no other has; "
        f"besides hashtags, the texts have {common:,} words in common. They are by {accounts:,} accounts; the median "
        f"post lies {duration(apart)} from the median time, and {bunching.bunched:,} posts lie within "
        f"{duration(bunching.within_s)} of another account's, where {bunching.likely:,.0f} are likely in hours with so "
        "many posts."
    )
    people = min(1.0, accounts / PLAYERS) * min(1.0, LINES_EACH * accounts / posts.height)
    own_time = min(1.0, apart / SPREAD_S) * min(1.0, OWN_TIME * (1.0 - bunching.excess))
    return _card("hashtag_game", playing / posts.height / (1 + common) * people * own_time, because)


def _lines_beside_a_tag(posts: pl.DataFrame) -> tuple[str | None, int]:
    """Return the tag that most posts have, and how many have it beside words that no other post has."""
    tagged = posts.select(
        pl.col("text").fill_null("").str.to_lowercase().str.extract_all(_TAG).alias("tags"),
        pl.col("text").fill_null("").str.to_lowercase().str.replace_all(_TAG, " ").str.extract_all(r"\w+").alias("own"),
    )
    commonest = tagged.select(
        pl.col("tags").list.unique().explode().drop_nulls().sort().mode(maintain_order=True).first()
    )
    tag = commonest.item()
    if not tag:
        return None, 0
    alone = pl.col("own").list.join(" ").count().over(pl.col("own").list.join(" ")) == 1
    plays = pl.col("tags").list.contains(tag) & (pl.col("own").list.len() > 0) & alone
    return tag, int(tagged.select(plays.fill_null(False).sum()).item())


def _seconds_apart(posts: pl.DataFrame) -> float:
    """Return how far the median post lies from the median time."""
    seconds = posts["at"].dt.epoch("ms") / 1000.0
    middle = (seconds - seconds.median()).abs().median()
    return float(middle) if isinstance(middle, int | float) else 0.0


def _petition(linked: pl.DataFrame) -> Card:
    """Return the share of posts that link to a site of petitions, or speak of signing and have a link."""
    site = pl.col("publisher").fill_null("").str.replace(r"/.*$", "").is_in(PETITION_HOSTS)
    speaks = pl.col("text").fill_null("").str.contains(SIGNING) & pl.col("address").is_not_null()
    sites, speaking, either = linked.select(
        site.sum(), speaks.sum().alias("speaks"), (site | speaks).sum().alias("any")
    ).row(0)
    because = (
        f"{sites:,} of {linked.height:,} posts link to a site of petitions; {speaking:,} have a link and speak of "
        "signing or of a petition."
    )
    return _card("petition", either / linked.height, because)


def _newswire(linked: pl.DataFrame) -> Card:
    """Return the share of accounts that name themselves as news media, and link to sites of their own."""
    accounts = linked["account"].n_unique()
    news = linked.filter(pl.col("handle").str.contains(NEWS_NAME).fill_null(value=False))
    named, publishers = news["account"].n_unique(), news["publisher"].drop_nulls().n_unique()
    because = (
        f"{named:,} of {accounts:,} accounts name themselves as news media; their posts of this text link to "
        f"{publishers:,} different publishers."
    )
    return _card("newswire", named / accounts * min(1.0, publishers / max(1, named)), because)


def _declared_bots(case: Case, posts: pl.DataFrame) -> Card:
    declared = case.accounts().filter(pl.col("is_bot_declared")).select(ACCOUNT_NAME).collect()
    count = posts.join(declared, on="account", how="semi").height
    because = f"{count:,} of {posts.height:,} posts are by accounts that say they are automated."
    return _card("declared_bots", count / posts.height, because)


def _one_account(posts: pl.DataFrame) -> Card:
    """Return the share of the posts that one account wrote, where that is most of them."""
    most = posts.group_by("account").len().sort("len", "account", descending=[True, False]).row(0, named=True)
    share = most["len"] / posts.height
    because = f"The account that posted it most wrote {most['len']:,} of {posts.height:,} posts."
    return _card("one_account", share if share > 0.5 else 0.0, because)
