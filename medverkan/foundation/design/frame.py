"""What the page frame shows around every page: names, menus, languages, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

from medverkan.foundation.design import languages, menu


@dataclass(frozen=True)
class Frame:
    """Everything that the page frame needs, whoever reads the page."""

    municipality: Mapping[str, Any]
    language: str
    direction: str
    home_url: str
    canonical_url: str
    translations: list[languages.Translation]
    main_menu: list[menu.Entry]
    footer_menu: list[menu.Entry]
    is_demo: bool

    @property
    def site_name(self) -> str:
        """Return `Medverkan, Borås Stad`."""
        return f"Medverkan, {self.municipality['name']}"

    @property
    def alternates(self) -> list[languages.Translation]:
        """Return the translations with whole addresses, for search engines."""
        return [
            replace(one, url=settings.SITE_URL + one.url) for one in self.translations
        ]

    @property
    def phone_url(self) -> str:
        """Return the telephone number as a link."""
        return "tel:" + "".join(
            sign for sign in self.municipality["phone"] if sign in "+0123456789"
        )


def frame(request: HttpRequest | None) -> Frame:
    """Return the frame for a request; reads neither session nor database."""
    language = get_language() or settings.LANGUAGE_CODE
    path = request.path if request else languages.in_language("/", language)
    return Frame(
        municipality=settings.MUNICIPALITY,
        language=language,
        direction="rtl" if get_language_bidi() else "ltr",
        home_url=languages.in_language("/", language),
        canonical_url=settings.SITE_URL + path,
        translations=languages.translations(
            request.get_full_path() if _keeps_query(request) else path,
            current=language,
        ),
        main_menu=menu.entries("main", request) if request else [],
        footer_menu=menu.entries("footer", request) if request else [],
        is_demo=settings.DEMO,
    )


def _keeps_query(request: HttpRequest | None) -> bool:
    return request is not None and request.method in ("GET", "HEAD")
