"""The report: one self-contained HTML page about one run of a case."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from shlex import quote
from types import CodeType
from typing import Any

import orjson
import polars as pl
from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, select_autoescape
from jinja2.bccache import Bucket
from markupsafe import Markup

from unisono.cases import Case, Run
from unisono.cases.live.gaps import read_blind
from unisono.cases.targets import kept_targets
from unisono.dossiers.case_timeline.telling import what_happened
from unisono.dossiers.network.content import ContentLimits, content_of_networks
from unisono.dossiers.network.life import lives_of_networks
from unisono.dossiers.network.purpose import purposes_of_networks
from unisono.exports.report import amounts, likelihood, wording
from unisono.exports.report.account_findings import AccountFindings, accounts_told_of, view_account_findings
from unisono.exports.report.amounts import Clock, parse_moment
from unisono.exports.report.choosing import choose
from unisono.exports.report.copied_texts import TextView, choose_texts, quoted_posts, texts_found, view_texts
from unisono.exports.report.course import CourseView, view_course
from unisono.exports.report.disclosure import PROFILES, Disclosure, disclosure_for, known_names
from unisono.exports.report.dossier_cards import DossierView
from unisono.exports.report.dossiers import view_dossiers
from unisono.exports.report.explanations import MEANINGS, explanations_of
from unisono.exports.report.frames.all_frames import Frames, view_frames
from unisono.exports.report.likelihood import fits_at_all
from unisono.exports.report.limits import Limits, limits_for
from unisono.exports.report.network_views import NetworkFacts, NetworkView, innocent_views, view_network
from unisono.exports.report.reading import Material, Post, accounts_passed_on, read_material, read_posts, read_profiles
from unisono.exports.report.retelling import retell
from unisono.exports.report.run_record import input_files, layer_columns, reach, settings_in_words
from unisono.exports.report.time_findings import TimePart, accounts_in_time, view_time_findings
from unisono.exports.report.untrusted import defang, isolate, reveal, reveal_plainly
from unisono.languages import USUAL, require_language
from unisono.model.counting import counted
from unisono.model.small_cases import is_too_small, small_case_text

__all__ = ["PROFILES", "render_report"]


@dataclass(frozen=True)
class Parts:
    """What the page tells, each part ready to be shown."""

    networks: list[NetworkView]
    course: CourseView
    dossiers: list[DossierView]
    texts: list[TextView]
    accounts: AccountFindings
    in_time: list[TimePart]
    frames: Frames


def render_report(case: Case, run: Run, profile: str = "internal", language: str = USUAL) -> str:
    """Return the page as text, in one of the languages."""
    require_language(language)
    material = read_material(case, run)
    limits = limits_for(material.networks.height)
    chosen = [choose(material, row, limits) for row in material.networks.head(limits.networks).to_dicts()]
    copied = choose_texts(case, run, material.findings, limits)
    facts = _facts(case, run, [one.row["network"] for one in chosen], limits)
    posts = read_posts(case, {post for one in chosen for post in one.wanted_posts})
    told_of = [*accounts_told_of(material.findings, limits), *accounts_in_time(material.findings, limits)]
    told_of += accounts_passed_on(case)
    disclosure = _disclosure(case, material, {**posts, **quoted_posts(copied)}, told_of, profile)
    clock = Clock(case.zone, not disclosure.hides_posts, read_blind(case.path))
    views = [
        view_network(
            one,
            material,
            posts,
            facts=facts[one.row["network"]],
            disclosure=disclosure,
            clock=clock,
            limits=limits,
        )
        for one in chosen
    ]
    texts = view_texts(copied, material.members, disclosure, clock, limits)
    homes: dict[str, int] = dict(material.members.select("account", "network").iter_rows())
    accounts = view_account_findings(case, material.findings, homes, disclosure, limits)
    in_time = view_time_findings(material.findings, homes, disclosure, limits)
    course = view_course(what_happened(case, run), disclosure, clock, limits)
    dossiers = view_dossiers(case, run, material.findings, disclosure, clock, limits)
    frames = view_frames(case, run, material, facts, disclosure=disclosure, clock=clock, limits=limits)
    parts = Parts(views, course, dossiers, texts, accounts, in_time, frames)
    page = _fill(material, parts, disclosure=disclosure, clock=clock, limits=limits)
    return retell(page, language)


def _facts(case: Case, run: Run, networks: list[int], limits: Limits) -> dict[int, NetworkFacts]:
    """Return what the dossiers say of each of these networks."""
    wanted = ContentLimits(
        texts=limits.network_texts,
        posts_of_text=limits.posts_of_text,
        images=limits.network_images,
        domains=limits.network_domains,
        language_posts=limits.language_posts,
    )
    contents = content_of_networks(case, run, networks, wanted) if networks else {}
    lives = lives_of_networks(case, run, networks)
    purposes = purposes_of_networks(case, run, networks)
    return {number: NetworkFacts(contents[number], lives[number], purposes[number]) for number in networks}


def _disclosure(
    case: Case, material: Material, posts: Mapping[str, Post], told_of: list[str], profile: str
) -> Disclosure:
    members = material.members
    quoted = [(post.account, post.handle) for post in posts.values() if post.account]
    profiles = read_profiles(case, told_of)
    handles = known_names(
        [*profiles.select("account", "handle").iter_rows(), *quoted, *members.select("account", "handle").iter_rows()]
    )
    named = (table.select("account", "display_name").iter_rows() for table in (profiles, members))
    names = known_names(row for rows in named for row in rows)
    accounts = dict.fromkeys([*told_of, *members["account"].to_list()], "")
    targets = kept_targets(case.path).targets
    return disclosure_for(profile, case.path, {**accounts, **handles}, names, targets)


def _fill(material: Material, parts: Parts, *, disclosure: Disclosure, clock: Clock, limits: Limits) -> str:
    record = material.record
    copied = texts_found(material.findings)
    accounts = int(material.networks["size"].sum() or 0)
    explained = material.networks.filter(pl.col("verdict") == "coordinated_explained").height
    style, script = _part("report.css"), _part("report.js")
    layers = sorted(record.get("layers") or {})
    return (
        _environment(disclosure, clock)
        .get_template("report.html.j2")
        .render(
            material=material,
            record=record,
            views=parts.networks,
            course=parts.course,
            dossiers=parts.dossiers,
            texts=parts.texts,
            texts_found=copied,
            account_findings=parts.accounts,
            in_time=parts.in_time,
            frames=parts.frames,
            explanations={name: explanations_of(name) for name in MEANINGS},
            copied=wording.copied_sentence(copied),
            limits=limits,
            overview=_overview(material, disclosure, limits),
            headline=wording.headline(record, material.networks.height, accounts, explained, copied),
            explained=wording.explained_sentence(material.networks.height, explained),
            tested=wording.what_was_tested(record, layers),
            twin=wording.twin_sentence(record),
            too_small=is_too_small(record) and not material.networks.height,
            small_case=small_case_text(record),
            case_folder=str(material.case.path.resolve()),
            sources=input_files(record, disclosure),
            settings=settings_in_words(record, disclosure),
            layer_columns=layer_columns(record),
            warnings=[reveal(defang(disclosure.free_text(str(text)))) for text in record.get("warnings") or []],
            first_at=parse_moment(record.get("first_at")),
            last_at=parse_moment(record.get("last_at")),
            started_at=parse_moment(record.get("started_at")),
            case_path=_command_name(material, disclosure),
            profile=disclosure.profile,
            clock=clock,
            wording=wording,
            likelihood_words=likelihood.LIKELIHOOD_RANGES,
            style=Markup(style),
            script=Markup(script),
            style_hash=_policy_hash(style),
            script_hash=_policy_hash(script),
        )
    )


def _overview(material: Material, disclosure: Disclosure, limits: Limits) -> list[dict[str, Any]]:  # Any: cells
    rows = []
    for row in material.networks.head(limits.overview_rows).to_dicts():
        best = next(iter(innocent_views(row, disclosure)), None)
        layers = orjson.loads(row["layers"] or "{}")
        rows.append(
            {
                **row,
                "best": best,
                "best_fits": best is not None and fits_at_all(best.fit),
                "layers_text": wording.layers_in_words(layers),
                "verdict_text": wording.verdict(row["verdict"]),
            }
        )
    return rows


def _command_name(material: Material, disclosure: Disclosure) -> str:
    """Return what to type for the case; copies for others say CASE, as a folder's path may tell too much."""
    return "CASE" if disclosure.hides_accounts else quote(str(material.case.path.resolve()))


class _CompiledParts(BytecodeCache):
    """Keeps the compiled parts of the page in memory: a process that writes several reports compiles them once."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _CompiledParts()


def _environment(disclosure: Disclosure, clock: Clock) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_part),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    environment.filters.update(
        number=amounts.number,
        counted=counted,
        share=amounts.share,
        probability=amounts.probability,
        expected=amounts.expected,
        chance=wording.chance,
        duration=amounts.duration,
        moment=clock.moment,
        day=clock.day,
        reach=reach,
        window=amounts.window,
        user=lambda text: isolate(reveal_plainly(text)) if text else amounts.NOT_KNOWN,
    )
    return environment


def _part(name: str) -> str:
    return files("unisono.exports.report").joinpath("parts", name).read_text(encoding="utf-8")


def _policy_hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
