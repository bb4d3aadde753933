"""Content Security Policy: nothing but our own files, nothing inline."""

from csp.constants import NONE, SELF

from config.settings.parts.allauth import EID_ORIGINS
from config.settings.parts.maps import MAP_TILES_ORIGINS

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *MAP_TILES_ORIGINS],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *EID_ORIGINS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        # Browsers tell what they refused; `site.csp` counts it.
        "report-uri": "/csp-rapport/",
    },
}
