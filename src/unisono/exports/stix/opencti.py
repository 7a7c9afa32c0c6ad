"""What OpenCTI has beside STIX 2.1: channels, narratives, events and media content, with their extension."""

from collections.abc import Iterator

from unisono.exports.sharing.identifiers import stable_uuid
from unisono.exports.sharing.shared_case import SharedAccount, SharedCase, SharedNetwork, SharedPost
from unisono.exports.stix.objects import Maker, Object, moment, observable_uuid, present

OBJECTS = "extension-definition--ea279b3e-5c71-4632-ac08-831c66a786ba"
OBSERVABLES = "extension-definition--f93e2c80-4231-4f9a-af8b-95c9bd566a82"
"""The ids that OpenCTI gives its own domain objects and observables."""

OWNER = f"identity--{stable_uuid('OpenCTI')}"
DEFINED_AT = "2022-01-01T00:00:00.000Z"


def opencti_objects(case: SharedCase, make: Maker) -> Iterator[Object]:
    """Yield the objects that OpenCTI adds, after the definitions of the extensions that they are of."""
    yield from _definitions()
    for event in case.events:
        at = moment(event.at)
        yield _own(make, "event", (event.name, str(at)), name=event.name, start_time=at, stop_time=at)
    for network in case.networks:
        yield from _of_network(network, make)


def _of_network(network: SharedNetwork, make: Maker) -> Iterator[Object]:
    campaign = make.name("campaign", network.key)
    for account in network.accounts:
        channel = _channel(account, make)
        yield channel
        yield make.relate(campaign, "uses", channel["id"])
    for claim in network.claims:
        if claim.technique.id == "T0084.001":
            words = f"Words that accounts of network {network.number} published alike"
            narrative = _own(make, "narrative", (network.key,), name=words, description=claim.reason)
            yield narrative
            yield make.relate(campaign, "uses", narrative["id"])
    for post in network.posts:
        yield from _media(post, make)


def _channel(account: SharedAccount, make: Maker) -> Object:
    name = f"{account.name} on {account.platform}"
    return _own(make, "channel", (account.key,), name=name, channel_types=[account.platform])


def _media(post: SharedPost, make: Maker) -> Iterator[Object]:
    """Yield the words of a post where the copy tells its address, by which OpenCTI tells posts apart."""
    if not post.address:
        return
    yield {
        "type": "media-content",
        "spec_version": "2.1",
        "id": f"media-content--{observable_uuid(url=post.address)}",
        **present({"content": post.text, "publication_date": moment(post.at)}),
        "title": f"{post.kind} {post.key}",
        "media_category": post.account.platform,
        "url": post.address,
        "extensions": {OBSERVABLES: {"extension_type": "new-sco"}},
        "object_marking_refs": [make.marking],
    }


def _own(make: Maker, kind: str, parts: tuple[str, ...], **properties: object) -> Object:
    return {**make.make(kind, parts, **properties), "extensions": {OBJECTS: {"extension_type": "new-sdo"}}}


def _definitions() -> Iterator[Object]:
    known = {"spec_version": "2.1", "created": DEFINED_AT, "modified": DEFINED_AT}
    yield {"type": "identity", "id": OWNER, **known, "name": "OpenCTI", "identity_class": "organization"}
    definitions = (
        (OBJECTS, "OpenCTI domain objects", "new-sdo"),
        (OBSERVABLES, "OpenCTI observables", "new-sco"),
    )
    for name, title, kind in definitions:
        yield {
            "type": "extension-definition",
            "id": name,
            **known,
            "created_by_ref": OWNER,
            "name": title,
            "description": "Objects that OpenCTI has beside those of STIX 2.1.",
            "schema": "https://github.com/OpenCTI-Platform/opencti",
            "version": "1.0.0",
            "extension_types": [kind],
        }
