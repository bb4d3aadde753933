"""Logs name no person and open no secret link."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from config.logs import mask, masked


class TestMasked:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            (
                "Not Found: /folj/Zk3vQx9TnLr0aWbYc8Ud1g/",
                "Not Found: /folj/[secret]/",
            ),
            ("?token=Zk3vQx9TnLr0aWbYc8Ud1g", "?token=[secret]"),
            ("to anna.andersson@example.org", "to [e-mail]"),
            ("born 19811218-9876", "born [number]"),
            ("from 192.0.2.17", "from [address]"),
        ],
    )
    def test_hides(self, line: str, expected: str) -> None:
        assert masked(line) == expected

    def test_leaves_what_helps(self) -> None:
        line = "/arenden/2026-abcdefg/ in 12.5 ms, medverkan/foundation/audit/models.py"

        assert masked(line) == line

    def test_reaches_every_value_of_a_line(self) -> None:
        event = {"event": "mail to a@example.org", "status": 250, "exception": "a@b.se"}

        assert mask(None, "info", event) == {
            "event": "mail to [e-mail]",
            "status": 250,
            "exception": "[e-mail]",
        }


class TestRequestLog:
    def test_names_the_pattern_and_not_the_path(
        self, client: Client, caplog: pytest.LogCaptureFixture, db: None
    ) -> None:
        with caplog.at_level(logging.INFO, "medverkan.requests"):
            client.get("/halsa/?token=secret")

        [line] = [r.msg for r in caplog.records if r.name == "medverkan.requests"]
        assert line["route"] == "halsa/"
        assert line["status"] == 200
        assert "secret" not in str(line)
