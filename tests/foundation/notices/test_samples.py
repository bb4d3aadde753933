"""Every letter there is, in every language, with its sample."""

from __future__ import annotations

import pytest
from django.conf import settings

from medverkan.foundation.notices import letters, previews

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", letters.registered(), ids=lambda letter: letter.name)
class TestALetter:
    def test_can_be_written(self, letter, language):
        rendered = previews.sample(letter, language=language)

        assert rendered.subject
        assert f'lang="{language}"' in rendered.html
        assert "<" not in rendered.text.replace("<https", "").replace("<http", "")

    def test_has_a_subject_without_places(self, letter, language):
        assert "%(" not in previews.sample(letter, language=language).subject
