"""What lies under the areas of a map: nothing, or the tiles of one server."""

from urllib.parse import urlsplit

from config.environment import variable

MAP_TILES_URL = variable(
    "MAP_TILES_URL", "str", "",
    "Address of map tiles, like https://kartor.example.org/{z}/{x}/{y}.png; empty for the "
    "outlines of areas alone. Browsers of readers fetch them, so let the server be your own.",
)  # fmt: skip
MAP_TILES_ATTRIBUTION = variable(
    "MAP_TILES_ATTRIBUTION", "str", "",
    "Whose the tiles are, as their licence wants it said; a link may stand in it as HTML.",
)  # fmt: skip


def origins_of(url: str) -> list[str]:
    """Return the other origin that pages may fetch pictures from; none for our own."""
    server = urlsplit(url)
    return [f"{server.scheme}://{server.netloc}"] if server.netloc else []


MAP_TILES_ORIGINS = origins_of(MAP_TILES_URL)
