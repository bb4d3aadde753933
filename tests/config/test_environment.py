"""Production does not start without its secrets."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

from config import environment


class TestRequireSecrets:
    def test_names_what_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SECRET_KEY", raising=False)

        with pytest.raises(SystemExit, match="SECRET_KEY"):
            environment.require_secrets()

    def test_is_content_when_all_are_set(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for variable in environment.VARIABLES.values():
            monkeypatch.setenv(variable.name, "1")

        environment.require_secrets()


class TestProduction:
    def test_does_not_start_without_secrets(self) -> None:
        bare = {"PATH": os.environ["PATH"]}
        bare["DJANGO_SETTINGS_MODULE"] = "config.settings.production"

        started = subprocess.run(
            [sys.executable, "manage.py", "check"],
            cwd=settings.ROOT, env=bare, capture_output=True, text=True,
        )  # fmt: skip

        assert started.returncode != 0
        assert "Set " in started.stderr
        assert "SECRET_KEY" in started.stderr
        assert "Traceback" not in started.stderr
