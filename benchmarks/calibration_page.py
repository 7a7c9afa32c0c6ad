"""The page that says whom scans of synthetic worlds find, whom they miss, and whom they take for what they are not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.calibration import Outcome

HEAD = """# Calibration

Synthetic worlds say who belongs to which network, so a scan of them can be wrong in a way that can be counted. This
page is written by the program. To write it anew (about five minutes on two cores):

```sh
python benchmarks/calibration.py {command} --write docs/calibration.md
```

Every world holds innocent look-alikes: a fan club, a newswire, a share button, a petition, declared bots and agreed
activism; `adversarial` adds people who coincide without any agreement, down to commuters and players of a daily puzzle.
`easy`, `medium` and `hard` plant one network of each playbook, whose members follow a command within about 10 s, 1 min
and 10 min, and do 0, 30 and 60 % of their acts like everybody else. A synthetic world is kinder than the
real one: these numbers say what the statistics can do, not how often a real network is found.
"""


def write_page(outcomes: Sequence["Outcome"], command: str) -> str:
    """Return the page in Markdown; `command` are the options that gave these outcomes. It holds no timings."""
    return "\n".join([HEAD.format(command=command), *worlds(outcomes), *planted(outcomes), *lookalikes(outcomes)])


def worlds(outcomes: Sequence["Outcome"]) -> list[str]:
    """Return the section with one row a world and seed."""
    rows = [
        (
            outcome.world,
            outcome.seed,
            len(outcome.networks),
            sum(network["verdict"] == "coordinated_explained" for network in outcome.networks),
            planted_members(outcome),
            false_members(outcome),
            *outcome.twin,
        )
        for outcome in outcomes
    ]
    columns = (
        "world",
        "seed",
        "networks",
        "explained",
        "planted members",
        "false members",
        "twin pairs",
        "twin networks",
    )
    return [
        "## Worlds",
        "",
        "A false member is an innocent account in a network that no innocent explanation fits. The twin is the same "
        "world with accounts shuffled.",
        "",
        *table(columns, rows),
    ]


def planted_members(outcome: "Outcome") -> int:
    """Count the planted accounts that are in some network."""
    return sum(network["planted"] for network in outcome.networks)


def false_members(outcome: "Outcome") -> int:
    """Count the innocent accounts in unexplained networks."""
    open_networks = [network for network in outcome.networks if network["verdict"] != "coordinated_explained"]
    return sum(network["size"] - network["planted"] for network in open_networks)


def planted(outcomes: Sequence["Outcome"]) -> list[str]:
    """Return the section with the recall of each planted network, and what became of it."""
    found: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    verdicts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        for playbook, recall, size in outcome.recalls:
            found[(outcome.world, playbook, size)].append(recall)
        for network in outcome.networks:
            for playbook in network["playbooks"]:
                verdicts[(outcome.world, playbook)][said(network)] += 1
    rows = [
        (world, playbook, size, " ".join(f"{recall:.2f}" for recall in recalls), listed(verdicts[(world, short)]))
        for (world, playbook, size), recalls in found.items()
        for short in [playbook.split(" ")[0]]
    ]
    return [
        "",
        "## Planted networks",
        "",
        "Recall is the share of the planted accounts that are in a network, one number a seed.",
        "",
        *table(("world", "playbook and level", "accounts", "recall", "networks by verdict"), rows),
    ]


def lookalikes(outcomes: Sequence["Outcome"]) -> list[str]:
    """Return the section with what became of the innocent, by kind."""
    there: Counter[str] = Counter()
    explained: Counter[str] = Counter()
    accused: Counter[str] = Counter()
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        there += outcome.lookalikes
        for network in outcome.networks:
            for kind, count in network["kinds"].items():
                if not kind.startswith("planted"):
                    side = explained if network["verdict"] == "coordinated_explained" else accused
                    side[kind] += count
                    verdicts[kind][said(network)] += 1
    rows = [(kind, there[kind], explained[kind], accused[kind], listed(verdicts[kind])) for kind in sorted(there)]
    columns = ("kind", "accounts in all worlds", "in explained networks", "in unexplained networks", "networks")
    return ["", "## Innocent accounts", "", *table(columns, rows), ""]


def said(network: dict[str, object]) -> str:
    """Return a network's verdict, with the explanation that fits where one does."""
    if network["verdict"] == "coordinated_explained":
        return "explained by " + str(network["explanation"]).rsplit(" ", 1)[0]
    return str(network["verdict"])


def listed(counts: Counter[str]) -> str:
    """Return counts in words, the most frequent first."""
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
