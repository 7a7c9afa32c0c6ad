"""Rules: which live detectors are on, how rarely chance may alert, and for how long the same is not said again."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from unisono.model.errors import UsageError
from unisono.watch.detectors import LIVE_DETECTORS
from unisono.watch.detectors.declaration import LiveDetector


@dataclass(frozen=True)
class Rule:
    """What is asked of one detector's claims before they are told.

    chance_per_day: so many alerts a day may come by chance. least_accounts: fewer say nothing. cool_down_minutes: so
    long the same is not said again, unless its value has doubled. windows: seconds.
    """

    on: bool = True
    chance_per_day: float = 0.01
    least_accounts: int = 10
    cool_down_minutes: float = 15.0
    windows: tuple[float, ...] = ()


@dataclass(frozen=True)
class Rules:
    """The rule of each live detector, by its name."""

    by_detector: Mapping[str, Rule] = field(default_factory=lambda: _usual_rules())

    def of(self, detector: str) -> Rule:
        """Return the rule of a detector; the usual one where it is not known."""
        return self.by_detector.get(detector, Rule())

    @classmethod
    def parse(cls, text: str, where: str = "the rules") -> "Rules":
        """Read rules as `example` writes them; raises UsageError that names the nearest name for one not known.

        >>> Rules.parse("[rising]\\nleast_accounts = 20").of("rising").least_accounts
        20
        """
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"{where} cannot be read: {error}. Write it as {_SEE}") from error
        rules = dict(_usual_rules())
        for name, given in tables.items():
            _require(name, rules, "detector", where)
            rules[name] = _changed(rules[name], given, f"[{name}] in {where}")
        return cls(rules)

    @classmethod
    def read(cls, file: Path) -> "Rules":
        """Read a file of rules; raises UsageError where it cannot be read or names what there is not."""
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file} cannot be read: {error}. Write one as {_SEE}") from error
        return cls.parse(text, str(file))

    @staticmethod
    def example() -> str:
        """Return a file with all rules as they are by default, and what each means."""
        parts = [_HEAD]
        for detector in LIVE_DETECTORS:
            rule = _usual_rule(detector)
            lines = [f"# {detector.question}", f"[{detector.name}]", "on = true"]
            lines.append(f"chance_per_day = {rule.chance_per_day:g}")
            lines.append(f"least_accounts = {rule.least_accounts}")
            lines.append(f"cool_down_minutes = {rule.cool_down_minutes:g}")
            if rule.windows:
                lines.append(f"windows = [{', '.join(f'{seconds:g}' for seconds in rule.windows)}]")
            parts.append("\n".join(lines))
        return "\n\n".join(parts) + "\n"


_SEE = "this prints it: unisono watch --example-rules"
_HEAD = """\
# Rules of live alerts, for unisono watch CASE --from SOURCE --rules FILE. What is left out stays as it is here.
# on: whether the detector looks at all. chance_per_day: how many alerts a day chance alone may give.
# least_accounts: fewer accounts are not told of. cool_down_minutes: how long the same is not said again, unless
# its value has doubled. windows: seconds over which things are counted."""


def _usual_rule(detector: LiveDetector) -> Rule:
    return Rule(least_accounts=detector.least_accounts, windows=detector.windows)


def _usual_rules() -> Mapping[str, Rule]:
    return {detector.name: _usual_rule(detector) for detector in LIVE_DETECTORS}


def _changed(rule: Rule, given: object, where: str) -> Rule:
    if not isinstance(given, dict):
        raise UsageError(f"{where} is no table. Write it as {_SEE}")
    names = [one.name for one in fields(Rule)]
    values: dict[str, Any] = {}  # Any: TOML
    for name, value in given.items():
        _require(name, names, "setting", where)
        values[name] = _checked(name, value, where)
    if "windows" in values and not rule.windows:
        raise UsageError(f"{where} has no windows to set; leave them out.")
    if unknown := sorted(set(values.get("windows", ())) - set(rule.windows)):
        known = ", ".join(f"{seconds:g}" for seconds in rule.windows)
        raise UsageError(f"{where}: nothing is learned of windows of {unknown[0]:g} s; choose from {known}.")
    return replace(rule, **values)


def _checked(name: str, value: Any, where: str) -> Any:  # TOML in, what Rule holds out
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if name == "on":
        if isinstance(value, bool):
            return value
        raise UsageError(f"{where}: on is {value!r}; give true or false.")
    if name == "windows":
        listed = value if isinstance(value, list) else []
        good = [one for one in listed if isinstance(one, int | float) and not isinstance(one, bool) and one > 0]
        if not listed or len(good) != len(listed):
            raise UsageError(f"{where}: windows is {value!r}; give seconds, such as [10, 60, 600].")
        return tuple(float(one) for one in listed)
    if name == "least_accounts":
        if isinstance(value, int) and is_number and value >= 1:
            return value
        raise UsageError(f"{where}: least_accounts is {value!r}; give a whole number from 1.")
    if is_number and value >= 0:
        return float(value)
    raise UsageError(f"{where}: {name} is {value!r}; give a number, 0 or more.")


def _require(name: str, known: Iterable[str], what: str, where: str) -> None:
    names = sorted(known)
    if name in names:
        return
    near = get_close_matches(name, names, n=1, cutoff=0.0)
    raise UsageError(f"{where} has no {what} {name!r}. Did you mean {near[0]}? There are: {', '.join(names)}.")
