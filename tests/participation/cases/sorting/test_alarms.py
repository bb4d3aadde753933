import pytest
from hypothesis import given
from hypothesis import strategies as st

from medverkan.participation.cases.sorting.alarms import heard
from medverkan.participation.cases.states import AlarmKind

SUICIDE, CHILD, THREAT = AlarmKind.SUICIDE, AlarmKind.CHILD, AlarmKind.THREAT

SERIOUS = [
    ("Jag vill inte leva längre", SUICIDE),
    ("jag orkar inte leva mer, ingen hjälper mig", SUICIDE),
    ("Jag tänker ta mitt liv om jag inte får hjälp", SUICIDE),
    ("Jag har funderat på att ta livet av mig", SUICIDE),
    ("jag har självmorstankar", SUICIDE),
    ("Jag vill dö", SUICIDE),
    ("jag vill bara dö", SUICIDE),
    ("Min dotter pratar om självmord hela tiden", SUICIDE),
    ("Min son säger att han vill ta sitt liv", SUICIDE),
    ("JAG VILL INTE LEVA", SUICIDE),
    ("I want to kill myself", SUICIDE),
    ("I don't want to live anymore", SUICIDE),
    ("I am going to end my life", SUICIDE),
    ("My brother is suicidal", SUICIDE),
    ("En halua elää enää", SUICIDE),
    ("Haluan kuolla", SUICIDE),
    ("Ajattelen itsemurhaa", SUICIDE),
    ("Min pappa slår mig", CHILD),
    ("mamma slog mig igår och jag är rädd", CHILD),
    ("Grannen slår sina barn varje kväll", CHILD),
    ("Jag tror att barnet misshandlas", CHILD),
    ("Barnen i lägenheten bredvid far illa", CHILD),
    ("Jag vågar inte gå hem", CHILD),
    ("Styvpappa tafsar på mig", CHILD),
    ("My dad hits me", CHILD),
    ("The neighbour beats his children", CHILD),
    ("I am afraid to go home", CHILD),
    ("Isä lyö minua", CHILD),
    ("Naapuri hakkaa lapsiaan", CHILD),
    ("Jag ska döda er allihop", THREAT),
    ("jag kommer att skjuta handläggaren", THREAT),
    ("Jag vet var du bor", THREAT),
    ("Jag ska spränga kommunhuset", THREAT),
    ("Jag kommer dit med kniv", THREAT),
    ("I will kill you", THREAT),
    ("I'm going to shoot someone at the office", THREAT),
    ("I know where you live", THREAT),
    ("Tapan teidät kaikki", THREAT),
    ("Tiedän missä asutte", THREAT),
    ("Det vore bäst för alla om jag inte fanns", SUICIDE),
    ("Jag har sparat tabletter och tänker avsluta det", SUICIDE),
    ("jag ska hoppa från bron", SUICIDE),
    ("Jag kommer skjuta mig", SUICIDE),
    ("Pappa slår mamma och jag är rädd", CHILD),
    ("pappa slår till mig när han är full", CHILD),
    ("mamma super jämt och vi får ingen mat hemma", CHILD),
    ("Barnet är ensamt hemma i flera dagar", CHILD),
    ("En man filmar små flickor i duschen", CHILD),
    ("min kompis pappa tar på henne", CHILD),
    ("Flickan ska bli bortgift i sommar", CHILD),
    ("min kusin gifts bort utomlands", CHILD),
    ("jag ska bränna ner hela kommunhuset", THREAT),
    ("Jag ska tända eld på skolan", THREAT),
    ("Min sambo hotar att döda mig", THREAT),
]
HARMLESS = [
    "Jag dör av skratt åt er hemsida",
    "Vi skrattade ihjäl oss på teatern",
    "Jag höll på att dö av nyfikenhet",
    "Jag vill inte dö i trafiken på Ekvägen",
    "Någon kommer att dö om ni inte bygger ett övergångsställe",
    "Ni måste döda råttorna i parken",
    "Skjut vildsvinen innan de förstör golfbanan",
    "Vi vill döda ogräset utan gift",
    "Hur arbetar kommunen med att förebygga självmord?",
    "Satsa mer på självmordsprevention i skolan",
    "Klockan slår inte i kyrktornet",
    "Barnen slår sig på den trasiga gungan",
    "Det är livsfarligt att gå över gatan",
    "Jag är dödstrött på snöhögarna",
    "Mobilen dog mitt i samtalet",
    "Gatan är död efter klockan sex",
    "Jag vill leva i en stad med mer natur",
    "Jag orkar inte vänta längre på svar",
    "Orkar inte med er telefonkö",
    "Skjut upp beslutet om skolan",
    "Barnen vågar inte gå till skolan för bilarna",
    "Min mamma behöver hemtjänst",
    "Min pappa vill ha ett trygghetslarm",
    "Mamma slog i huvudet på räcket",
    "Vi behöver en skjutbana för föreningen",
    "Det är en bomb att ni stänger simhallen",
    "Snön har tagit livet av mina rosor",
    "My feet are killing me after walking to the bus",
    "I am dying to see the new library",
    "We want to shoot a film in the park",
    "Please kill the rats",
    "Kuolen nauruun",
    "Lapset haluavat uuden leikkipaikan",
    "Koira hakkaa häntäänsä",
    "Isä lyö rumpuja liian kovaa",
    "Ni ska få beröm för plogningen",
    "Akta er för isen på taket, skriv en skylt",
    "Jag vet var du hittar öppettiderna",
    "Fröken tar på barnen jackorna för sent",
    "Tränaren tar på honom hjälmen innan match",
    "Pappa slog upp dörren så mamma ramlade på isen",
    "Mormor är ensam hemma hela dagarna",
    "Mamma dricker kaffe varje dag på ert café",
    "Skolan hotar att lägga ner fritids för barnen",
    "Vi vill bränna upp det gamla riset på ängen",
    "Får man filma när flickorna spelar handboll?",
    "Hur arbetar ni mot tvångsgifte?",
    "Vi samlar tabletter som ska lämnas till apoteket",
    "Det vore bättre om jag inte fick så många brev",
    "Barnen hoppar från bron vid badplatsen",
    "Barnen får ingen varm mat i skolan",
    "",
    "😀",
]


class TestHeard:
    @pytest.mark.parametrize(("text", "kind"), SERIOUS)
    def test_what_is_meant_seriously(self, text, kind):
        alarm = heard(text)

        assert alarm is not None
        assert alarm.kind == kind

    @pytest.mark.parametrize("text", HARMLESS)
    def test_not_what_is_only_said(self, text):
        assert heard(text) is None

    def test_in_the_middle_of_something_else(self):
        text = "Hej! Lampan är trasig. " * 20 + "Jag vill inte leva längre. Hej då."

        assert heard(text).kind == SUICIDE

    def test_not_across_sentences(self):
        assert heard("Jag vill ha en park. Dö ut gör de annars, blommorna.") is None

    @given(st.text(max_size=300))
    def test_never_fails(self, text):
        heard(text)
