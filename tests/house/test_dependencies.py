"""What the project builds on: declared, used, and free to be passed on under its licence."""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata

import pytest

from tests.house.sources import ROOT, source_modules

COPYLEFT_NAMES = {"igraph", "python-igraph", "leidenalg", "ural", "heliport", "fa2", "fa2-modified"}
NAMES_OF_MODULES = {
    "python_multipart": "python-multipart",
    "graspologic_native": "graspologic-native",
    "PIL": "pillow",
    "rfc3161_client": "rfc3161-client",
    "zlib_ng": "zlib-ng",
    "charset_normalizer": "charset-normalizer",
}
# Read by another library: polars hands tables to Arrow through it.
USED_BY_OTHERS = {"pyarrow"}


def test_every_library_that_is_imported_is_declared() -> None:
    imported = {name for module in source_modules() for _, name in module.imported()}
    libraries = {NAMES_OF_MODULES.get(name, name) for name in imported - set(sys.stdlib_module_names) - {"unisono"}}
    extras = {name for names in _project()["optional-dependencies"].values() for name in _names(names)}
    missing = sorted(libraries - set(_names(_project()["dependencies"])) - extras)
    assert not missing, f"imported but not in pyproject.toml: {missing}"


def test_every_library_that_is_declared_is_imported() -> None:
    imported = {name for module in source_modules() for _, name in module.imported()}
    libraries = {NAMES_OF_MODULES.get(name, name) for name in imported}
    unused = sorted(set(_names(_project()["dependencies"])) - libraries - USED_BY_OTHERS)
    assert not unused, f"in pyproject.toml but never imported: {unused}"


def test_no_copyleft_library_is_named() -> None:
    project = _project()
    everything = [project["dependencies"], *project["optional-dependencies"].values()]
    assert not COPYLEFT_NAMES & {name for requirements in everything for name in _names(requirements)}


def test_nothing_below_the_project_is_under_the_gpl() -> None:
    found = {library: licence for library in _below("unisono") if _is_gpl(licence := _licence(library))}
    assert not found, f"these cannot be passed on under Apache-2.0: {found}"


@pytest.mark.parametrize("licence", ["GPL-3.0-or-later", "GNU General Public License v2 (GPLv2)", "AGPL-3.0-only"])
def test_a_gpl_licence_would_be_noticed(licence: str) -> None:
    assert _is_gpl(licence)
    assert not _is_gpl("MIT")
    assert not _is_gpl("LGPL-2.1-or-later")


def test_no_package_registry_is_named_in_the_project() -> None:
    registry = re.compile(r"(pypi|pythonhosted|conda)\.(org|com|io)|--(extra-)?index-url", re.IGNORECASE)
    files = [ROOT / "pyproject.toml", ROOT / "Makefile", ROOT / ".pre-commit-config.yaml", *(ROOT / ".ci").iterdir()]
    assert not [file.name for file in files if registry.search(file.read_text(encoding="utf-8"))]


def _project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _names(requirements: list[str]) -> list[str]:
    return [re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0].lower() for requirement in requirements]


def _below(name: str) -> Iterator[str]:
    """Yield every library that the project needs to run, and those that these need, where installed."""
    waiting, seen = [name], set()
    while waiting:
        for requirement in metadata.requires(waiting.pop()) or []:
            (library,) = _names([requirement])
            if "extra ==" in requirement or library in seen or not list(metadata.distributions(name=library)):
                continue
            seen.add(library)
            waiting.append(library)
            yield library


def _licence(library: str) -> str:
    facts = metadata.metadata(library)
    classifiers = [line for line in facts.get_all("Classifier") or [] if line.startswith("License")]
    expression = facts.get("License-Expression") or ""
    return " ".join([expression or (facts.get("License") or "").split("\n")[0], *classifiers])


def _is_gpl(licence: str) -> bool:
    # "OR" lets the user choose the other licence; the Lesser GPL lets a program use a library as it is.
    words = re.sub(r"LGPL\S*|Lesser General Public License|Library General Public License", "", licence)
    return " OR " not in licence and bool(re.search(r"\bA?GPL|GNU (Affero )?General Public License", words))
