"""Posts against several targets: where each counts is told on the page of every one."""

from datetime import timedelta
from pathlib import Path

from tests.detectors.targets.planted_attacks import START, Row, write_posts
from unisono.cases import SourceRecord, create_case
from unisono.cases.targets import Target, add_target
from unisono.dossiers.target.describing import describe_target
from unisono.exports.target_page.views import sentences
from unisono.model.batches import Batch


def test_what_a_second_target_takes_from_the_first_is_told_with_its_reason(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    rows: list[Row] = [
        {
            "account": n,
            "at": START + timedelta(minutes=n),
            "text": f"Ilva you idiot {n}",
            "hashtags": ["OutBruno"] if n < 8 else [],
        }
        for n in range(100)
    ]
    case.append([Batch(posts=write_posts(rows))], SourceRecord("a.csv", "ab" * 32))
    add_target(case.path, Target("Ilva"))
    alone = describe_target(case, None, "Ilva")
    assert (alone["attack_posts"], alone["several_targets"], alone["counted_elsewhere"]) == (100, 0, [])
    assert alone["several_targets_says"] == ""
    add_target(case.path, Target("Bruno", hashtags=("OutBruno",)))
    first, second = (describe_target(case, None, name) for name in ("Ilva", "Bruno"))
    assert (first["attack_posts"], first["several_targets"]) == (92, 8)
    assert first["counted_elsewhere"] == [{"target": "Bruno", "reason": "hashtag", "posts": 8}]
    assert first["several_targets_says"] == (
        "8 posts are against it and other targets, and each counts once: 8 for Bruno (they have a hashtag used against "
        "that one)."
    )
    assert first["several_targets_says"] in first["says"]
    assert any(one.startswith("8 more posts against you are against others as well") for one in sentences(first))
    assert (second["attack_posts"], second["several_targets"], second["counted_elsewhere"]) == (8, 8, [])
    assert "each counts once: 8 here." in second["several_targets_says"]
