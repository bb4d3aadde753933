from collections import Counter

import pytest
from django.conf import settings
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, URIRef

ADDRESS = "/oppna-data/dcat.rdf"
# What DCAT-AP-SE 3.0.1 demands of each class.
MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher),
    DCAT.Distribution: (DCAT.accessURL,),
    DCAT.DataService: (DCTERMS.title, DCAT.endpointURL),
    FOAF.Agent: (FOAF.name, DCTERMS.type),
}


@pytest.fixture
def graph(client) -> Graph:
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "application/rdf+xml"
    return Graph().parse(data=response.content, format="xml")


class TestTheCatalogue:
    @pytest.mark.parametrize("kind", MANDATORY)
    def test_says_what_the_profile_demands(self, graph, kind):
        things = list(graph.subjects(RDF.type, kind))

        assert things
        for thing in things:
            for term in MANDATORY[kind]:
                assert (thing, term, None) in graph, (thing, term)

    def test_refers_to_nothing_of_its_own_that_is_not_there(self, graph):
        described = set(graph.subjects(RDF.type))
        inside = (DCTERMS.publisher, DCAT.contactPoint, DCAT.dataset, DCAT.service)
        inside += (DCAT.distribution, DCAT.servesDataset)

        for term in inside:
            assert set(graph.objects(None, term)) <= described

    def test_speaks_every_language_once(self, graph):
        for thing in graph.subjects(RDF.type, DCAT.Dataset):
            titles = list(graph.objects(thing, DCTERMS.title))

            assert Counter(title.language for title in titles) == {
                "sv": 1, "en": 1, "fi": 1,
            }  # fmt: skip
            assert len({str(title) for title in titles}) == 3

    def test_names_things_alike_whatever_the_language_it_is_read_in(self, client):
        assert client.get(f"/en{ADDRESS}").content == client.get(ADDRESS).content

    @pytest.mark.django_db
    def test_leads_to_files_that_are_there(self, graph, client):
        for term in (DCAT.downloadURL, DCAT.endpointURL, DCAT.endpointDescription):
            for address in graph.objects(None, term):
                path = address.removeprefix(settings.SITE_URL)

                assert client.get(path).status_code == 200, path

    def test_tells_the_kind_of_file_that_is_sent(self, graph, client, db):
        media = "https://www.iana.org/assignments/media-types/"
        for file, kind in graph.subject_objects(DCAT.mediaType):
            path = str(graph.value(file, DCAT.downloadURL))
            sent = client.get(path.removeprefix(settings.SITE_URL))["Content-Type"]

            assert kind == URIRef(media + sent.split(";")[0]), path
