"""A first sentence for every module, class and public function, and lists of names in order."""

import ast
from collections.abc import Iterator

from tests.house.sources import Module, judge, source_modules


def test_every_module_opens_with_one_sentence() -> None:
    faults = {
        module.name: [fault for fault in [fault_of(ast.get_docstring(module.tree))] if fault and module.text.strip()]
        for module in source_modules()
    }
    judge("module docstring", faults, "A module opens with one sentence that says what is inside.")


def test_every_public_function_and_class_opens_with_one_sentence() -> None:
    faults = {
        module.name: [
            f"line {node.lineno}: {node.name}: {fault}"
            for node in public_definitions(module)
            if (fault := fault_of(ast.get_docstring(node)))
        ]
        for module in source_modules()
    }
    judge("docstring", faults, "A public docstring opens with one sentence: capital letter, full stop, one line.")


def test_lists_of_public_names_are_sorted_and_complete() -> None:
    faults = {module.name: list(_faults_of_names(module)) for module in source_modules()}
    judge("__all__", faults, "`__all__` is sorted, and every name in it is there.")


def fault_of(docstring: str | None) -> str:
    """Return what is wrong with the first sentence of a docstring, or nothing."""
    if not docstring:
        return "no docstring"
    first = docstring.splitlines()[0].strip()
    if not first[0].isupper() and first[0] not in "`\"'0123456789":
        return f"does not open with a capital letter: {first!r}"
    return "" if first[-1] in ".:?" else f"the first line is no sentence: {first!r}"


def public_definitions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Yield the public classes and functions of a module, and the public methods of its public classes."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    for node in module.tree.body:
        if isinstance(node, kinds) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (part for part in node.body if isinstance(part, kinds) and not part.name.startswith("_"))


def _faults_of_names(module: Module) -> Iterator[str]:
    for node in module.tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            names = ast.literal_eval(node.value)  # type: ignore[attr-defined]  # only an assignment has targets
            if list(names) != sorted(names):
                yield f"line {node.lineno}: not sorted"
            if len(set(names)) != len(names):
                yield f"line {node.lineno}: a name is there twice"
