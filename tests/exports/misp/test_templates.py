"""Accounts and posts stand under the templates that MISP has for their platform, with values that these know."""

import datetime as dt

import pytest

from unisono.exports.misp.templates import account_values, post_values
from unisono.exports.sharing.shared_case import SharedAccount, SharedPost


def account(platform: str, *, is_hidden: bool = False) -> SharedAccount:
    return SharedAccount(f"{platform}:1", platform, "1", "ann", None if is_hidden else "Ann", is_hidden=is_hidden)


@pytest.mark.parametrize(
    ("platform", "template", "values"),
    [
        ("twitter", "twitter-account", {"id": "1", "name": "ann", "displayed-name": "Ann"}),
        ("telegram", "telegram-account", {"id": "1", "username": "ann"}),
        ("facebook", "facebook-account", {"account-id": "1", "account-name": "ann"}),
        (
            "bluesky",
            "user-account",
            {"user-id": "1", "username": "ann", "display-name": "Ann", "description": "Account on bluesky"},
        ),
    ],
)
def test_each_platform_has_its_template(platform: str, template: str, values: dict[str, str]) -> None:
    assert account_values(account(platform)) == (template, values)


def test_a_pseudonym_is_no_id() -> None:
    assert account_values(account("twitter", is_hidden=True)) == ("twitter-account", {"name": "ann"})


def test_a_post_whose_text_is_withheld_says_so() -> None:
    at = dt.datetime(2018, 7, 1, tzinfo=dt.UTC)
    values = post_values(SharedPost("post-1", account("mastodon"), at, "repost", None, None))
    assert values["type"] == "Other"
    assert "withheld" in str(values["post"])
    assert values["creation-date"] == at
    assert "link" not in values
