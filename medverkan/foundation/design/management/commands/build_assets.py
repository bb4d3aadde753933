"""Build the style sheet and typeface that the pages need."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from medverkan.foundation.design.assets import contrast, styles, theme

TYPEFACE = (
    "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2"
)


class Command(BaseCommand):
    """
    Make build/static/design/: medverkan.css and the typeface.

    Run after `npm ci --omit=dev --ignore-scripts` and before `collectstatic`; again
    when the theme file or a style changes.
    """

    help = "Build the style sheet (theme, Designsystemet, ours) and the typeface."
    requires_system_checks: list[str] = []

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
        css = styles.bundle(
            theme_css=theme_css, node_modules=Path(settings.NODE_MODULES)
        )
        (target / "medverkan.css").write_text(css, encoding="utf-8")
        shutil.copyfile(
            Path(settings.NODE_MODULES) / TYPEFACE, target / "source-sans-3.woff2"
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
