import datetime as dt

import pytest
from django.core.cache import cache

from medverkan.participation.cases import suspicion
from medverkan.participation.cases.suspicion import Sign, signs_of

QUICK = dt.timedelta(seconds=1)
SLOW = dt.timedelta(seconds=20)


def signs(text: str = "Lampan vid bron är trasig.", **more) -> tuple[Sign, ...]:
    return signs_of(title="Lampan", text=text, **more)


class TestSigns:
    def test_are_none_in_what_people_write(self):
        assert signs(pace=SLOW) == ()

    @pytest.mark.parametrize(
        "text",
        [
            "Se bilden på https://example.org/bild",
            "Varför säljer ni inte parken? Det är ju ett casino!",
            "Hej! Min son fick förslag om kryptovaluta i skolan. Stoppa det.",
        ],
    )
    def test_are_none_for_one_weak_one(self, text):
        assert signs(text, pace=SLOW) == ()

    def test_are_none_for_somebody_quick(self):
        assert signs(pace=QUICK) == ()

    def test_are_two_weak_ones_together(self):
        assert signs("Titta: www.example.org", pace=QUICK) == (Sign.LINK, Sign.QUICK)

    def test_are_a_field_that_people_do_not_see(self):
        assert signs(trap="https://x.example") == (Sign.TRAP,)

    def test_are_many_links(self):
        assert signs("https://a.b " * 4) == (Sign.MANY_LINKS,)

    @pytest.mark.parametrize("text", ["[url=x]köp[/url]", '<a href="x">köp</a>'])
    def test_are_code_for_links(self, text):
        assert signs(text) == (Sign.MARKUP,)

    def test_are_words_of_sellers_however_they_are_spaced(self):
        assert signs("We offer SEO\n  services") == (Sign.PHRASE,)

    def test_are_phrases_of_ones_own(self, settings):
        settings.SPAM_PHRASES = ["köp klockor"]

        assert signs("Köp klockor här") == (Sign.PHRASE,)

    def test_are_a_flood(self):
        assert signs(is_flood=True) == (Sign.FLOOD,)


class TestFlood:
    def test_is_more_than_the_limit_from_one_network(self, settings, at):
        cache.clear()
        settings.INTAKE_FLOOD_LIMIT = 2

        told = [suspicion.is_flood("192.0.2.1", at=at) for _ in range(3)]

        assert told == [False, False, True]
        assert not suspicion.is_flood("192.0.2.2", at=at)

    def test_is_over_after_ten_minutes(self, settings, at):
        cache.clear()
        settings.INTAKE_FLOOD_LIMIT = 1
        for _ in range(3):
            suspicion.is_flood("192.0.2.1", at=at)

        assert not suspicion.is_flood("192.0.2.1", at=at + dt.timedelta(minutes=10))

    def test_is_never_where_no_limit_is_set(self, settings, at):
        settings.INTAKE_FLOOD_LIMIT = 0

        assert not any(suspicion.is_flood("192.0.2.1", at=at) for _ in range(5))
