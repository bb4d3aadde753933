import pytest

from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways import operations, presets
from medverkan.reference.pathways.models import Pathway, RuleSet
from medverkan.reference.pathways.parameters import COPIED
from tests.factories.bodies import actor
from tests.factories.pathways import PathwayFactory

LANGUAGES = {"sv", "en", "fi"}


class TestPreset:
    @pytest.mark.parametrize("slug", presets.all_presets())
    def test_names_its_source_and_speaks_three_languages(self, slug):
        preset = presets.get(slug)

        assert preset.source["url"].startswith("http")
        assert preset.notes
        assert preset.title.keys() == LANGUAGES
        assert preset.pathway["name"].keys() == LANGUAGES
        assert preset.pathway["description"].keys() == LANGUAGES

    @pytest.mark.parametrize("slug", presets.all_presets())
    def test_sets_only_parameters_that_exist(self, slug):
        assert presets.get(slug).parameters.keys() <= set(COPIED)

    def test_is_unknown_by_another_name(self):
        with pytest.raises(presets.UnknownPreset):
            presets.get("uppsalaforslaget")


@pytest.mark.django_db
class TestCreateFromPreset:
    @pytest.mark.parametrize("slug", presets.all_presets())
    def test_makes_a_draft_that_the_database_takes(self, slug, at):
        preset = presets.get(slug)

        rule_set = operations.create_from_preset(preset=preset, actor=SYSTEM, at=at)

        assert rule_set.is_draft
        assert rule_set.pathway.slug == preset.pathway["slug"]
        assert rule_set.thresholds.count() == len(preset.thresholds)
        assert rule_set.refusal_grounds.count() == len(preset.refusal_grounds)

    def test_makes_the_pathway_once(self, at):
        preset = presets.get("borasforslaget-150")

        for version in (1, 2):
            rule_set = operations.create_from_preset(preset=preset, actor=SYSTEM, at=at)
            assert rule_set.version == version

        assert Pathway.objects.count() == 1

    def test_can_give_its_rules_to_another_pathway(self, at):
        pathway = PathwayFactory()

        rule_set = operations.draft_from_preset(
            pathway=pathway,
            preset=presets.get("malmoinitiativet"),
            actor=actor(Role.STRATEGIST),
            at=at,
        )

        assert rule_set.pathway == pathway
        assert rule_set.month_choices == [3, 6, 9, 12]


@pytest.mark.django_db
class TestLoadPresets:
    def test_opens_the_ways_in_of_a_new_installation(self, at):
        operations.load_presets(actor=SYSTEM, at=at)

        in_force = RuleSet.objects.in_force_at(at)
        assert set(in_force.values_list("pathway__slug", flat=True)) == {
            "synpunkt",
            "fraga",
            "klagomal",
            "berom",
            "felanmalan",
            "borasforslaget",
        }

    def test_changes_nothing_when_run_again(self, at):
        operations.load_presets(actor=SYSTEM, at=at)

        assert operations.load_presets(actor=SYSTEM, at=at) == []

    def test_retires_the_petitions_in_favour_of_the_proposals(self, at):
        operations.load_presets(actor=SYSTEM, at=at)

        petition = Pathway.objects.get(slug="e-petition")
        assert petition.successor.slug == "borasforslaget"
        assert not petition.is_open(at)

    def test_is_not_for_everyone(self, at):
        with pytest.raises(NotPermitted):
            operations.load_presets(actor=ANYONE, at=at)
