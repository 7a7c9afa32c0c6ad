"""What only one shelf may do: print, open DuckDB, compile kernels, know the platforms' field names."""

import ast
import re
from collections.abc import Callable

from tests.house.sources import Module, judge, source_modules

ENGINE_ONLY = {"duckdb", "numba"}
SPARK_ONLY = {"pyspark", "py4j"}
READ_FILES = {"cli", "web", "watch", "api", "exports", "dossiers", "importers"}
MAY_IMPORT_SPARK = "src/unisono/engine/spark.py"
PLATFORM_FIELDS = {
    "retweeted_status",
    "referenced_tweets",
    "in_reply_to_status_id",
    "in_reply_to_status_id_str",
    "public_metrics",
    "screen_name",
    "extended_tweet",
    "full_text",
    "reblog",
    "userHandle",
}


def test_only_the_command_line_prints() -> None:
    faults = {
        module.name: [f"line {line}: prints" for line in lines_that_print(module)]
        for module in source_modules()
        if module.shelf not in {"cli", "web"}
    }
    judge("print", faults, "Only cli/ and web/ print: return the text instead.")


def test_only_the_engine_opens_duckdb_or_compiles_kernels() -> None:
    faults = {
        module.name: [f"line {line}: imports {name}" for line, name in module.imported() if name in ENGINE_ONLY]
        for module in source_modules()
        if module.shelf != "engine"
    }
    judge("engine", faults, "Only engine/ opens DuckDB or holds kernels: call a function of engine/.")


def test_only_one_file_imports_spark() -> None:
    faults = {
        module.name: [f"line {line}: imports {name}" for line, name in module.imported() if name in SPARK_ONLY]
        for module in source_modules()
        if module.name != MAY_IMPORT_SPARK
    }
    judge("spark", faults, "Only engine/spark.py imports pyspark: declare a step in engine/parts/ instead.")


def test_what_computes_loads_nothing_that_reads_files() -> None:
    faults = {
        module.name: lines_that_import(module, _is_of_importers)
        for module in source_modules()
        if module.shelf not in READ_FILES
    }
    judge("reading files", faults, "Importers read files, no more: what others need of them belongs on a lower shelf.")


def test_no_shelf_imports_the_package_itself() -> None:
    faults = {module.name: lines_that_import(module, _is_of_the_package) for module in source_modules() if module.shelf}
    judge("the package", faults, "The package hands out the Python API: take the version from model/version.py.")


def test_only_importers_know_the_field_names_of_a_platform() -> None:
    faults = {
        module.name: [f"line {line}: {text!r}" for line, text in module.strings() if text in PLATFORM_FIELDS]
        for module in source_modules()
        if module.shelf != "importers"
    }
    judge("platform fields", faults, "Only importers/ know a platform's field names: use those of model/tables.py.")


def test_no_error_is_swallowed() -> None:
    faults = {module.name: [f"line {line}" for line in lines_that_swallow(module.tree)] for module in source_modules()}
    judge("swallowed error", faults, "An error is handled or passed on: no bare except, no except that does nothing.")


def test_a_swallowed_error_would_be_noticed() -> None:
    assert lines_that_swallow(ast.parse("try:\n    a()\nexcept ValueError:\n    pass\n")) == [3]
    assert lines_that_swallow(ast.parse("try:\n    a()\nexcept:\n    b()\n")) == [3]
    assert lines_that_swallow(ast.parse("try:\n    a()\nexcept ValueError:\n    b()\n")) == []


def test_what_the_checkers_may_overlook_carries_a_reason() -> None:
    silencer = re.compile(r"#\s*(type: ignore(\[[^]]*])?|noqa(: [A-Z0-9, ]+)?|pragma: [a-z ]+)\s*$")
    faults = {
        module.name: [
            f"line {number}: {line.strip()}"
            for number, line in enumerate(module.text.splitlines(), start=1)
            if silencer.search(line)
        ]
        for module in source_modules()
    }
    judge("reason", faults, "`# type: ignore[...]` and `# noqa: ...` are followed by the reason.")


def test_nothing_is_left_to_be_done_in_the_code() -> None:
    marker = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))|raise NotImplementedError")
    faults = {
        module.name: [
            f"line {number}: {line.strip()}"
            for number, line in enumerate(module.text.splitlines(), start=1)
            if marker.search(line)
        ]
        for module in source_modules()
    }
    judge("unfinished", faults, "Unfinished code is not merged; a TODO carries an issue's number.")


def lines_that_print(module: Module) -> list[int]:
    """Return the lines of a module which print or write to the standard streams."""
    lines = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            lines.append(node.lineno)
        if isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"} and _is_sys(node.value):
            lines.append(node.lineno)
    return lines


def _is_sys(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "sys"


def lines_that_import(module: Module, is_meant: Callable[[ast.Import | ast.ImportFrom], bool]) -> list[str]:
    """Return the imports of a module that are meant, with their lines."""
    imports = [node for node in module.nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    return [f"line {node.lineno}: {ast.unparse(node)}" for node in imports if is_meant(node)]


def _is_of_importers(node: ast.Import | ast.ImportFrom) -> bool:
    return isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("unisono.importers.")


def _is_of_the_package(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "unisono" and node.names[0].name.startswith("_")
    return any(alias.name == "unisono" for alias in node.names)


def lines_that_swallow(tree: ast.Module) -> list[int]:
    """Return the lines of handlers which catch everything, or do nothing about what they catch."""
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    return [node.lineno for node in handlers if node.type is None or _does_nothing(node.body)]


def _does_nothing(body: list[ast.stmt]) -> bool:
    return all(
        isinstance(step, ast.Pass) or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
        for step in body
    )
