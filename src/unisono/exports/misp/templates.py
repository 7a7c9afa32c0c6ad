"""Which template of MISP an account or a post has, and under which names its values stand there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from unisono.exports.sharing.shared_case import SharedAccount, SharedNetwork, SharedPost

Values = dict[str, str | datetime]


@dataclass(frozen=True)
class AccountTemplate:
    """A template for accounts: its name, and what it calls the id, the handle and the display name."""

    name: str
    id: str
    handle: str
    display_name: str | None = None


ACCOUNTS: Mapping[str, AccountTemplate] = {
    "twitter": AccountTemplate("twitter-account", "id", "name", "displayed-name"),
    "facebook": AccountTemplate("facebook-account", "account-id", "account-name"),
    "instagram": AccountTemplate("instagram-account", "account-id", "account-name"),
    "telegram": AccountTemplate("telegram-account", "id", "username"),
    "reddit": AccountTemplate("reddit-account", "account-id", "account-name"),
    "youtube": AccountTemplate("youtube-channel", "channel-id", "channel-name"),
}
"""By platform; every other has `user-account`."""

OTHER = AccountTemplate("user-account", "user-id", "username", "display-name")

POSTS = {
    "twitter": "Twitter",
    "facebook": "Facebook",
    "linkedin": "LinkedIn",
    "reddit": "Reddit",
    "instagram": "Instagram",
    "forum": "Forum",
}
"""What the template `microblog` calls a platform; every other is "Other"."""

GROUPS = {"twitter": "Twitter", "facebook": "Facebook"}
"""What the template `social-media-group` calls a platform; it has no word for others."""


def account_values(account: SharedAccount) -> tuple[str, Values]:
    """Return the template of an account and its values; a pseudonym is a handle, and no id."""
    template = ACCOUNTS.get(account.platform, OTHER)
    values: Values = {template.handle: account.handle or account.id}
    if not account.is_hidden:
        values[template.id] = account.id
    if account.display_name and template.display_name:
        values[template.display_name] = account.display_name
    if template is OTHER:
        values["description"] = f"Account on {account.platform}"
    return template.name, values


def post_values(post: SharedPost) -> Values:
    """Return the values of a post for the template `microblog`, which wants a text or an address at least."""
    values: Values = {
        "post": post.text or f"The text of this {post.kind} is withheld in this copy: {post.key}",
        "type": POSTS.get(post.account.platform, "Other"),
        "username": post.account.handle or post.account.id,
        "state": "Unknown",
    }
    if post.account.display_name:
        values["display-name"] = post.account.display_name
    if post.at is not None:
        values["creation-date"] = post.at
    if post.address:
        values["link"] = post.address
    return values


def group_values(network: SharedNetwork) -> Values:
    """Return the values of a network for the template `social-media-group`."""
    values: Values = {"group-name": network.title, "description": network.told}
    platforms = {GROUPS.get(account.platform) for account in network.accounts}
    if len(platforms) == 1 and (platform := platforms.pop()) is not None:
        values["platform"] = platform
    return values
