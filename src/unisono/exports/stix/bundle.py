"""The bundle: every object of a run, read once by the library's strict parser, and written one object a line."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO

import orjson

from unisono.cases import Case, Run
from unisono.exports.exporter import INTERNAL, PEER, PUBLIC, ExportedFile, Exporter, ExportSettings
from unisono.exports.optional_library import optional_library
from unisono.exports.sharing.identifiers import stable_uuid
from unisono.exports.sharing.shared_case import SharedCase
from unisono.exports.stix.networks import network_objects
from unisono.exports.stix.objects import Maker, Object, marking_of, timestamp
from unisono.exports.stix.opencti import opencti_objects
from unisono.exports.stix.techniques import technique_objects
from unisono.model.errors import DataRejectedError, UsageError

PLAIN, OPENCTI = "plain", "opencti"
EXTRA = "stix"


def write_stix(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the bundle of a run as one file."""
    library = optional_library("stix2", EXTRA)
    if run is None:
        raise UsageError("There is no scan to export. Try: unisono scan CASE")
    from unisono.exports.sharing.reading import read_shared_case

    shared = read_shared_case(case, run, settings.profile)
    yield ExportedFile("bundle.json", partial(_write, shared, settings.form or PLAIN, library))


def bundle_objects(case: SharedCase, form: str) -> list[Object]:
    """Return the objects of a run, each once, the report that lists them last."""
    marking = marking_of(case.profile)
    author = f"identity--{stable_uuid('unisono', case.key)}"
    make = Maker(scope=case.key, made_at=case.made_at, author=author, marking=marking["id"])
    objects = [marking, _author(make), *_of_networks(case, make)]
    if form == OPENCTI:
        objects += opencti_objects(case, make)
    told = {one["id"]: one for one in objects}
    return [*told.values(), _report(case, list(told.values()), make)]


def _of_networks(case: SharedCase, make: Maker) -> Iterator[Object]:
    for network in case.networks:
        yield from network_objects(network, make, case.profile)
    yield from technique_objects(case.networks, make, case.profile)


def _author(make: Maker) -> Object:
    moment = timestamp(make.made_at)
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": make.author,
        "created": moment,
        "modified": moment,
        "name": "Analysts of this case, with Unisono",
        "identity_class": "group",
        "object_marking_refs": [make.marking],
    }


def _report(case: SharedCase, objects: Iterable[Object], make: Maker) -> Object:
    refs = [one["id"] for one in objects if one["type"] not in ("marking-definition", "extension-definition")]
    sources = [{"source_name": "SHA-256 of a source file", "external_id": sha256} for sha256 in case.sources]
    scan = {"source_name": "unisono-run", "external_id": case.run, "description": f"Unisono {case.version}"}
    return make.make(
        "report",
        (case.run,),
        name=f"{case.name}: accounts that acted together",
        description=case.told,
        report_types=["campaign"],
        published=timestamp(case.made_at),
        object_refs=refs,
        external_references=[scan, *sources],
    )


def _write(case: SharedCase, form: str, library: Any, stream: BinaryIO) -> int:  # Any: a module
    objects = bundle_objects(case, form)
    stream.write(f'{{"type":"bundle","id":"bundle--{stable_uuid(case.key, form, case.profile)}","objects":['.encode())
    before = b"\n"
    for one in objects:
        stream.write(before + orjson.dumps(_parsed(one, form, library)))
        before = b",\n"
    stream.write(b"\n]}\n")
    return len(objects)


def _parsed(one: Object, form: str, library: Any) -> Object:  # Any: a module
    """Return the object if the library's parser takes it without custom content; raises DataRejectedError else."""
    # The library takes objects of an extension as they are, and references to them for custom content.
    refers = form == OPENCTI and one["type"] in ("relationship", "report")
    try:
        library.parse(one, allow_custom=refers, version="2.1")
    except (library.exceptions.STIXError, ValueError) as error:
        raise DataRejectedError(f"{one['id']} is not valid STIX 2.1: {error}. Please report this.") from error
    return one


STIX = Exporter(
    "stix",
    "a bundle of STIX 2.1, plain or for OpenCTI",
    suffix="-stix.json",
    needs_run=True,
    write=write_stix,
    profiles=(PEER, INTERNAL, PUBLIC),
    forms=(PLAIN, OPENCTI),
    extra=EXTRA,
)
