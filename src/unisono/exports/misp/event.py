"""The event of a run: built by the library under its strict templates, with ids and times of the run."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO

from unisono.cases import Case, Run
from unisono.exports.exporter import INTERNAL, PEER, PUBLIC, ExportedFile, Exporter, ExportSettings
from unisono.exports.misp.templates import account_values, group_values, post_values
from unisono.exports.optional_library import optional_library
from unisono.exports.sharing.identifiers import stable_uuid
from unisono.exports.sharing.shared_case import SharedCase, SharedClaim, SharedNetwork
from unisono.exports.stix.objects import MARKINGS
from unisono.model.errors import DataRejectedError, UsageError

EXTRA = "misp"
GALAXY = "disarm-techniques"

ONLY_US, ONGOING, UNDEFINED = 0, 1, 4
"""Distribution, analysis and threat level: nobody else sees the event before somebody decides so."""

Library = Any
"""The module pymisp. Any: it is imported only where it is asked for."""


def write_misp(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the event of a run as one file."""
    library = optional_library("pymisp", EXTRA)
    if run is None:
        raise UsageError("There is no scan to export. Try: unisono scan CASE")
    from unisono.exports.sharing.reading import read_shared_case

    shared = read_shared_case(case, run, settings.profile)
    yield ExportedFile("event.json", partial(_write, shared, library))


def build_event(case: SharedCase, library: Library) -> Any:  # Any: a MISPEvent
    """Return the event; raises DataRejectedError where an object does not fit its template."""
    event = library.MISPEvent()
    event.uuid = stable_uuid("misp", case.key, case.profile)
    event.info = f"{case.name}: accounts that acted together ({case.run})"
    event.date = case.made_at.date()
    event.timestamp = case.made_at
    event.published = False
    event.distribution, event.analysis, event.threat_level_id = ONLY_US, ONGOING, UNDEFINED
    for tag in (f"tlp:{MARKINGS[case.profile][1]}", *technique_tags(case)):
        event.add_tag(tag)
    maker = _Maker(case, event, library)
    maker.annotate("case", case.told, None)
    for network in case.networks:
        _add_network(network, maker)
    return event


def technique_tags(case: SharedCase) -> list[str]:
    """Return the tags of the techniques: always as DISARM's, and in the galaxy's form where MISP's galaxy has it."""
    used = {claim.technique.id: claim.technique for network in case.networks for claim in network.claims}
    tags = []
    for name in sorted(used):
        tags.append(used[name].label)
        if used[name].misp:
            tags.append(f'misp-galaxy:{GALAXY}="{used[name].misp}"')
    return tags


class _Maker:
    """Adds objects to one event, each with an id of the run."""

    def __init__(self, case: SharedCase, event: Any, library: Library) -> None:
        """Begin with an event."""
        self._case, self._event, self._library = case, event, library
        self._known: dict[str, Any] = {}  # Any: MISPObject

    def add(self, template: str, key: str, values: Mapping[str, str | datetime]) -> Any:  # Any: a MISPObject
        """Add an object, once, and return it."""
        named = stable_uuid("misp", self._case.key, template, key)
        if named in self._known:
            return self._known[named]
        made = self._library.MISPObject(template, strict=True, force_timestamps=True)
        made.uuid, made.timestamp = named, self._case.made_at
        for relation, value in sorted(values.items()):
            attribute = made.add_attribute(relation, value=value)
            attribute.uuid = stable_uuid(named, relation)
            attribute.timestamp, attribute.to_ids = self._case.made_at, False
            attribute.disable_correlation = True
        try:
            made.to_json(strict=True)
        except self._library.PyMISPError as error:
            raise DataRejectedError(f"{key} does not fit MISP's template {template}: {error}. Report this.") from error
        self._known[named] = self._event.add_object(made)
        return self._known[named]

    def refer(self, source: Any, target: Any, how: str) -> None:  # Any: MISPObjects
        """Say how an object stands to another."""
        named = stable_uuid(source.uuid, how, target.uuid)
        if all(reference.uuid != named for reference in source.ObjectReference):
            made = source.add_reference(target.uuid, how)
            made.uuid, made.timestamp = named, self._case.made_at

    def annotate(self, key: str, text: str, about: Any) -> None:  # Any: a MISPObject, or None
        """Add words about an object, or about the event."""
        if text.strip():
            note = self.add("annotation", key, {"text": text, "type": "Annotation"})
            if about is not None:
                self.refer(note, about, "annotates")


def _add_network(network: SharedNetwork, maker: _Maker) -> None:
    group = maker.add("social-media-group", network.key, group_values(network))
    for account in network.accounts:
        template, values = account_values(account)
        maker.refer(maker.add(template, account.key, values), group, "member-of")
    for post in network.posts:
        written = maker.add("microblog", post.key, post_values(post))
        template, values = account_values(post.account)
        maker.refer(written, maker.add(template, post.account.key, values), "authored-by")
    for claim in network.claims:
        maker.annotate(f"{network.key} {claim.technique.id}", _claimed(claim), group)
        if claim.technique.id == "T0084.001":
            maker.refer(maker.add("narrative", network.key, _narrative(network, claim)), group, "used-by")
    doubts = ("Innocent explanations that were tested", network.innocent), ("Rival explanations", network.rivals)
    for title, lines in doubts:
        maker.annotate(f"{network.key} {title}", "\n".join([title, *lines]) if lines else "", group)


def _claimed(claim: SharedClaim) -> str:
    return (
        f"{claim.technique.label}. {claim.reason} Likelihood: {claim.likelihood}. "
        f"Findings: {', '.join(claim.findings)}."
    )


def _narrative(network: SharedNetwork, claim: SharedClaim) -> Mapping[str, str]:
    quoted = next((post.text for post in network.posts if post.text), None)
    return {"narrative-summary": f"{claim.reason} For example: {quoted}" if quoted else claim.reason}


def _write(case: SharedCase, library: Library, stream: BinaryIO) -> int:
    event = build_event(case, library)
    stream.write(event.to_json(sort_keys=True, indent=1).encode() + b"\n")
    return len(event.objects)


MISP = Exporter(
    "misp",
    "an event for MISP",
    suffix="-misp.json",
    needs_run=True,
    write=write_misp,
    profiles=(PEER, INTERNAL, PUBLIC),
    extra=EXTRA,
)
