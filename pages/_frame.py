"""The script that the server runs: page settings, navigation and footer, around every page."""

import streamlit as st

import queries
from components import site, visitor, words

st.set_page_config(
    page_title=site.NAME,
    layout="wide",
    initial_sidebar_state="collapsed",
)
st.logo(site.WORDMARK, size="large", link=None)

PAGES = [
    st.Page("overview.py", title="Overview", default=True),
    st.Page("draws.py", title="Draws", url_path="draws"),
    st.Page("occupations.py", title="Occupations", url_path="occupations"),
    st.Page("estimator.py", title="Where do I stand?", url_path="estimator"),
    st.Page("deadlines.py", title="Deadlines", url_path="deadlines"),
    st.Page("program.py", title="Programme", url_path="program"),
    st.Page("data.py", title="Data", url_path="data"),
    st.Page("occupation.py", title="One occupation", url_path="occupation", visibility="hidden"),
    st.Page("draw.py", title="One draw", url_path="draw", visibility="hidden"),
]

phone = visitor.on_phone()
current = st.navigation(PAGES, position="hidden" if phone else "top")
if phone:
    with st.popover("Menu", key="phone_navigation"):
        for entry in PAGES:
            if entry.visibility == "visible":
                st.page_link(entry)
current.run()

with st.container(key="footer"):
    version = queries.run("data_state").first()["data_version"]
    st.page_link("data.py", label=words.about(version))
    st.markdown(words.FOOTER)
