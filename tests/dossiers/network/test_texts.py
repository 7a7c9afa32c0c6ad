"""The texts of a network: templates, wordings and testimony of its members alone."""

from pathlib import Path

from tests.dossiers.network.published_case import JOBS, MEMBERS_BUILT, START, build_published
from unisono.cases import create_case
from unisono.dossiers.network.content import content_of_networks


def test_variants_have_one_template_with_counted_slots(tmp_path: Path) -> None:
    case, run = build_published(tmp_path)
    library = next(
        one for one in content_of_networks(case, run, [1])[1].texts if "library" in one.as_json()["template"]
    )
    told = library.as_json()
    assert told["template"] == "The mayor opened the new library in ⟨Elbel 3 · Garmar 3⟩ today ⟨link⟩"
    assert [(slot["kind"], slot["different"]) for slot in told["slots"]] == [("words", 2), ("link", MEMBERS_BUILT)]
    assert (told["posts"], told["variants"], told["testimony"], told["identities"]) == (MEMBERS_BUILT, 2, False, [])


def test_testimony_counts_what_members_claim_to_be(tmp_path: Path) -> None:
    case, run = build_published(tmp_path)
    (told,) = [one.as_json() for one in content_of_networks(case, run, [1])[1].texts if one.as_json()["testimony"]]
    claimed = {one["value"]: one["accounts"] for one in told["identities"] if one["kind"] == "occupation"}
    # The outsider posted the nurse's words, too, and is not counted.
    assert claimed == dict.fromkeys(JOBS, 1)
    assert (told["accounts"], told["first_at"]) == (MEMBERS_BUILT, START)


def test_signs_that_nobody_sees_are_counted(tmp_path: Path) -> None:
    case, run = build_published(tmp_path)
    texts = [one.as_json() for one in content_of_networks(case, run, [1])[1].texts]
    assert {one["posts_with_hidden_characters"] for one in texts if "wall" in one["template"]} == {2}
    assert {one["posts_with_hidden_characters"] for one in texts if "wall" not in one["template"]} == {0}


def test_posts_that_are_gone_leave_the_counts(tmp_path: Path) -> None:
    _, run = build_published(tmp_path)
    other = create_case(tmp_path / "other")
    texts = content_of_networks(other, run, [1])[1].texts
    assert [(one.posts, one.variants) for one in texts] == [(MEMBERS_BUILT, None)] * 3
    assert texts[0].as_json()["template"] is None
