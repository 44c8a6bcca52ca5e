"""Streamlit's own files behind our middleware, without a running app."""

from __future__ import annotations

import warnings

from starlette.applications import Starlette
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_assets_routes,
)

from server.middleware import middleware

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the test client names a package that it will need one day
    from starlette.testclient import TestClient


def client() -> TestClient:
    """Return a client of Streamlit's static files behind the middleware of the site."""
    app = Starlette(routes=create_streamlit_static_assets_routes(""), middleware=middleware())
    return TestClient(app, base_url="http://localhost")
