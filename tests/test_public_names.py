"""The public face: sorted, importable, and loaded only when it is asked for."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import summarizer

ROOT = Path(__file__).parent.parent
HEAVY = ("openai", "aiohttp", "tenacity", "rich", "pydantic", "asyncio", "snowballstemmer", "summarizer.models")


def listed(path: Path) -> list[str] | None:
    """Read a module's `__all__` without loading it; None where there is none."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == ["__all__"]:
            return list(ast.literal_eval(node.value))
    return None


WITH_LIST = [path for path in sorted((ROOT / "summarizer").rglob("*.py")) if listed(path) is not None]


@pytest.mark.parametrize("path", WITH_LIST, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_list_of_names_is_complete_and_without_repetition(path):
    names = listed(path)
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    module = import_module(dotted)
    assert len(names) == len(set(names))
    assert [name for name in names if not hasattr(module, name)] == []


def test_the_public_names_are_sorted():
    assert summarizer.__all__ == sorted(summarizer.__all__)


@pytest.mark.parametrize("name", summarizer.__all__)
def test_a_public_name_can_be_imported(name):
    assert getattr(summarizer, name) is not None
    assert name in dir(summarizer)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = summarizer.no_such_name


def test_public_names_are_what_type_checkers_see():
    tree = ast.parse(Path(str(summarizer.__file__)).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.name for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen == set(summarizer.__all__) - {"__version__"}


def test_importing_the_package_loads_nothing_heavy():
    found = loaded_after("import summarizer")
    assert sorted(found & set(HEAVY)) == []


def test_a_name_loads_its_own_module_and_not_the_engines():
    found = loaded_after("import summarizer; summarizer.SummarizerError")
    assert "summarizer.errors" in found
    assert sorted(found & set(HEAVY)) == []


def loaded_after(code: str) -> set[str]:
    """Run code in a fresh interpreter and name the modules that are loaded then."""
    line = f"{code}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())
