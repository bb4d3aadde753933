from medverkan.foundation.audit import types, wiring


class TestTheCheckOfSentences:
    def test_finds_a_place_without_data(self, monkeypatch):
        monkeypatch.setattr(types, "_registered", {})
        types.register(types.EventType(name="thing.lost", sentence="Lost %(where)s"))

        (error,) = wiring.check_sentences()

        assert "thing.lost" in error.msg

    def test_is_silent_about_the_events_there_are(self):
        assert wiring.check_sentences() == []
