"""The server: `streamlit run app.py`, or any ASGI server with `app:app`."""

import os
from pathlib import Path

import streamlit as st

# Read when polars is first imported, below. For the few rows of a page, handing work to a pool of
# threads takes longer than the work, and in a crowd much longer (benchmarks/README.md).
os.environ.setdefault("POLARS_MAX_THREADS", "1")

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
