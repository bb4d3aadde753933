"""
Wishes and what others write when they want the same: how well similarity finds is measured
on these. Written for this project; each question names the wish that should come up.
"""

from __future__ import annotations

from typing import NamedTuple


class Wish(NamedTuple):
    """Something published: what it is called, what it says, and where."""

    title: str
    text: str = ""
    place: str = ""


class Question(NamedTuple):
    """What somebody writes, the title that should be found, and why that is hard."""

    text: str
    wanted: str
    how: str


WISHES = [
    Wish(
        "Hundrastgård i Annelundsparken",
        "Stängsla in en del av parken så att hundar kan springa lösa.",
        "Annelundsparken",
    ),
    Wish(
        "Hundrastgård i Fristad",
        "Det finns ingen inhägnad för hundar i Fristad.",
        "Fristad",
    ),
    Wish(
        "Fler hundlatriner längs Viskan",
        "Påsar hamnar i ån för att det saknas soptunnor.",
        "Viskan",
    ),
    Wish(
        "Ny lekplats på Norrby",
        "Den gamla är sliten och farlig för de minsta.",
        "Norrby",
    ),
    Wish(
        "Rusta upp lekplatsen i Sjöbo",
        "Gungorna saknar sitsar och sandlådan är full av ogräs.",
        "Sjöbo",
    ),
    Wish(
        "Lekplats för barn med funktionsnedsättning",
        "En lekplats där barn i rullstol kan leka med alla andra.",
    ),
    Wish(
        "Utegym vid Kransmossen", "Redskap av trä längs motionsspåret.", "Kransmossen"
    ),
    Wish(
        "Utomhusgym för äldre",
        "Enkla redskap för balans och styrka nära mötesplatserna.",
    ),
    Wish(
        "Belyst motionsspår i Rydboholm",
        "Spåret går inte att använda om vintern.",
        "Rydboholm",
    ),
    Wish(
        "Gatubelysning på Tvärgatan",
        "Det är kolsvart mellan hållplatsen och husen.",
        "Tvärgatan",
    ),
    Wish(
        "Bättre ljus i gångtunneln vid stationen",
        "Många känner sig otrygga där efter mörkrets inbrott.",
        "Centralstationen",
    ),
    Wish(
        "Cykelväg mellan Sandared och Sjömarken",
        "Barn cyklar på landsvägen till skolan.",
        "Sandared",
    ),
    Wish(
        "Cykelväg till Dalsjöfors",
        "Sträckan från Målsryd saknar cykelbana.",
        "Dalsjöfors",
    ),
    Wish(
        "Cykelparkering under tak vid resecentrum",
        "Ställen är fulla och cyklarna blir blöta.",
        "Resecentrum",
    ),
    Wish(
        "Lånecyklar i centrum",
        "Hyr ut cyklar per timme som i större städer.",
        "Centrum",
    ),
    Wish(
        "Pump och verktyg för cyklister", "En station där man kan laga sin punktering."
    ),
    Wish(
        "Sänk hastigheten utanför Fjärdingskolan",
        "Bilarna kör för fort när barnen går hem.",
        "Fjärdingskolan",
    ),
    Wish("Farthinder på Ekvägen", "Genomfartstrafiken har ökat.", "Ekvägen"),
    Wish(
        "Fartkamera på Varbergsvägen",
        "Motorcyklar kör i hundra på kvällarna.",
        "Varbergsvägen",
    ),
    Wish(
        "Övergångsställe vid vårdcentralen i Viskafors",
        "Äldre vågar inte gå över vägen.",
        "Viskafors",
    ),
    Wish("Bilfri Stora Brogatan", "Gör gatan till gågata året om.", "Stora Brogatan"),
    Wish(
        "Gratis buss för pensionärer",
        "Låt alla över 65 resa utan biljett mitt på dagen.",
    ),
    Wish("Gratis busskort för ungdomar på lovet", "Då kan alla ta sig till badet."),
    Wish("Tätare turer med buss 8", "Bussen är överfull på morgonen."),
    Wish(
        "Väderskydd på hållplatsen vid sjukhuset",
        "Det regnar in och finns ingen bänk.",
        "Sjukhuset",
    ),
    Wish("Nattbuss till Brämhult", "Sista bussen går före elva.", "Brämhult"),
    Wish(
        "Laddstolpar på kommunens parkeringar",
        "Det ska gå att ladda elbilen när man är på badet.",
    ),
    Wish(
        "Boendeparkering på Göta",
        "Vi som bor här hittar ingen plats på vardagar.",
        "Göta",
    ),
    Wish("Billigare parkering i stadskärnan", "Handeln flyttar till Knalleland."),
    Wish("Pendelparkering i Borgstena", "Så att fler tar tåget.", "Borgstena"),
    Wish("Snöröj trottoaren före körbanan", "De som går och cyklar ramlar mest."),
    Wish("Sandning av trappan vid Druvefors", "Trappan är som en isbana.", "Druvefors"),
    Wish("Plogkarta på nätet", "Visa var plogbilen har varit."),
    Wish(
        "Laga gropen i Skaraborgsvägen",
        "Asfalten har släppt efter vintern.",
        "Skaraborgsvägen",
    ),
    Wish(
        "Isbana på Stora torget",
        "Spola is om vintern så att folk kan åka skridskor.",
        "Stora torget",
    ),
    Wish(
        "Julmarknad på Ramnaparken",
        "Ta tillbaka marknaden med hantverk.",
        "Ramnaparken",
    ),
    Wish(
        "Badplats i Öresjö med brygga", "Bryggan är rutten och stegen borta.", "Öresjö"
    ),
    Wish(
        "Bastu vid Ramnasjön", "En vedeldad bastu som föreningar sköter.", "Ramnasjön"
    ),
    Wish("Billigare simskola", "Alla barn måste få lära sig simma."),
    Wish(
        "Längre öppet på simhallen på helger",
        "Stadsparksbadet stänger när familjer vill komma.",
        "Stadsparksbadet",
    ),
    Wish("Separata badtider för kvinnor", "Några timmar i veckan."),
    Wish("Skateramp i betong", "Ungdomar behöver en plats som inte är fotboll."),
    Wish("Konstgräsplan i Gånghester", "Laget tränar på grus.", "Gånghester"),
    Wish("Padelbana utomhus", "En bana som går att boka gratis."),
    Wish("Discgolf i Flymen", "Korgar i skogen, kostar nästan ingenting.", "Flymen"),
    Wish("Boulebana i Stadsparken", "Några mått grus räcker.", "Stadsparken"),
    Wish(
        "Fritidsgård på Hässleholmen öppen på lördagar",
        "Ungdomarna hänger i trapphusen.",
        "Hässleholmen",
    ),
    Wish(
        "Ungdomens hus i centrum",
        "En lokal utan krav för alla mellan 13 och 20.",
        "Centrum",
    ),
    Wish("Nattvandrare med stöd av kommunen", "Vuxna ute på stan när ungdomar är där."),
    Wish(
        "Meröppet bibliotek i Trandared",
        "Låt oss komma in med kort på kvällarna.",
        "Trandared",
    ),
    Wish("Bokbussen tillbaka", "Den betydde mycket på landsbygden."),
    Wish("Böcker på arabiska och somaliska", "Fler hyllor på andra språk."),
    Wish("Språkkafé på finska", "Träffas och prata finska över en kopp kaffe."),
    Wish("Gratis frukost i skolan", "Hungriga elever kan inte lära sig."),
    Wish("Vegetarisk mat varje dag i skolmatsalen", "Minska klimatutsläppen."),
    Wish("Ekologisk mat på äldreboenden", "Laga maten på plats i egna kök."),
    Wish("Läxhjälp på biblioteket", "Många har ingen som kan hjälpa till hemma."),
    Wish("Mindre barngrupper i förskolan", "Personalen hinner inte se alla barn."),
    Wish("Förskola med öppet på kvällar och helger", "För oss som arbetar skift."),
    Wish("Förbjud mobiltelefoner på lektionerna", "Samla in dem på morgonen."),
    Wish("Simundervisning i årskurs två", "Börja tidigare än i dag."),
    Wish("Fler kuratorer på gymnasiet", "Kön är flera veckor."),
    Wish("Höj lönen för undersköterskor", "Annars slutar alla."),
    Wish(
        "Fast omsorgskontakt i hemtjänsten", "Min mor får träffa tjugo olika personer."
    ),
    Wish("Larm som fungerar på trygghetsboendet", "Ingen svarar på natten."),
    Wish("Mötesplats för seniorer i Bollebygdsvägen", "Bryt ensamheten bland äldre."),
    Wish("Sällskapsdjur på äldreboenden", "Hundar och katter gör gott."),
    Wish("Ledsagning för synskadade", "Fler timmar i månaden."),
    Wish("Ramp till vallokalen", "Rullstolar kommer inte in."),
    Wish("Hörslinga i alla möteslokaler", "Så att alla hör vad som sägs."),
    Wish("Lättläst information om beslut", "Skriv så att alla förstår."),
    Wish("Direktsänd nämndernas möten", "Sänd på webben och spara inspelningen."),
    Wish(
        "Medborgarbudget för varje stadsdel",
        "Låt oss bestämma över en del av pengarna.",
    ),
    Wish("Ungdomsråd med egen budget", "Unga ska få bestämma över något på riktigt."),
    Wish("Öppna data om luftens kvalitet", "Visa mätningarna varje timme."),
    Wish(
        "Plantera träd längs Kungsgatan",
        "Skugga på sommaren och vackrare.",
        "Kungsgatan",
    ),
    Wish("Ängsblommor i stället för gräsmattor", "Bin och fjärilar behöver hjälp."),
    Wish("Odlingslotter på Kristineberg", "Kön till koloni är lång.", "Kristineberg"),
    Wish("Ta bort parkslide vid Lillån", "Den invasiva växten tar över.", "Lillån"),
    Wish(
        "Fler bänkar i Annelundsparken",
        "Min man kan inte gå så långt utan att vila.",
        "Annelundsparken",
    ),
    Wish("Bänkar längs promenadvägen i Sandared", "Så att äldre kan vila.", "Sandared"),
    Wish(
        "Offentlig toalett vid Knalleland",
        "Det finns ingen alls på söndagar.",
        "Knalleland",
    ),
    Wish("Dricksvattenfontän på torget", "Gratis vatten på sommaren.", "Stora torget"),
    Wish(
        "Återvinningsstation i Svaneholm",
        "Vi måste köra en mil med glaset.",
        "Svaneholm",
    ),
    Wish(
        "Hämta grovavfall hemma hos äldre",
        "Alla har inte bil till återvinningscentralen.",
    ),
    Wish(
        "Fler papperskorgar i stadsparken",
        "Det ligger skräp överallt efter helgen.",
        "Stadsparken",
    ),
    Wish("Klottersanering inom ett dygn", "Ju fortare, desto mindre nytt."),
    Wish("Laglig graffitivägg", "En vägg där man får måla."),
    Wish("Solceller på skolornas tak", "Lägre elräkning och renare luft."),
    Wish("Förbud mot smällare i tätorten", "Hundar och människor mår dåligt på nyår."),
    Wish("Kattregister och kastrering", "Hemlösa katter lider."),
    Wish(
        "Stoppa höghuset vid Byttorpssjön",
        "Det skuggar hela badplatsen.",
        "Byttorpssjön",
    ),
    Wish("Bygg hyresrätter i Sandared", "Unga kan inte flytta hemifrån.", "Sandared"),
    Wish("Trygghetsboende i Fristad", "Äldre vill bo kvar på orten.", "Fristad"),
    Wish("Tiny houses på kommunal mark", "Små hus till låg kostnad."),
    Wish("Bevara den gamla brandstationen", "Riv inte huset, gör det till museum."),
    Wish("Textilmuseet gratis för barn", "Kulturarvet ska vara för alla."),
    Wish("Scen för lokala band", "En plats att spela utomhus på sommaren."),
    Wish("Sommarjobb till alla sextonåringar", "Det första jobbet betyder mycket."),
    Wish("Enklare bygglov för altan", "Handläggningen tar för lång tid."),
    Wish("Bredband på landsbygden", "Fiber till alla hus i Äspered.", "Äspered"),
    Wish("Kiosk vid stationen", "Varmt kaffe för pendlare.", "Centralstationen"),
    Wish("Trygghetskameror i Hulta centrum", "Det säljs droger öppet.", "Hulta"),
    Wish("Väktare på biblioteket", "Personalen känner sig otrygg."),
    Wish("Bullerplank mot riksväg 40", "Man kan inte ha fönstret öppet.", "Riksväg 40"),
    Wish("Viltstängsel på väg 27", "Olyckor med älg varje höst.", "Väg 27"),
    Wish("Kolonilott åt skolklasser", "Låt barnen odla sina grönsaker."),
    Wish("Leksaksbibliotek", "Låna leksaker och sportsaker gratis."),
]

