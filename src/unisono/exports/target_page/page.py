"""The page for the person attacked, as one HTML file that loads nothing, runs no script and hides the words."""

import base64
import hashlib
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from unisono.dossiers.target.describing import card_of
from unisono.dossiers.target.log import attack_log
from unisono.dossiers.target.material import TargetMaterial
from unisono.exports.exporter import in_bytes
from unisono.exports.report.untrusted import isolate, reveal
from unisono.exports.target_page.views import (
    Card,
    file_name,
    moment_text,
    sentences,
    severity_rows,
    view_days,
    view_episode,
    view_posts,
)
from unisono.exports.writing import write_files
from unisono.model.counting import counted
from unisono.model.version import __version__


def write_target_page(
    material: TargetMaterial, path: Path, card: Card | None = None, *, overwrite: bool = False
) -> dict[str, object]:
    """Write the page and return {"page", "sha256"}; UsageError where the place does not take it."""
    content = render_target_page(material, card).encode()
    write_files([in_bytes(path.name, content, 1)], path, is_folder=False, overwrite=overwrite)
    return {"page": str(path), "sha256": hashlib.sha256(content).hexdigest()}


def render_target_page(material: TargetMaterial, card: Card | None = None) -> str:
    """Return the page as text; card: of card_of, where it is at hand. The same case gives the same text."""
    told = card_of(material) if card is None else card
    zone = material.case.zone
    log = attack_log(material)
    posts = view_posts(log, zone)
    style = _part("page.css")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            card=told,
            case_name=material.case.name,
            zone=zone,
            says=sentences(told),
            days=[] if material.span is None else view_days(told["timeline"], days_of(material.span, zone)),
            episodes=[view_episode(one, zone) for one in told["episodes"]],
            severities=severity_rows(told),
            posts=posts,
            left_out=log.height - len(posts),
            first=moment_text(told["first_hostile_at"], zone),
            last=moment_text(told["last_hostile_at"], zone),
            hashtags=sorted(told["hashtags_per_day"].items()),
            sources=_sources(material),
            version=__version__,
            style=Markup(style),
            style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


def _sources(material: TargetMaterial) -> list[tuple[str, str]]:
    """Return the files that the posts came from, by name only, with their SHA-256."""
    known = material.sources.select("source_file", "source_sha256").drop_nulls("source_sha256").unique()
    return [
        (file_name(file) if file else "not named", str(digest))
        for file, digest in known.sort("source_sha256").iter_rows()
    ]


def days_of(span: tuple[datetime, datetime], zone: str) -> tuple[date, date]:
    """Return the first and the last day of two times, by the clock of a zone."""
    first, last = (moment.astimezone(ZoneInfo(zone)).date() for moment in span)
    return first, last


def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_part),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(counted=counted, user=isolate, words=reveal)
    return environment


def _part(name: str) -> str:
    return files("unisono.exports.target_page").joinpath("parts", name).read_text(encoding="utf-8")
