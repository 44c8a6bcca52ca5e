"""The server: `streamlit run app.py`, or any ASGI server with `app:app`."""

import os
import sys
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

FRAME = Path(__file__).parent / "pages" / "_frame.py"
# Streamlit puts the folder of this script into `sys.path` for each run, and takes it out again,
# unless it is there. A thread that imports meanwhile steps over one folder, and does not find what
# is in it (a first visit was once answered with an error so). At the end, it hides nothing.
sys.path.append(str(FRAME.parent))

app = st.App(
    FRAME,
    lifespan=lifespan(prepare=ensure_database),
    routes=routes(),
    middleware=middleware(),
    on_script_error=kind_message,
)
