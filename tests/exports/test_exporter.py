"""Every exporter is declared fully, and an unknown one is answered with the list."""

import io

import pytest

from unisono.exports import EXPORTS, exporter_named
from unisono.exports.exporter import in_bytes
from unisono.model.errors import UsageError


def test_every_exporter_has_its_own_name_and_says_what_it_writes() -> None:
    names = [exporter.name for exporter in EXPORTS]
    assert len(set(names)) == len(names)
    assert all(exporter.title and exporter_named(exporter.name) is exporter for exporter in EXPORTS)


def test_an_unknown_kind_is_answered_with_the_list() -> None:
    with pytest.raises(UsageError, match="csv, parquet, xlsx, gexf"):
        exporter_named("docx")


def test_the_first_reader_is_meant_unless_somebody_says_otherwise() -> None:
    assert exporter_named("csv").settings().profile == "internal"
    assert exporter_named("stix").settings().profile == "peer"
    assert exporter_named("stix").settings(profile="opencti").form == "opencti"
    settings = exporter_named("stix").settings(profile="public, opencti")
    assert (settings.profile, settings.form) == ("public", "opencti")


def test_a_reader_that_an_export_does_not_have_is_answered_with_those_that_it_has() -> None:
    with pytest.raises(UsageError, match=r"no profile 'peer'\. Profiles: internal\."):
        exporter_named("coortweet").settings(profile="peer")
    with pytest.raises(UsageError, match="no profile 'opencti'"):
        exporter_named("csv").settings(profile="opencti")


def test_small_content_is_written_as_it_is() -> None:
    stream = io.BytesIO()
    assert in_bytes("a.txt", b"abc", 3).write(stream) == 3
    assert stream.getvalue() == b"abc"
