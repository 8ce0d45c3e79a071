"""Every member of a family stands in the family's table, and every row of a table has its member."""

import ast
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest

from summarizer.cli.arguments import COMMANDS
from summarizer.cli.commands import RUN
from summarizer.engines import ENGINES
from summarizer.engines.embedded.detectors import DETECTORS
from summarizer.gates import GATES
from summarizer.readers import READERS
from summarizer.reports import CHECK_FORMATS, FORMATS, SUFFIXES

PACKAGE = Path(__file__).parent.parent / "summarizer"


def functions_of(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def members(folder: str, is_member) -> set[str]:
    """Name the modules of a folder that hold a member: a function of the form that the family's table asks for."""
    paths = (PACKAGE / folder).glob("*.py")
    return {
        path.stem
        for path in paths
        if path.stem != "__init__" and any(is_member(node) for node in functions_of(path).values())
    }


def homes(table: Mapping[str, object]) -> set[str]:
    return {str(getattr(row, "__module__", "")).rpartition(".")[2] for row in table.values()}


def is_reader(node: ast.FunctionDef) -> bool:
    kinds = [ast.unparse(argument.annotation) for argument in node.args.args if argument.annotation]
    return kinds == ["bytes", "str", "str"] and bool(node.returns) and ast.unparse(node.returns) == "Article"


def is_gate(node: ast.FunctionDef) -> bool:
    return not node.name.startswith("_") and bool(node.returns) and "GateAnswer" in ast.unparse(node.returns)


def is_detector(node: ast.FunctionDef) -> bool:
    return node.name == "detect"


def is_report(node: ast.FunctionDef) -> bool:
    return node.name in {"render", "render_lines"}


@pytest.mark.parametrize(
    ("folder", "table", "is_member"),
    [
        ("readers", READERS, is_reader),
        ("gates", GATES, is_gate),
        ("engines/embedded/detectors", DETECTORS, is_detector),
    ],
    ids=["readers", "gates", "detectors"],
)
def test_members_and_rows_are_the_same(folder, table, is_member):
    assert members(folder, is_member) == homes(table)


@pytest.mark.parametrize("table", [READERS, GATES, DETECTORS], ids=["readers", "gates", "detectors"])
def test_a_module_has_one_row(table):
    assert len(homes(table)) == len(table)


def test_a_detector_has_the_name_of_its_module():
    assert [row.__module__.rpartition(".")[2] for row in DETECTORS.values()] == list(DETECTORS)


def test_gates_are_the_gates_that_the_contract_names():
    from typing import get_args

    from summarizer.models import GateName

    assert set(GATES) == set(get_args(GateName))


def test_every_engine_is_a_folder_of_engines():
    assert {path.parent.name for path in (PACKAGE / "engines").glob("*/__init__.py")} == set(ENGINES)


def test_every_report_is_reached_from_a_row():
    source = (PACKAGE / "reports/__init__.py").read_text(encoding="utf-8")
    reached = {
        str(node.module).rpartition(".")[2]
        for function in functions_of(PACKAGE / "reports/__init__.py").values()
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom)
    }
    assert members("reports", is_report) == reached
    rows = {name.id for name in ast.walk(ast.parse(source)) if isinstance(name, ast.Name)}
    assert set(functions_of(PACKAGE / "reports/__init__.py")) <= rows, "a function that no row names"


def test_every_suffix_stands_for_a_format():
    assert set(SUFFIXES.values()) <= set(CHECK_FORMATS)
    assert set(FORMATS) <= set(CHECK_FORMATS)


def test_every_command_has_a_function_and_the_other_way_round():
    assert list(RUN) == list(COMMANDS)


def test_members_of_one_family_do_not_import_each_other():
    for folder, table in {"readers": READERS, "gates": GATES, "engines.embedded.detectors": DETECTORS}.items():
        family = {f"summarizer.{folder}.{home}" for home in homes(table)}
        for member in family:
            source = Path(str(import_module(member).__file__)).read_text(encoding="utf-8")
            others = family - {member}
            assert not [other for other in others if f"from {other} " in source], member
