"""What other systems may ask and hand in."""

from config.environment import variable

OPEN311_JURISDICTION_ID = variable(
    "OPEN311_JURISDICTION_ID", "str", "boras.se",
    "What Open311 calls the municipality. Requests may leave it out; another one is refused.",
)  # fmt: skip
API_WRITES_PER_MINUTE = variable(
    "API_WRITES_PER_MINUTE", "int", 60,
    "How many cases a minute one key may hand in.",
)  # fmt: skip
