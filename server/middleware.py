"""What stands between a visitor and every answer of the site, from the outside in."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from server import settings
from server.assets import CompressedAssets
from server.closed import ClosedPaths
from server.headers import SafetyHeaders
from server.origins import SameOrigin
from server.pages import NotFound


def middleware() -> list[Middleware]:
    """Return the middleware for `st.App`; SettingError where the environment says nonsense."""
    return [
        Middleware(SafetyHeaders),
        Middleware(
            TrustedHostMiddleware, allowed_hosts=settings.allowed_hosts(), www_redirect=False
        ),
        Middleware(SameOrigin),
        Middleware(ClosedPaths),
        Middleware(CompressedAssets),
        Middleware(NotFound),
    ]
