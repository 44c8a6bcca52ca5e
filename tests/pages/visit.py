"""Open a page of the site as Streamlit runs it, without a browser."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

FRAME = Path(__file__).parents[2] / "pages" / "_frame.py"
SECONDS = 60


def visit(page: str, **address: str | list[str]) -> AppTest:
    """Open a page with the parameters of an address; AssertionError where its script fails."""
    app = AppTest.from_file(str(FRAME), default_timeout=SECONDS).run()
    app.switch_page(f"{page}.py")
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    """Return all the running text of the page."""
    return "\n".join(element.value for element in app.markdown)


def tables(app: AppTest) -> str:
    """Return all the small tables of the page, as CSV."""
    return "\n".join(element.value.to_csv() for element in app.table)
