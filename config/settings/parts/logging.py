"""
Logs: one line an event on standard output, JSON in production, and no personal data.

Requests are logged by their url pattern (`medverkan.site` has the middleware), never by
their path, since a path can be a secret link. What others log is masked in `config.logs`.
"""

import structlog

from config.environment import variable
from config.logs import before_printing, mask

LOG_LEVEL = variable("LOG_LEVEL", "str", "INFO", "Least serious level that is logged.")
LOG_FORMAT = variable(
    "LOG_FORMAT", "str", "json", "How lines look: json for machines, or text."
)

_renderer = (
    structlog.processors.JSONRenderer(ensure_ascii=False)
    if LOG_FORMAT == "json"
    else structlog.dev.ConsoleRenderer(colors=False)
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                mask,
                _renderer,
            ],
            "foreign_pre_chain": before_printing,
        },
    },
    "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stdout"], "level": LOG_LEVEL},
    "loggers": {
        # Replaces Django's own handlers, which mail tracebacks and print addresses.
        "django": {"handlers": ["stdout"], "level": LOG_LEVEL, "propagate": False},
        "axes.apps": {"level": "WARNING"},  # greets at every start
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        structlog.contextvars.merge_contextvars,
        *before_printing,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
