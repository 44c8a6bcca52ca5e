"""The rules between rooms that import-linter cannot see: pages are scripts, and SQL is text."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from components import site

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "pages").glob("*.py"))
COMPONENTS = sorted((ROOT / "components").glob("*.py"))
SERVER = sorted((ROOT / "server").glob("*.py"))
SQL = re.compile(r"\bselect\b.+\bfrom\b", re.IGNORECASE | re.DOTALL)


def imports(path: Path) -> set[str]:
    """Return the top-level names of the modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def texts(path: Path) -> list[str]:
    """Return the string constants of a file, other than docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_ask_queries_and_draw_with_components(path: Path) -> None:
    rooms = {name.split(".")[0] for name in imports(path)}
    assert not rooms & {"duckdb", "polars", "plotly", "data", "server", "pages"}
    assert not [text for text in texts(path) if SQL.search(text)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_do_no_arithmetic(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    sums = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Sub | ast.Mult | ast.Div | ast.Mod | ast.Pow | ast.FloorDiv)
    ]
    assert not sums


@pytest.mark.parametrize("path", [*COMPONENTS, *SERVER], ids=lambda path: path.name)
def test_components_and_server_hold_no_sql(path: Path) -> None:
    assert "duckdb" not in imports(path)
    assert not [text for text in texts(path) if SQL.search(text)]


def test_no_figure_is_made_the_slow_way() -> None:
    for path in (*PAGES, *COMPONENTS, *SERVER):
        assert "plotly.express" not in path.read_text(encoding="utf-8")


def test_only_the_frame_knows_the_pages() -> None:
    frame = (ROOT / "pages" / "_frame.py").read_text(encoding="utf-8")
    for path in PAGES:
        if path.name != "_frame.py":
            assert f'"{path.name}"' in frame


def test_every_page_has_words_for_shared_links() -> None:
    frame = (ROOT / "pages" / "_frame.py").read_text(encoding="utf-8")
    named = {f"/{path}" for path in re.findall(r'url_path="(\w+)"', frame)} | {"/"}
    assert named == site.PLACES.keys(), "server/pages.py answers 404 for the others"
