import pytest

from medverkan.publishing.api.v1.document import BASE, document

pytestmark = pytest.mark.django_db


class TestPage:
    def test_lists_every_operation_of_the_document(self, client):
        text = client.get("/oppna-data/api/").content.decode()

        for path, methods in document()["paths"].items():
            for method in methods:
                assert f"{method.upper()} {path.removeprefix(BASE)}" in text

    @pytest.mark.parametrize(
        ("prefix", "summary"),
        [
            ("", "Lista publicerade ärenden"),
            ("/en", "List published cases"),
            ("/fi", "Luettele julkaistut asiat"),
        ],
    )
    def test_explains_in_the_language_of_the_page(self, client, prefix, summary):
        assert summary in client.get(f"{prefix}/oppna-data/api/").content.decode()

    def test_is_led_to_from_the_open_data(self, client):
        assert b"/oppna-data/api/" in client.get("/oppna-data/").content


class TestDocument:
    def test_is_complete(self):
        operations = [
            operation
            for methods in document()["paths"].values()
            for operation in methods.values()
        ]

        assert document()["openapi"].startswith("3.1")
        assert all(one["summary"] and one["description"] for one in operations)
        assert all("422" in one["responses"] for one in operations)
        assert all(
            response.get("headers")
            for one in operations
            for response in one["responses"].values()
        )

    def test_is_public_and_readable_by_any_page(self, client):
        response = client.get("/api/v1/openapi.json")

        assert response["Access-Control-Allow-Origin"] == "*"
        assert "public" in response["Cache-Control"]
        assert response.json() == document()
