"""Content Security Policy: nothing but our own files, nothing inline."""

from csp.constants import NONE, SELF

from config.settings.parts.allauth import EID_ORIGINS

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
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
