"""Measures a scan against synthetic worlds with known truth: who is found, who is missed, who is wrongly accused.

    python benchmarks/calibration.py --seeds 3 --worlds quiet adversarial easy medium hard
    python benchmarks/calibration.py --seeds 3 --write docs/calibration.md

One line a world; then, for each planted network, its recall; then every innocent account in a network, by kind,
layer, window, verdict and explanation. --write keeps the outcome as a page, without timings.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import calibration_page
from unisono.cases import Run, SourceRecord, create_case
from unisono.detectors.scanning import scan_case
from unisono.model.batches import Batch
from unisono.model.settings import ScanSettings
from unisono.worlds import World, WorldSettings, adversarial, build_world, easy, hard, medium, quiet
from unisono.worlds.settings import Planted

WORLDS: dict[str, Callable[[], WorldSettings]] = {
    "quiet": quiet,
    "adversarial": adversarial,
    "easy": easy,
    "medium": medium,
    "hard": hard,
    "adversarial-medium": lambda: adversarial("medium"),
    "one-big-net": lambda: WorldSettings(posts=70_000, planted=(Planted("hired_reposts", 538, "medium", acts=40),)),
    "few-acts": lambda: WorldSettings(planted=(Planted("hired_reposts", 60, "medium", acts=6),)),
    "tiny-net": lambda: WorldSettings(planted=(Planted("hired_reposts", 4, "easy", acts=12),)),
    "slow-ring": lambda: WorldSettings(planted=(Planted("ring", 25, "medium", acts=80),)),
    "half-the-case": lambda: WorldSettings(
        posts=14_000, accounts=600, planted=(Planted("hired_reposts", 400, "medium", acts=20),)
    ),
    "no-super-fans": lambda: WorldSettings(super_fan_share=0.0),
    "two-hired-nets": lambda: WorldSettings(
        planted=(Planted("hired_reposts", 50, "medium", acts=25), Planted("hired_reposts", 50, "medium", acts=25))
    ),
    "small-case": lambda: WorldSettings(
        posts=4_000, accounts=600, days=5, planted=(Planted("hired_reposts", 15, "easy", acts=12),)
    ),
}


CALIBRATED = (
    "quiet",
    "adversarial",
    "easy",
    "medium",
    "hard",
    "one-big-net",
    "half-the-case",
    "few-acts",
    "small-case",
)
"""The worlds of the page."""


@dataclass(frozen=True)
class Outcome:
    """One scanned world: the sizes, and each network with who is in it."""

    world: str
    seed: int
    seconds: float
    networks: list[dict[str, Any]]  # Any: plain JSON
    recalls: list[tuple[str, float, int]]  # playbook and level, share of members found, members
    innocents: Counter[tuple[str, str, str, str]]  # kind, verdict, explanation, layers and windows
    lookalikes: Counter[str]  # innocent kinds that the world holds, with their accounts
    twin: tuple[int, int]

    @property
    def precision(self) -> float:
        """Share of the accounts of unexplained networks that were planted."""
        planted = sum(network["planted"] for network in self.networks if network["verdict"] != "coordinated_explained")
        size = sum(network["size"] for network in self.networks if network["verdict"] != "coordinated_explained")
        return planted / size if size else float("nan")


def scan_world(world: World) -> Run:
    """Put a world into a case of its own, scan it, and return the run."""
    with tempfile.TemporaryDirectory() as folder:
        case = create_case(Path(folder) / "case")
        batch = Batch(world.posts, world.accounts, world.references, read=world.posts.height)
        case.append([batch], SourceRecord(file="world", sha256="0" * 64, format="world"))
        scan_case(case, ScanSettings())
        run = case.latest_run()
        if run is None:
            raise RuntimeError("the scan left no run")
        return loaded(run)


@dataclass(frozen=True)
class LoadedRun:
    """A run whose tables have been read, so that its folder can go."""

    record: dict[str, Any]
    tables: dict[str, pl.DataFrame]

    def table(self, name: str) -> pl.DataFrame:
        """Return one table."""
        return self.tables[name]


def loaded(run: Run) -> Any:  # Any: stands in for a Run
    return LoadedRun(run.record, {name: run.table(name) for name in run.table_names})


def kinds_of_accounts(world: World, settings: WorldSettings) -> dict[str, str]:
    """Return what each account is: planted by playbook, a decoy by kind, a super-fan, or a person."""
    ids = ("twitter:" + world.accounts["account_id"]).to_list()
    fans = int(settings.accounts * settings.super_fan_share)
    kinds = {account: "super-fan" if number < fans else "person" for number, account in enumerate(ids)}
    # Small groups last: who signed a petition and is in the newsroom is a journalist here.
    for decoy in sorted(world.truth["decoys"], key=lambda decoy: -len(decoy["accounts"])):
        kinds |= dict.fromkeys(decoy["accounts"], decoy["kind"])
    for network in world.truth["networks"]:
        kinds |= dict.fromkeys(network["accounts"], "planted " + network["playbook"])
    return kinds


def measure(name: str, seed: int, settings: WorldSettings | None = None) -> Outcome:
    """Build one world, by default the one of this name, scan it, and compare with the truth."""
    settings = settings or WORLDS[name]()
    world = build_world(settings, seed)
    started = time.perf_counter()
    run = scan_world(world)
    seconds = time.perf_counter() - started
    kinds = kinds_of_accounts(world, settings)
    networks = list(describe_networks(run, kinds))
    members = set(run.table("members")["account"].to_list())
    recalls = [
        (
            f"{network['playbook']} {network['level']}",
            len(members & set(network["accounts"])) / len(network["accounts"]),
            len(network["accounts"]),
        )
        for network in world.truth["networks"]
    ]
    innocents: Counter[tuple[str, str, str, str]] = Counter()
    for network in networks:
        for kind, count in network["kinds"].items():
            if not kind.startswith("planted"):
                innocents[(kind, network["verdict"], network["explanation"], network["evidence"])] += count
    lookalikes = Counter(kind for kind in kinds.values() if not kind.startswith("planted"))
    twin = (run.record.get("twin_pairs", -1), run.record.get("twin_networks", -1))
    return Outcome(name, seed, seconds, networks, recalls, innocents, lookalikes, twin)


def describe_networks(run: Run, kinds: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield each network with the kinds of its members and the layers and windows of its pairs."""
    pairs, members = run.table("pairs"), run.table("members")
    for row in run.table("networks").iter_rows(named=True):
        inside = members.filter(pl.col("network") == row["network"])["account"].to_list()
        own = pairs.filter(pl.col("a").is_in(inside), pl.col("b").is_in(inside), pl.col("q") <= 0.01)
        counts = own.group_by("layer", "window_s").len().sort("len", descending=True).head(3).rows()
        evidence = ", ".join(
            f"{layer}@{'any' if window is None else f'{window:g}s'}:{n}" for layer, window, n in counts
        )
        tally = Counter(kinds.get(account, "unknown") for account in inside)
        explanations = json.loads(row["innocent"] or "[]")
        playbooks = {kind.removeprefix("planted ") for kind in tally if kind.startswith("planted")}
        best = max(explanations, key=lambda one: one["fit"], default=None)
        yield {
            "network": row["network"],
            "size": len(inside),
            "planted": sum(count for kind, count in tally.items() if kind.startswith("planted")),
            "playbooks": sorted(playbooks),
            "kinds": dict(tally.most_common()),
            "verdict": row["verdict"],
            "explanation": f"{best['explanation']} {best['fit']:.2f}" if best else "none",
            "evidence": evidence,
        }


