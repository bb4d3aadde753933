import pytest

from medverkan.participation.cases.sorting import keeping
from tests.factories.bodies import TopicFactory
from tests.factories.pathways import RuleSetFactory

WORDS = {
    "snorojning": ("Snöröjning", {"sv": ["snö", "plogning", "halka"], "fi": ["lumi"]}),
    "gatubelysning": ("Gatubelysning", {"sv": ["gatlykta", "lampa", "belysning"]}),
    "bibliotek": ("Bibliotek", {"sv": ["bibliotek", "böcker"], "en": ["library"]}),
}


@pytest.fixture(autouse=True)
def nothing_learned_before():
    keeping.forget()
    yield
    keeping.forget()


@pytest.fixture
def topics(db):
    """Three topics with a few words each."""
    return {
        slug: TopicFactory(slug=slug, name=name, keywords=words)
        for slug, (name, words) in WORDS.items()
    }


@pytest.fixture
def way(db):
    return RuleSetFactory().pathway
