import pytest

from medverkan.participation.doors.mail import plain


class TestQuotedWords:
    @pytest.mark.parametrize(
        "quote",
        [
            "Den 3 nov. 2026 kl 10:00 skrev Kommunen <k@x.se>:\n> Hej",
            "On Tue, Nov 3, 2026 at 10:00 AM Someone <k@x.se> wrote:\n> Hi",
            "On Tue, Nov 3, 2026 at 10:00 AM Someone With A Long Name\n<k@x.se> wrote:\n> Hi",
            "Kommunen kirjoitti:\n> Hei",
            "-----Ursprungligt meddelande-----\nFrån: Kommunen\nHej",
            "Från: Kommunen\nSkickat: den 3 november\nTill: Marja\nÄmne: Svar\n\nHej",
            "> Hej\n> igen",
        ],
    )
    def test_are_left_out(self, quote):
        assert plain.without_quoted(f"Tack!\n\n{quote}\n") == "Tack!"

    @pytest.mark.parametrize(
        "text",
        [
            "Den gamla eken är sjuk.\nFrån vägen ser man det.",
            "Till: alla som bor här\n\nStäng av musiken.",
            "On the bridge a lamp is broken",
        ],
    )
    def test_are_not_seen_where_there_are_none(self, text):
        assert plain.without_quoted(text) == text


class TestHtml:
    def test_becomes_lines(self):
        html = (
            "<head><title>x</title></head><p>Hej</p><div>Lampan&nbsp;är<br>trasig</div>"
        )

        assert plain.of_html(html) == "Hej\n\nLampan är\ntrasig"

    def test_marks_what_is_quoted(self):
        html = "Tack!<blockquote>Vi lagar</blockquote>"

        assert plain.without_quoted(plain.of_html(html)) == "Tack!"

    def test_is_read_however_it_is_broken(self):
        assert "Hej" in plain.of_html("<<p <b>Hej</i></div></p><script>x")
