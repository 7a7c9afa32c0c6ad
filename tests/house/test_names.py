"""Names that say what is inside, and a test beside every module."""

from tests.house.sources import PACKAGE, ROOT, TESTS, judge, source_modules, test_modules

BANNED = {"utils", "util", "helpers", "helper", "common", "base", "misc", "core", "manager", "item", "entity"}
FEWEST_WORDS = 3


def test_a_module_is_named_for_what_it_holds() -> None:
    faults = {}
    for module in (*source_modules(), *test_modules()):
        words = {part for name in module.path.relative_to(ROOT).with_suffix("").parts for part in name.split("_")}
        faults[module.name] = [f"`{word}` says nothing" for word in sorted(words & BANNED)]
    judge("module name", faults, "A module is named for what it holds.")


def test_every_module_has_its_test_file() -> None:
    faults = {}
    for module in source_modules():
        if module.path.name in {"__init__.py", "__main__.py"}:
            continue
        place = TESTS / module.path.relative_to(PACKAGE).parent / f"test_{module.path.name}"
        faults[module.name] = [] if place.exists() else [f"{place.relative_to(ROOT).as_posix()} is missing"]
    judge("test file", faults, "Every src/unisono/SHELF/NAME.py has a tests/SHELF/test_NAME.py.")


def test_the_name_of_a_test_is_the_sentence_it_proves() -> None:
    faults = {}
    for module in test_modules():
        names = [function for function in module.functions() if function.name.startswith("test_")]
        faults[module.name] = [
            f"line {function.lineno}: {function.name}"
            for function in names
            if len(function.name.split("_")) - 1 < FEWEST_WORDS and module.path.name.startswith("test_")
        ]
    judge("test name", faults, f"A test's name is a sentence of at least {FEWEST_WORDS} words.")


def test_no_test_is_skipped_without_saying_which_data_it_misses() -> None:
    faults = {}
    for module in test_modules():
        lines = enumerate(module.text.splitlines(), start=1)
        marks = ("pytest.mark." + "skip", "pytest." + "skip(", "importor" + "skip")
        faults[module.name] = [
            f"line {number}: {line.strip()}"
            for number, line in lines
            if any(mark in line for mark in marks) and "UNISONO_DATA" not in module.text
        ]
    judge("skipped test", faults, "Only tests on the real data, found by UNISONO_DATA, may be left out.")
