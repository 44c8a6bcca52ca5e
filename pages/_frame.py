"""The script that the server runs: page settings, navigation and footer, around every page."""

import streamlit as st

import queries
from components import address, header, site, turns, visitor, words

MOST_FOUND = 8
PAGES = [
    st.Page("overview.py", title="Overview", default=True),
    st.Page("draws.py", title="Draws", url_path="draws"),
    st.Page("occupations.py", title="Occupations", url_path="occupations"),
    st.Page("estimator.py", title="Where do I stand?", url_path="estimator"),
    st.Page("deadlines.py", title="Deadlines", url_path="deadlines"),
    st.Page("program.py", title="Program", url_path="program"),
    st.Page("data.py", title="Data", url_path="data"),
    st.Page("occupation.py", title="One occupation", url_path="occupation", visibility="hidden"),
    st.Page("draw.py", title="One draw", url_path="draw", visibility="hidden"),
]


def show() -> None:
    """Show the navigation, the page that is open, and the footer."""
    st.set_page_config(page_title=site.NAME, layout="wide", initial_sidebar_state="collapsed")
    st.logo(site.WORDMARK, size="large", link=None)
    phone, framed = visitor.on_phone(), visitor.in_a_frame()
    current = st.navigation(PAGES, position="hidden" if phone or framed else "top")
    if not framed:  # the site around the frame has links of its own
        if phone:
            header.menu(PAGES)
        header.search(
            lambda text: queries.run("occupation_search", q=text, most=MOST_FOUND).rows.to_dicts(),
            address.arrivals(current.url_path),
        )
    current.run()
    with st.container(key="footer"):
        version = queries.run("data_state").first()["data_version"]
        st.page_link("data.py", label=words.about(version))
        st.markdown(words.FOOTER)


with turns.turn(), queries.one_database():
    show()
