"""The cases that a workbench has open, each under the name that stands in its pages' addresses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from unisono.cases import Case, open_case, open_or_create
from unisono.model.errors import UsageError

_unfit = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class OpenedCases:
    """Name -> folder, in the order in which they were opened."""

    folders: dict[str, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, folders: Iterable[str | Path]) -> "OpenedCases":
        """Open folders; a folder that is not there is made as an empty case."""
        opened = cls()
        for folder in folders:
            opened.add(folder)
        return opened

    def add(self, folder: str | Path) -> str:
        """Open one more case, or make it, and return its name here."""
        case = open_or_create(folder)
        path = case.path.resolve()
        for name, known in self.folders.items():
            if known == path:
                return name
        name = self._free_name(case.name)
        self.folders[name] = path
        return name

    def case(self, name: str) -> Case:
        """Return a case as it is on the disk now; raises UsageError for a name that is not open here."""
        if name not in self.folders:
            known = ", ".join(self.folders) or "none"
            raise UsageError(f"No case {name!r} is open here. Open are: {known}.")
        return open_case(self.folders[name])

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(list(self.folders))

    def __len__(self) -> int:
        """Return how many are open."""
        return len(self.folders)

    def _free_name(self, wanted: str) -> str:
        plain = _unfit.sub("-", wanted).strip("-.") or "case"
        name, number = plain, 2
        while name in self.folders:
            name, number = f"{plain}-{number}", number + 1
        return name
