"""The settings of the site, with a bare view beside it: same server, same middleware."""

from config.settings.dev import *

ROOT_URLCONF = "benchmarks.urls"

INTAKE_FLOOD_LIMIT = 0
