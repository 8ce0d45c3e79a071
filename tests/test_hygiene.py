"""What must not stand in this project, whoever writes it: addresses of one machine, oversized modules, drawers."""

import ast
import re
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LARGEST_MODULE = 350  # lines; a module splits at about 300, and this leaves a little room
LARGEST_FUNCTION = 60  # lines; most have under 35
DRAWERS = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"}
SKIPPED = {".git", ".venv", "__pycache__", "demo-output", "build", "dist"}
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))]
"""Hosts of package registries, put together here, so that this file does not hold them itself."""
MACHINE = re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+|work/\w+|opt/\w+|var/folders)/")


def files() -> list[Path]:
    """List the files that people write; what tools leave behind in hidden folders is none of them, `.ci` is."""
    found = []
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part not in {".ci", ".gitignore"} for part in parts)
        if path.is_file() and not hidden and not SKIPPED & set(parts) and not parts[0].endswith(".egg-info"):
            found.append(path)
    return found


MODULES = sorted((ROOT / "summarizer").rglob("*.py"))


def test_there_is_something_to_look_at():
    names = {path.relative_to(ROOT).as_posix() for path in files()}
    assert {"Makefile", ".ci/run", "constraints.txt", "tests/test_hygiene.py", "summarizer/errors.py"} <= names


def test_no_file_names_a_package_host_or_a_path_of_one_machine():
    found = []
    for path in files():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if MACHINE.search(line) or any(host in line.lower() for host in HOSTS):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert found == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LARGEST_MODULE
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 >= LARGEST_FUNCTION
    ]
    assert long == []


def test_no_module_is_a_drawer():
    assert [str(path.relative_to(ROOT)) for path in MODULES if path.stem in DRAWERS] == []


def test_constraints_are_exact_and_name_no_address():
    lines = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line]
    pins = [line for line in lines if not line.startswith("#")]
    assert pins
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_every_dependency_has_its_pin():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["test"],
        *project["dependency-groups"]["browser"],
    ]
    names = {project_of(one) for one in wanted}
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = {project_of(line) for line in text.splitlines() if "==" in line}
    assert sorted(names - pinned) == []


def test_what_is_imported_is_declared_or_comes_with_what_is():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {project_of(one) for one in project["dependencies"]}
    declared |= {project_of(one) for name in declared for one in requires(name) or []}
    extras = {project_of(one) for extra in project["optional-dependencies"].values() for one in extra}
    declared |= extras
    imported = {name.partition(".")[0] for path in MODULES for name in imports_of(path)}
    others = imported - set(sys.stdlib_module_names) - {"summarizer"}
    homes = packages_distributions()
    assert others
    at_home = {name: {project_of(home) for home in homes.get(name, [])} or extras & {name} for name in others}
    assert sorted(name for name in others if not declared & at_home[name]) == []


def project_of(requirement: str) -> str:
    """Name the project of a requirement, in the one spelling by which projects are compared."""
    return re.split(r"[\[<>=~!; ]", requirement)[0].lower().replace("_", "-")


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
    return found


def test_every_lint_exception_carries_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    begin = text.index("[tool.ruff.lint]")
    block = text[begin : text.index("[tool.ruff.lint.pydocstyle]")]
    entries = [line for line in block.splitlines() if re.match(r'\s+"[A-Z]+\d*",', line)]
    assert entries
    assert [line for line in entries if "#" not in line] == []