def print_outcome(outcome: Outcome) -> None:
    """Print one world's lines."""
    verdicts = dict(Counter(network["verdict"] for network in outcome.networks))
    print(
        f"{outcome.world:20} seed {outcome.seed:<3} {outcome.seconds:6.1f} s  networks {len(outcome.networks):3}"
        f" {verdicts}  precision {outcome.precision:.3f}  twin {outcome.twin[0]} pairs {outcome.twin[1]} networks",
        flush=True,
    )
    for playbook, recall, size in outcome.recalls:
        print(f"    {playbook:28} recall {recall:.2f} of {size}")
    for network in outcome.networks:
        print(
            f"    network {network['network']}: {network['verdict']}, best {network['explanation']}, "
            f"{network['kinds']}, {network['evidence']}"
        )
    for (kind, verdict, explanation, evidence), count in sorted(outcome.innocents.items()):
        if verdict != "coordinated_explained":
            print(f"    FALSE: {count} {kind} in a network {verdict} ({explanation}; {evidence})", flush=True)


def main() -> None:
    """Measure the worlds and seeds that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--first-seed", type=int, default=100)
    parser.add_argument("--worlds", nargs="+", default=list(CALIBRATED), choices=list(WORLDS))
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the outcome as a page, such as docs/x.md")
    asked = parser.parse_args()
    outcomes = []
    for name in asked.worlds:
        for seed in range(asked.first_seed, asked.first_seed + asked.seeds):
            outcomes.append(measure(name, seed))
            print_outcome(outcomes[-1])
    if asked.write is not None:
        command = f"--seeds {asked.seeds} --first-seed {asked.first_seed} --worlds {' '.join(asked.worlds)}"
        asked.write.write_text(calibration_page.write_page(outcomes, command), encoding="utf-8")


if __name__ == "__main__":
    main()
