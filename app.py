"""The server: `streamlit run app.py`, or any ASGI server with `app:app`."""

from pathlib import Path

import streamlit as st

from data.build import ensure_database
from server.faults import kind_message
from server.lifespan import lifespan
from server.middleware import middleware
from server.routes import routes

app = st.App(
    Path(__file__).parent / "pages" / "_frame.py",
    lifespan=lifespan(prepare=ensure_database),
    routes=routes(),
    middleware=middleware(),
    on_script_error=kind_message,
)
