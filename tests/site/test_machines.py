import datetime as dt

from medverkan.foundation import clock


class TestRobots:
    def test_names_what_is_behind_a_secret_in_every_language(self, client):
        lines = client.get("/robots.txt").content.decode().splitlines()

        assert lines[0] == "User-agent: *"
        assert {"Disallow: /arbetsyta/", "Disallow: /fi/mitt-arende/"} <= set(lines)


class TestSecurity:
    def test_says_whom_to_tell_for_less_than_a_year(self, client, settings):
        response = client.get("/.well-known/security.txt")

        fields = dict(
            line.split(": ", 1) for line in response.content.decode().splitlines()
        )
        assert response["Content-Type"].startswith("text/plain")
        assert fields["Contact"] == f"mailto:{settings.MUNICIPALITY['email']}"
        expires = dt.datetime.fromisoformat(fields["Expires"])
        assert dt.timedelta() < expires - clock.now() < dt.timedelta(days=365)
