"""Files and functions that fit on a screen."""

import ast
from collections.abc import Iterator

from tests.house.sources import Function, Module, judge, source_modules, test_modules

MOST_FILE_LINES = 400
MOST_FUNCTION_LINES = 60
MOST_PUBLIC_METHODS = 12


def test_no_file_has_more_than_400_lines() -> None:
    faults = {}
    for module in (*source_modules(), *test_modules()):
        lines = module.text.count("\n")
        faults[module.name] = [f"{lines} lines"] if lines > MOST_FILE_LINES else []
    judge("file size", faults, f"A file stops at {MOST_FILE_LINES} lines: split it by what it holds.")


def test_no_function_has_more_than_60_lines_of_code() -> None:
    faults = {
        module.name: [
            f"line {function.lineno}: {function.name} has {code_lines(function)} lines"
            for function in module.functions()
            if code_lines(function) > MOST_FUNCTION_LINES
        ]
        for module in source_modules()
    }
    judge("function size", faults, f"A function stops at {MOST_FUNCTION_LINES} lines (texts excluded): name its steps.")


def test_no_class_has_more_than_12_public_methods() -> None:
    faults = {
        module.name: [
            f"line {found.lineno}: {found.name} has {count_public_methods(found)} public methods"
            for found in module.classes()
            if count_public_methods(found) > MOST_PUBLIC_METHODS
        ]
        for module in source_modules()
    }
    judge("class size", faults, f"A class stops at {MOST_PUBLIC_METHODS} public methods: make functions of some.")


def test_texts_inside_a_function_are_not_counted() -> None:
    text = 'def ask():\n    """Ask."""\n    query = """\n    select 1\n    """\n    return query\n'
    (function,) = ast.parse(text).body
    assert isinstance(function, ast.FunctionDef)
    assert code_lines(function) == 3


def code_lines(function: Function) -> int:
    """Return the lines of a function without its docstring and without the inner lines of long strings."""
    lines = set(range(function.lineno, (function.end_lineno or function.lineno) + 1))
    for start, end in _long_strings(function):
        lines -= set(range(start + 1, end + 1))
    if ast.get_docstring(function) is not None:
        lines.discard(function.body[0].lineno)
    return len(lines)


def _long_strings(function: Function) -> Iterator[tuple[int, int]]:
    for node in ast.walk(function):
        is_text = isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        if is_text and isinstance(node, ast.expr) and (node.end_lineno or 0) > node.lineno:
            yield node.lineno, node.end_lineno or node.lineno


def count_public_methods(found: ast.ClassDef) -> int:
    """Return how many public methods a class has, properties left out."""
    methods = [node for node in found.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return sum(not method.name.startswith("_") and not _is_property(method) for method in methods)


def _is_property(method: Function) -> bool:
    names = {
        node.id for decorator in method.decorator_list for node in ast.walk(decorator) if isinstance(node, ast.Name)
    }
    return bool(names & {"property", "cached_property"})


def test_a_module_is_read_once_and_named_from_the_root() -> None:
    assert "tests/house/test_sizes.py" in {module.name for module in test_modules()}
    assert all(isinstance(module, Module) for module in source_modules())
