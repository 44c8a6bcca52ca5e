"""`/data`: every table, source, gap and query, and what the site promises about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from components import data_words
from tests.pages.visit import tables, visit, words
from tests.queries.facts import table

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest


def labels(app: AppTest, kind: str) -> list[str]:
    return [element.proto.label for element in app.get(kind)]


def test_the_first_sentence_counts_tables_rows_and_sources() -> None:
    lead = visit("data").markdown[0].value
    facts = queries.run("data_tables").rows.filter(
        ~queries.run("data_tables").rows["made_by_build"]
    )
    assert f"**{facts.height} tables of facts**" in lead
    assert f"{facts['row_count'].sum():,} rows" in lead
    assert f"{table('sources').height} sources" in lead
    assert "2 October 2026" in lead


def test_the_page_has_all_its_parts() -> None:
    app = visit("data")
    assert [element.value for element in app.header] == [
        "Take the data",
        "Sources",
        "Disagreements and corrections",
        "What is missing, and why",
        "How it is made",
        "Version, and how to report an error",
        "Unofficial",
        "Privacy",
        "Accessibility",
    ]
    assert "Download everything (DuckDB," in "\n".join(labels(app, "download_button"))


def test_one_table_with_its_columns_and_downloads() -> None:
    app = visit("data", table="draws")
    (links,) = [each.proto.body for each in app.get("html") if "Download" in each.proto.body]
    assert '<a href="/api/v1/tables/draws.csv" download>Download CSV</a>' in links
    assert '<a href="/api/v1/tables/draws.parquet" download>Download Parquet</a>' in links
    assert "Invitations or notifications issued, in people" in tables(app)
    assert "**draws**, 439 rows" in words(app)


def test_the_log_holds_every_correction_and_disagreement() -> None:
    text = words(visit("data"))
    for row in table("corrections").to_dicts():
        shown = "no longer listed by Ontario" if row["field"] == "listed" else row["before"]
        assert shown in text
    for row in table("discrepancies").to_dicts():
        assert data_words.plain(row["explanation"]) in text
    assert "Invitations\\: 786; before\\: 720." in text


def test_every_gap_has_words() -> None:
    assert set(queries.run("data_gaps").rows["gap"]) == set(data_words.GAPS)
    assert "**112 of 439 draws**: Ontario printed no lowest score" in words(visit("data"))


def test_every_query_can_be_read() -> None:
    app = visit("data")
    assert app.selectbox(key="query").options == [f"{name}.sql" for name in queries.names()]
    app.selectbox(key="query").set_value("freshness").run()
    assert app.code[0].value == queries.sql_text("freshness")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org/report", "[here](https://example.org/report)"),
        ("mailto:errors@example.org", "[here](mailto:errors@example.org)"),
        ("", "has not named an address"),
        ("javascript:alert(1)", "has not named an address"),
        ("https://example.org/) [x](https://evil", "has not named an address"),
    ],
)
def test_where_to_report(monkeypatch: pytest.MonkeyPatch, address: str, said: str) -> None:
    monkeypatch.setenv("OINP_REPORT_URL", address)
    assert said in data_words.report()


def test_the_footer_leads_here_and_names_the_registers() -> None:
    app = visit("draws")
    version = queries.run("data_state").first()["data_version"]
    assert f"Privacy, accessibility, sources, data ({version})" in [
        link.label for link in app.get("page_link")
    ]
    footer = app.markdown[-1].value
    for piece in ("lso.ca", "college-ic.ca", "unofficial", "no advice", "for pay"):
        assert piece in footer


@settings(max_examples=8, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["table", "query", "x"]),
        st.text(max_size=60) | st.lists(st.text(max_size=9), max_size=3),
    )
)
def test_no_address_breaks_the_page(address: dict[str, Any]) -> None:
    assert words(visit("data", **address))
