"""A network in STIX: a campaign, its accounts, what was observed, what it may be instead, and a grouping of all."""

from collections.abc import Iterator

from unisono.exports.sharing.shared_case import SharedAccount, SharedNetwork, SharedPost
from unisono.exports.stix.objects import CONFIDENCES, Maker, Object, findings_cited, moment, observable_uuid

MOST_OBSERVED = 999_999_999
"""The specification's bound of number_observed."""


def network_objects(network: SharedNetwork, make: Maker, profile: str) -> Iterator[Object]:
    """Yield the objects of one network; the campaign is observed behaviour, and names nobody as an actor."""
    campaign = campaign_of(network, make, profile)
    accounts = [account_object(one, make) for one in network.accounts]
    together = _observed_together(network, [one["id"] for one in accounts], make)
    posts = [made for post in network.posts for made in post_objects(post, make)]
    doubts = list(_notes(network, campaign["id"], make))
    members = [campaign, *accounts, *together, *posts, *doubts]
    yield from members
    yield make.make(
        "grouping",
        (network.key,),
        name=network.title,
        description="The accounts of the network, the posts that it rests on, and what it may be instead.",
        context="suspicious-activity",
        object_refs=sorted({one["id"] for one in members}),
        confidence=CONFIDENCES[network.confidence],
    )


def campaign_of(network: SharedNetwork, make: Maker, profile: str) -> Object:
    """Return the campaign of a network."""
    cited = findings_cited([network.finding] if network.finding else [], profile)
    return make.make(
        "campaign",
        (network.key,),
        name=network.title,
        description=network.told,
        first_seen=moment(network.first_at),
        last_seen=moment(network.last_at),
        confidence=CONFIDENCES[network.confidence],
        external_references=cited,
    )


def account_object(account: SharedAccount, make: Maker) -> Object:
    """Return an account, named by its platform and id alone, so that a rename does not make another account of it."""
    return {
        "type": "user-account",
        "spec_version": "2.1",
        "id": f"user-account--{observable_uuid(account_type=account.platform, user_id=account.id)}",
        "user_id": account.id,
        "account_type": account.platform,
        "display_name": account.name,
        "object_marking_refs": [make.marking],
    }


def post_objects(post: SharedPost, make: Maker) -> Iterator[Object]:
    """Yield what was observed of one post, its address where the copy tells it, and its words as a note."""
    account = account_object(post.account, make)
    refs = [account["id"]]
    yield account
    if post.address:
        address = {
            "type": "url",
            "spec_version": "2.1",
            "id": f"url--{observable_uuid(value=post.address)}",
            "value": post.address,
            "object_marking_refs": [make.marking],
        }
        refs.append(address["id"])
        yield address
    if post.at is None:
        return
    at = moment(post.at)
    reference = {"source_name": f"post on {post.account.platform}", "external_id": post.key}
    observed = make.make(
        "observed-data",
        ("post", post.key),
        first_observed=at,
        last_observed=at,
        number_observed=1,
        object_refs=refs,
        external_references=[reference],
    )
    yield observed
    if post.text:
        yield make.make(
            "note",
            ("post", post.key),
            abstract=f"Text of the {post.kind} {post.key}",
            content=post.text,
            object_refs=[observed["id"]],
        )


def _observed_together(network: SharedNetwork, accounts: list[str], make: Maker) -> list[Object]:
    if network.first_at is None or network.last_at is None or not accounts:
        return []
    return [
        make.make(
            "observed-data",
            ("together", network.key),
            first_observed=moment(network.first_at),
            last_observed=moment(max(network.first_at, network.last_at)),
            number_observed=min(MOST_OBSERVED, max(1, network.posts_total)),
            object_refs=accounts,
        )
    ]


def _notes(network: SharedNetwork, campaign: str, make: Maker) -> Iterator[Object]:
    """Yield the innocent explanations and the rival ones."""
    notes = (
        ("innocent", "Innocent explanations that were tested", network.innocent),
        ("rivals", "Rival explanations held against all evidence (analysis of competing hypotheses)", network.rivals),
    )
    for key, abstract, lines in notes:
        if lines:
            parts = (key, network.key)
            yield make.make("note", parts, abstract=abstract, content="\n".join(lines), object_refs=[campaign])
