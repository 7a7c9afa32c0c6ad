"""What was made from posts goes, what people told stays until all goes, and names that are left are found."""

from pathlib import Path

from unisono.cases import create_case, domain_lists, events, same_persons, targets, trends, watchlists
from unisono.cases.purging.dependants import remove_made, remove_told


def a_case(folder: Path) -> Path:
    case = create_case(folder / "case").path
    for name in ("derived/a/b", "exports/c.csv", "live/alerts.jsonl", "watchlists/w.json", "marks.jsonl"):
        (case / name).parent.mkdir(parents=True, exist_ok=True)
        (case / name).write_text("anna")
    return case


def test_what_was_made_is_removed_and_counted(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    assert remove_made(case) == {"derived": 1, "exports": 1, "live/alerts.jsonl": 1}
    left = {path.name for path in case.rglob("*") if path.is_file()}
    assert {"case.json", "marks.jsonl", "w.json"} <= left
    assert left.isdisjoint({"b", "c.csv", "alerts.jsonl"})


def test_what_people_told_is_removed_only_when_asked(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    assert remove_told(case) == 2
    assert not (case / "marks.jsonl").exists()


def test_all_that_is_kept_under_names_is_removed_when_asked(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    for module in (domain_lists, events, same_persons, targets, trends, watchlists):
        module.FILES.keep(case, "anna", b"{}")
    targets.WORD_FILES.keep(case, "anna", b"{}")
    assert remove_told(case) == 7
    assert not list(case.rglob("anna*"))
