"""Search: whether it looks at what texts mean, and where a machine keeps its snapshot."""

from config.environment import ROOT, variable

SEARCH_BY_MEANING = variable(
    "SEARCH_BY_MEANING", "bool", True,
    "Find similar things by meaning too; costs some 40 ms and 80 MB on a machine.",
)  # fmt: skip
SEARCH_ROOT = variable(
    "SEARCH_ROOT", "path", ROOT / "var" / "search",
    "Folder of the snapshot that the processes of a machine share.",
)  # fmt: skip
