"""Whether this process can serve: for load balancers and watchers, in plain text."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from health_check.views import HealthCheckView


class Health(HealthCheckView):
    """Answers 200 where database and cache work, else 500 and which does not."""

    checks = ("health_check.checks.Database", "health_check.checks.Cache")

    def render_to_response(
        self, context: dict[str, Any], **response_kwargs: Any
    ) -> HttpResponse:
        return self.render_to_response_text(response_kwargs["status"])
