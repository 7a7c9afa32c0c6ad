"""The harassment log as a file for spreadsheets."""

from functools import partial
from pathlib import Path

from unisono.dossiers.target.log import attack_log
from unisono.dossiers.target.material import TargetMaterial
from unisono.exports.exporter import ExportedFile
from unisono.exports.spreadsheets import for_people
from unisono.exports.tables import write_csv
from unisono.exports.writing import write_files


def write_attack_log(material: TargetMaterial, path: Path, *, overwrite: bool = False) -> dict[str, object]:
    """Write LOG of a target as CSV and return {"log", "rows", "sha256"}; UsageError where the place does not take it.

    Cells that a spreadsheet would compute stand behind an apostrophe; text_sha256 is of the text without it.
    """
    file = ExportedFile(path.name, partial(write_csv, attack_log(material), for_people))
    (written,) = write_files([file], path, is_folder=False, overwrite=overwrite)
    return {"log": str(path), "rows": written.rows, "sha256": written.sha256}
