"""The site as a crawler meets it: our routes and middleware around Streamlit's own files."""

from __future__ import annotations

import warnings

from starlette.applications import Starlette
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_assets_routes,
)

from server import own_files, pages, pictures
from server.middleware import middleware

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the test client names a package that it will need one day
    from starlette.testclient import TestClient


def client(base_url: str = "http://localhost") -> TestClient:
    """Return a client of the site without the app that a browser would talk to."""
    routes = [*own_files.ROUTES, *pictures.ROUTES, *pages.routes()]
    routes += create_streamlit_static_assets_routes("")
    return TestClient(Starlette(routes=routes, middleware=middleware()), base_url=base_url)
