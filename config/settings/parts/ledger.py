"""The ledger's keys: development has known ones, production must bring its own."""

from config.environment import ROOT, variable

# Every key is 32 bytes written as 64 hexadecimal digits. `id:key,id:key` is a ring: the
# first key is used from now on, the others only read what was written under them.
LEDGER_KEK = variable(
    "LEDGER_KEK", "str", "dev:" + "11" * 32,
    "Ring of keys that wrap the ballots' keys; put a new one first each quarter.",
    secret=True,
)  # fmt: skip
LEDGER_MAC_KEY = variable(
    "LEDGER_MAC_KEY", "str", "dev:" + "22" * 32,
    "Ring of keys by which the sealer knows entries written by our own software.",
    secret=True,
)  # fmt: skip
LEDGER_RECEIPT_KEY = variable(
    "LEDGER_RECEIPT_KEY", "str", "33" * 32,
    "Seed of the Ed25519 key with which web processes sign receipts.",
    secret=True,
)  # fmt: skip
LEDGER_SIGNING_KEY = variable(
    "LEDGER_SIGNING_KEY", "str", "44" * 32,
    "Seed of the Ed25519 key that signs heads; give it to the worker alone.",
)  # fmt: skip
LEDGER_MEMORY_ROOT = variable(
    "LEDGER_MEMORY_ROOT", "path", ROOT / "var" / "ledger",
    "Folder, outside the database's backup, in which the worker remembers the last "
    "heads it signed.",
)  # fmt: skip
LEDGER_SPOOL_ROOT = variable(
    "LEDGER_SPOOL_ROOT", "path", ROOT / "var" / "spool",
    "Folder on a lasting volume for confirmations that came while the database was away.",
)  # fmt: skip
