"""Build the style sheet, typeface and maps that the pages need."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from medverkan.foundation.design.assets import contrast, maps, styles, theme

TYPEFACE = (
    "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2"
)

# The mark beside the page's title in a browser's tab.
BUBBLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path fill="{accent}" '
    'd="M6 4h28a5 5 0 0 1 5 5v15a5 5 0 0 1-5 5H19l-9 8v-8H6a5 5 0 0 1-5-5V9a5 5 0 0 1 '
    '5-5z"/><g fill="{sun}"><circle cx="12" cy="16.5" r="2.6"/><circle cx="20" '
    'cy="16.5" r="2.6"/><circle cx="28" cy="16.5" r="2.6"/></g></svg>'
)


class Command(BaseCommand):
    """
    Make build/static/design/: medverkan.css, the typeface, and Leaflet with its styles.

    Run after `npm ci --omit=dev --ignore-scripts` and before `collectstatic`; again
    when the theme file or a style changes.
    """

    help = "Build the style sheet (theme, Designsystemet, ours), the typeface and the maps."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, or say plainly what is wrong."""
        target = Path(settings.BUILT_ASSETS) / "design"
        target.mkdir(parents=True, exist_ok=True)
        try:
            theme_css = theme.build(
                theme_file=Path(settings.THEME_FILE),
                node_modules=Path(settings.NODE_MODULES),
                workplace=Path(settings.BUILT_ASSETS).parent / "theme",
            )
        except theme.ThemeNotBuilt as error:
            raise CommandError(str(error)) from error
        _refuse_low_contrast(theme_css)
        colours = theme.fixed_colours(Path(settings.THEME_FILE))
        css = styles.bundle(
            theme_css=theme_css,
            sun=colours["sun"],
            node_modules=Path(settings.NODE_MODULES),
        )
        (target / "medverkan.css").write_text(css, encoding="utf-8")
        (target / "bubble.svg").write_text(BUBBLE.format(**colours), encoding="utf-8")
        node_modules = Path(settings.NODE_MODULES)
        shutil.copyfile(node_modules / TYPEFACE, target / "source-sans-3.woff2")
        (target / "leaflet.js").write_text(maps.script(node_modules), encoding="utf-8")
        (target / "maps.css").write_text(
            maps.style_sheet(node_modules), encoding="utf-8"
        )
        packed = len(gzip.compress(css.encode()))
        self.stdout.write(f"medverkan.css: {packed / 1000:.1f} kB compressed")


def _refuse_low_contrast(theme_css: str) -> None:
    wrong = contrast.shortfalls(theme_css)
    if wrong:
        lines = "\n".join(f"  {shortfall}" for shortfall in wrong)
        raise CommandError(
            f"The colours of {settings.THEME_FILE} are hard to read together:\n"
            f"{lines}\nChoose a darker or a lighter colour and build again."
        )
