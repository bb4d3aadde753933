"""A developer's machine and `make run`: SQLite, letters kept on disk, no secrets."""

from config.settings.base import *  # noqa: F403 - a settings file is its names

DEBUG = False
