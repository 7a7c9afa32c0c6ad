"""A bundle is valid STIX 2.1 by the library's strict parser and the validator of OASIS, and repeats byte for byte."""

import json
from collections import Counter
from pathlib import Path

import pytest
import stix2
from stix2validator import ValidationOptions, validate_string

from tests.exports.small_case import content_of
from tests.exports.told_case import leaks, told_case
from unisono.cases import Case, Run
from unisono.exports import build_export
from unisono.exports.stix.bundle import bundle_objects
from unisono.model.errors import UsageError

PROFILES = ("internal", "peer", "public", "internal,opencti", "peer,opencti")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    """Return the told case and its run."""
    return told_case(Path(tmp_path_factory.mktemp("told")) / "case")


def written(told: tuple[Case, Run], profile: str) -> str:
    (file,) = build_export(*told, "stix", profile=profile)
    return content_of(file).decode()


@pytest.mark.parametrize("profile", PROFILES)
def test_the_validator_of_oasis_finds_no_fault(told: tuple[Case, Run], profile: str) -> None:
    content = written(told, profile)
    checked = validate_string(content, ValidationOptions(version="2.1"))
    assert checked.is_valid, [str(error) for error in checked.errors]
    # Ids of the run are UUIDs of version 5, for which version 4 is only recommended.
    assert {str(one).split("{")[1][:3] for one in checked.warnings} <= {"103", "202", "302"}


@pytest.mark.parametrize("profile", PROFILES[:3])
def test_the_strict_parser_takes_a_plain_bundle_whole(told: tuple[Case, Run], profile: str) -> None:
    bundle = stix2.parse(written(told, profile), allow_custom=False, version="2.1")
    ids = [one.id for one in bundle.objects]
    assert len(ids) == len(set(ids))
    counts = Counter(one.type for one in bundle.objects)
    assert (counts["campaign"], counts["grouping"], counts["user-account"]) == (2, 2, 7)


def test_every_reference_leads_to_an_object_of_the_bundle(told: tuple[Case, Run]) -> None:
    objects = json.loads(written(told, "internal,opencti"))["objects"]
    known = {one["id"] for one in objects}
    for one in objects:
        refs = [value for name, value in one.items() if name.endswith("_ref")]
        refs += [ref for name, own in one.items() if name.endswith("_refs") for ref in own]
        assert set(refs) <= known, one["id"]


def test_the_same_run_gives_the_same_bytes(told: tuple[Case, Run]) -> None:
    assert written(told, "peer") == written(told, "peer")


def test_peers_are_the_readers_unless_somebody_says_otherwise(told: tuple[Case, Run]) -> None:
    assert written(told, "") == written(told, "peer,plain")


@pytest.mark.parametrize("profile", ["peer", "public", "peer,opencti"])
def test_copies_for_others_name_nobody(told: tuple[Case, Run], profile: str) -> None:
    content = written(told, profile)
    assert leaks(content) == []
    assert ("loves the harbour" in content) == (not profile.startswith("public"))
    assert "secret.example/" not in content


def test_no_word_says_that_accounts_are_automated(told: tuple[Case, Run]) -> None:
    content = written(told, "internal").casefold()
    assert " bots" not in content.replace("declared bots", "")
    assert "troll" not in content


def test_a_profile_that_there_is_not_is_answered_with_the_list(told: tuple[Case, Run]) -> None:
    with pytest.raises(UsageError, match="peer, internal, public, plain, opencti"):
        build_export(*told, "stix", profile="everybody")
    with pytest.raises(UsageError, match="exclude each other"):
        build_export(*told, "stix", profile="peer,public")


def test_an_empty_run_is_a_report_about_nothing(told: tuple[Case, Run]) -> None:
    from dataclasses import replace

    from unisono.exports.sharing.reading import read_shared_case

    empty = replace(read_shared_case(*told, "peer"), networks=[])
    assert [one["type"] for one in bundle_objects(empty, "plain")] == ["marking-definition", "identity", "report"]