QUESTIONS = [
    Question("hundrastgårdar i fristad", "Hundrastgård i Fristad", "inflection"),
    Question("Upprustning av lekplatserna på Sjöbo", "Rusta upp lekplatsen i Sjöbo", "inflection"),
    Question("Trottoarerna borde snöröjas först", "Snöröj trottoaren före körbanan", "inflection"),
    Question("Lånecykel", "Lånecyklar i centrum", "inflection"),
    Question("bullerplanket", "Bullerplank mot riksväg 40", "inflection"),
    Question("Plantering av träden på Kungsgatan", "Plantera träd längs Kungsgatan", "inflection"),
    Question("Bana för skridskor på torget", "Isbana på Stora torget", "compound"),
    Question("Lampor till gatan Tvärgatan, belysning saknas", "Gatubelysning på Tvärgatan", "compound"),
    Question("Parkering för boende på Göta", "Boendeparkering på Göta", "compound"),
    Question("Skolfrukost", "Gratis frukost i skolan", "compound"),
    Question("Parkbänkar i Annelund", "Fler bänkar i Annelundsparken", "compound"),
    Question("Elbilsladdning", "Laddstolpar på kommunens parkeringar", "compound"),
    Question("Ett gym utomhus vid Kransmossen", "Utegym vid Kransmossen", "compound"),
    Question("cykelbana sandared sjömarken", "Cykelväg mellan Sandared och Sjömarken", "synonym"),
    Question("Soptunnor i Stadsparken", "Fler papperskorgar i stadsparken", "synonym"),
    Question("Gågata på Stora Brogatan", "Bilfri Stora Brogatan", "synonym"),
    Question("Dagis på obekväm arbetstid", "Förskola med öppet på kvällar och helger", "synonym"),
    Question("Livesända sammanträden", "Direktsänd nämndernas möten", "synonym"),
    Question("Wc vid köpcentret Knalleland", "Offentlig toalett vid Knalleland", "synonym"),
    Question("Avgiftsfri kollektivtrafik för äldre", "Gratis buss för pensionärer", "synonym"),
    Question("Fyrverkerier ska inte få skjutas i stan", "Förbud mot smällare i tätorten", "synonym"),
    Question("hundrasgård i anelundsparken", "Hundrastgård i Annelundsparken", "misspelling"),
    Question("overgangsstalle viskafors vardcentral", "Övergångsställe vid vårdcentralen i Viskafors", "misspelling"),
    Question("bilbotek öppet mer i Trandarred", "Meröppet bibliotek i Trandared", "misspelling"),
    Question("Konsgräs i Gånhester", "Konstgräsplan i Gånghester", "misspelling"),
    Question("återvining i Svanholm", "Återvinningsstation i Svaneholm", "misspelling"),
    Question("Fart kammera varbergs vägen", "Fartkamera på Varbergsvägen", "misspelling"),
    Question("Man fryser och blir blöt när man väntar på bussen utanför lasarettet", "Väderskydd på hållplatsen vid sjukhuset", "other words"),
    Question("Bilarna susar förbi när ungarna ska hem från Fjärdingskolan", "Sänk hastigheten utanför Fjärdingskolan", "other words"),
    Question("Min pappa med hemtjänst möter ny personal varje dag", "Fast omsorgskontakt i hemtjänsten", "other words"),
    Question("Man ser ingenting i undergången till tåget, det känns läskigt", "Bättre ljus i gångtunneln vid stationen", "other words"),
    Question("Vi vill kunna odla egna grönsaker på Kristineberg", "Odlingslotter på Kristineberg", "other words"),
    Question("Kan man få låna spel och skidor utan att betala?", "Leksaksbibliotek", "other words"),
    Question("Tonåringar behöver någonstans att vara på helgen på Hässleholmen", "Fritidsgård på Hässleholmen öppen på lördagar", "other words"),
    Question("Gynna pollinerande insekter genom att sluta klippa", "Ängsblommor i stället för gräsmattor", "other words"),
    Question("Låt invånarna rösta om hur pengar ska användas där de bor", "Medborgarbudget för varje stadsdel", "other words"),
    Question("Telefonerna stör undervisningen", "Förbjud mobiltelefoner på lektionerna", "other words"),
    Question("Ensamma gamla behöver någonstans att träffas", "Mötesplats för seniorer i Bollebygdsvägen", "other words"),
    Question("Det borde finnas möjlighet att bada bastu vid Ramnasjön", "Bastu vid Ramnasjön", "other words"),
    Question("Beslut skrivs på krånglig svenska som ingen begriper", "Lättläst information om beslut", "other words"),
    Question("Inga fler djurolyckor på väg 27", "Viltstängsel på väg 27", "other words"),
    Question("Hundrastgård på Hestra", "Hundrastgård i Fristad", "other place"),
    Question("Cykelväg till Hedared", "Cykelväg till Dalsjöfors", "other place"),
    Question("Nattbuss till Sparsör", "Nattbuss till Brämhult", "other place"),
]  # fmt: skip
