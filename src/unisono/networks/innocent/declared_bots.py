"""Declared automation: accounts that say of themselves that a program posts for them."""

import polars as pl

from unisono.networks.innocent.networks_view import Facts, Fit, NetworksView, fit_of_profiles

NAME = r"(^|[^\p{L}])([Bb]ot|BOT|[Бб]от|БОТ)[\d_]*[^\p{L}\p{N}]*$|[a-z0-9]Bot[\d_]*$|ボット|(자동|알림|날씨|뉴스)\s?봇"
"""A handle or a name that ends in the word bot: weather_bot, WeatherBot2 and "Weather Bot", but not Abbot."""

DENIAL = "(?i)" + "|".join(
    (
        r"\b(not|never|no|nicht|kein|pas|non|não|не)\s+((sono|sou|soy)\s+)?((an?|un|ein|um)\s+)?(ro)?(bots?|бот)\b",
        r"\b(block|hate|report|fight|expos|hunt)\w*\s+(the\s+)?(ro)?bot\w*",
    )
)
"""Words that deny being a program, or speak of others that are; they are taken out first."""

STATEMENT = "(?i)" + "|".join(
    (
        r"\b(i am|i['’]m|this is|je suis|soy|sono|ich bin|sou|это|я)\s+"
        r"((an?|un|ein|um)\s+)?(\w+\s)?(ro)?(bot|бот|robô)\b",
        r"^(an?|un|ein|um)\s+(\w+\s){0,2}bot\b",
        r"\b(ro)?bot\s+(account|by|run by|made by|that|which|posting)\b",
        r"\bautomated\s+(\w+\s)?(account|bot|posts?|tweets?|feed|reports?|updates?|news|alerts?)\b",
        r"\b(posts?|posted|tweets?|updated|generated)\s+automatically\b",
        r"\bautomatic\s+(feed|posts?|updates?|alerts?)\b",
        r"\brss[\s-]+(feed|bot)\b|\bvia\s+rss\b|\bifttt\b|\bautopost\w*",
        r"\b(cuenta|conta|compte)\s+automat\w+|\b(cuenta|conta|compte)\s+automát\w+",
        r"\bautomatisch\w*\s+(meldungen|tweets|posts|beiträge|nachrichten|konto|account)\b",
        r"автоматическ\w+\s+(канал|лента|публикац\w+|аккаунт)",
        r"ボット|非公式bot|自動(投稿|ツイート|配信|更新)|自动(发布|发帖|推送|更新|转发)|自動(發布|發文|推送)",
        r"봇\s?계정|자동\s?(게시|발행|트윗)|حساب آلي|تغريدات آلية|نشر آلي",
    )
)


def fit(view: NetworksView) -> list[Fit]:
    """Return the share of members whose profile says that it is automated."""
    declared = (
        view.profiles.filter(says_automated()).group_by("network").agg(pl.col("account").n_unique().alias("declared"))
    )
    return [_judge(facts) for facts in view.facts(declared, view.described)]


def says_automated() -> pl.Expr:
    """Return whether a profile (columns of ACCOUNTS) says that a program posts for the account."""
    return pl.any_horizontal(
        pl.col("is_bot_declared").fill_null(value=False),
        *(_says(name, NAME) for name in ("handle", "display_name")),
        *(_says(name, STATEMENT) for name in ("display_name", "bio")),
    )


def _judge(facts: Facts) -> Fit:
    declared, size = facts["declared"] or 0, facts["size"]
    because = f"{declared:,} of {size:,} members say in their name or profile that a program posts for them."
    return fit_of_profiles("declared_bots", facts, declared, because)


def _says(column: str, pattern: str) -> pl.Expr:
    return pl.col(column).str.replace_all(DENIAL, " ").str.contains(pattern).fill_null(value=False)
