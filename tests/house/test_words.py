"""Words: the program speaks of behaviour, never of guilt, and without hype."""

import re

import pytest

from tests.house.sources import ROOT, judge, source_modules

GUILT = re.compile(
    r"\bbot[ -]?(ring|net|nets|network|networks|farm|farms|army|armies|account|accounts)\b"
    r"|\bis an? (ro)?bot\b|\bare (ro)?bots\b|(?<!declared )(?<!self-declared )\bbots\b"
    r"|\b(russian|chinese|iranian|kremlin|state)[ -](bots?|trolls?|agents?)\b|\btrolls?\b|\btroll (farm|factory)\b"
    r"|\bculprits?\b|\bguilty\b|\bperpetrators?\b|\bsock ?puppets?\b|\bfake accounts?\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(never|not|nor|no one|does not|do not)\b", re.IGNORECASE)
HYPE = re.compile(r"\b(simply|easily|powerful|seamless(ly)?|blazing(ly)?|cutting-edge)\b", re.IGNORECASE)


@pytest.mark.parametrize("text", ["a bot ring", "This account is a bot.", "12 bots", "Russian trolls", "fake accounts"])
def test_words_of_guilt_are_noticed(text: str) -> None:
    assert accuses(text)


@pytest.mark.parametrize(
    "text",
    ["declared bots", "Unisono never says that an account is a bot.", "robots.txt", "acted together"],
)
def test_words_of_behaviour_pass(text: str) -> None:
    assert not accuses(text)


def test_no_text_of_the_program_speaks_of_guilt() -> None:
    faults = {
        module.name: [f"line {line}: {_short(text)}" for line, text in module.strings() if accuses(text)]
        for module in source_modules()
    }
    judge("guilt", faults, "Say what accounts did (`acted together`), not what they are.")


def test_no_page_speaks_of_guilt_or_hype() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.html")]
    # What docs/generate.py writes comes from texts of the program, which are judged above.
    pages = [page for page in pages if page.parent.name != "reference"]
    faults = {page.relative_to(ROOT).as_posix(): faults_of_page(page.read_text(encoding="utf-8")) for page in pages}
    judge("page words", faults, "Say what accounts did, without hype.")


def test_a_section_of_what_is_never_said_may_quote_it() -> None:
    assert faults_of_page("## What is never said\n- That it is a bot.\n") == []
    assert faults_of_page("## What is said\n- That it is a bot.\n") == ["line 2: '- That it is a bot.'"]


def test_no_text_of_the_program_boasts() -> None:
    faults = {
        module.name: [f"line {line}: {_short(text)}" for line, text in module.strings() if HYPE.search(text)]
        for module in source_modules()
    }
    judge("hype", faults, "No simply, easily, powerful: say what it does.")


def faults_of_page(text: str) -> list[str]:
    """Return the lines of a page that accuse or boast; a section headed `never` may quote what is never said."""
    faults, heading = [], ""
    for number, line in enumerate(text.splitlines(), start=1):
        heading = line if line.startswith("#") else heading
        if (accuses(line) and "never" not in heading) or HYPE.search(line):
            faults.append(f"line {number}: {_short(line)}")
    return faults


def accuses(text: str) -> bool:
    """Say whether a sentence of the text uses a word of guilt; one which denies it (`never says ...`) does not."""
    return any(GUILT.search(sentence) and not DENIED.search(sentence) for sentence in re.split(r"(?<=[.!?])\s", text))


def _short(text: str) -> str:
    return repr(" ".join(text.split())[:100])
