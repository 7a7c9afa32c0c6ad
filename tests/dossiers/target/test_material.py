"""What the pages of a target are made of."""

from pathlib import Path

from tests.dossiers.target.attacked_case import ATTACK, LAUNCHER, START, attacked_case
from unisono.dossiers.target.material import read_material


def test_attacks_posts_sources_and_profiles_go_together(tmp_path: Path) -> None:
    material = read_material(attacked_case(tmp_path / "case"), None, "Ilva")
    assert set(material.own["post"]) == set(material.posts["post_id"]) == set(material.sources["post_id"])
    assert set(material.own["account"]) == set(material.profiles["account"])
    assert material.handles[f"twitter:{LAUNCHER}"] == f"h{LAUNCHER}"
    assert material.sources["source_file"].unique().to_list() == ["mentions.jsonl"]
    assert material.span is not None
    assert material.span[0] == START
    assert material.episodes[0][0].start_at == ATTACK
    assert material.target.name == "Ilva"
