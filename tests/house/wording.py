"""The rules of wording as tests use them: for all countries of the places, and for pages with their sections."""

import csv
import re
from pathlib import Path

import unisono
from unisono.model.wording_rules import WordingRules


def countries() -> tuple[str, ...]:
    """Return the English names of all countries that places of accounts are looked up in."""
    file = Path(unisono.__file__).parent / "accounts" / "places" / "countries.tsv"
    with file.open(encoding="utf-8") as rows:
        return tuple(row["named"] for row in csv.DictReader(rows, delimiter="\t"))


RULES = WordingRules(countries())


def faults_of_page(text: str) -> list[str]:
    """Return the faults of a page; a section headed `never` may quote what is never said."""
    faults = []
    for section in re.split(r"(?m)^(?=#{1,4} )", re.sub(r"<[^<>]*>", " ", text)):
        if "never" not in section.split("\n", 1)[0]:
            faults += [f"{fault.rule}: {fault.sentence[:120]}" for fault in RULES.faults(section)]
    return faults
