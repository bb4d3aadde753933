"""The language of an answer: as `lang` says, else the first we speak in Accept-Language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

PARAMETER = "lang"
CODES = tuple(code for code, _name in settings.LANGUAGES)


class NotSpoken(Exception):
    """The address asks for a language that nothing here is written in."""


def asked_for(request: HttpRequest) -> str:
    """
    Return the language to answer in; Swedish where no other is asked for.

    :raises NotSpoken: `lang` names another than those of the settings
    """
    wanted = request.GET.get(PARAMETER)
    if wanted is not None:
        if wanted not in CODES:
            raise NotSpoken(wanted)
        return wanted
    return _preferred(request.headers.get("Accept-Language", ""))


def _preferred(header: str) -> str:
    for code, _weight in parse_accept_lang_header(header):
        language = code.partition("-")[0]
        if language in CODES:
            return language
    return settings.LANGUAGE_CODE
