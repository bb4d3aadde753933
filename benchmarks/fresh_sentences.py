"""
Sentences that nothing was tuned on: how well the sorter does on what it has not seen.

Written after the sorter was finished, and only ever measured on. Each has its language, the
topics of the demo municipality that an officer would take as right, the category, and the
hint about another door that should come, if any.
"""

from __future__ import annotations

from typing import NamedTuple


class Sentence(NamedTuple):
    """What somebody writes, and what a person would sort it as; empty is not asked."""

    text: str
    language: str
    topics: frozenset[str]
    category: str
    door: str


# text | topics | category | door
_SWEDISH = """
Plogbilen har vräkt upp snön framför vår infart igen | snorojning | complaint |
Hur ofta ska gångvägarna sandas? | snorojning | question |
Det är blankis på torget och folk ramlar | snorojning | complaint |
Tack till er som kör snöplogen på nätterna | snorojning | praise |
Skolmaten smakar ingenting och tar slut innan alla fått | skolmat | complaint |
Kan elever med glutenintolerans få bättre lunch? | skolmat | question |
Min dotter vill ha veganskt alternativ varje dag i matsalen | skolmat | suggestion |
Gatlampan utanför Storgatan 5 har slocknat | gatubelysning | fault_report |
Det är helt mörkt i gångtunneln vid macken | gatubelysning | complaint |
Fyra lyktor på rad lyser inte på Allégatan | gatubelysning | fault_report |
Hemtjänstpersonalen har aldrig tid att prata med min mormor | aldreomsorg | complaint |
Mammas trygghetslarm fungerar inte | aldreomsorg | fault_report |
Hur ansöker man om plats på äldreboende? | aldreomsorg | question |
Personalen på demensboendet gör ett underbart jobb | aldreomsorg | praise |
Biblioteket i Fristad stänger alldeles för tidigt | bibliotek | complaint |
Kan jag låna e-böcker hemifrån? | bibliotek | question |
Köp in fler barnböcker på somaliska | bibliotek | suggestion |
Grannens värmepump brummar dygnet runt | buller-luft | complaint |
Musiken från uteserveringen hörs till två på natten | buller-luft,naringsliv,livsmedel | complaint |
Det stinker från fabriken vid ån | buller-luft | complaint |
Får jag sätta upp ett plank utan lov? | bygglov | question |
Hur lång är handläggningstiden för bygglov? | bygglov | question |
Min granne bygger ett uthus utan tillstånd | bygglov | complaint |
Rutschkanan på lekplatsen i Hulta är sprucken | lekplatser | fault_report |
Sätt upp en babygunga i parken | lekplatser,parker | suggestion |
Sandlådan är full av kattbajs | lekplatser,skrap | complaint |
Bussen till Viskafors kom inte i morse | kollektivtrafik | complaint | kollektivtrafiken
Varför drar ni in kvällsturerna på linje 8? | kollektivtrafik | question | kollektivtrafiken
Glaset i busskuren är krossat | kollektivtrafik,klotter | fault_report |
Jag får ingen tid på vårdcentralen | | complaint | varden-1177
Akuten lät min pappa vänta i nio timmar | | complaint | varden-1177
Någon har stulit min cykel vid stationen | | | polisen
Det säljs knark öppet bakom centrum | trygghet,socialtjanst | complaint | polisen
När kommer min skatteåterbäring? | | question | skatteverket
Varför är kommunalskatten så hög? | kommun-demokrati,demokrati | question |
Jag har inte fått min sjukpenning | | complaint | forsakringskassan
Jag överklagar beslutet om avslag på bygglov | bygglov | | overklaga
Min synpunkt på detaljplanen för Byttorp är att husen är för höga | detaljplan | | samrad-detaljplan
Det är ett enormt hål i asfalten på Kyrkogatan | potthal | fault_report |
Cykelbanan tar slut mitt ute i ingenting | cykel-gang | complaint |
Bygg en gång- och cykelväg till Rångedala | cykel-gang | suggestion |
Elsparkcyklarna ligger i vägen på trottoaren | cykel-gang | complaint |
Folk kör åttio på trettioväg utanför skolan | trafiksakerhet | complaint |
Sätt upp en fartkamera på Trandaredsgatan | trafiksakerhet | suggestion |
Jag fick p-bot fast automaten var trasig | parkering | complaint |
Var kan jag ladda elbilen i centrum? | parkering | question |
Det går inte att ta sig fram med rullator på kullerstenen | tillganglighet-ute,potthal | complaint |
Klipp gräset vid Ramnasjön | parker | suggestion |
Ett träd har blåst omkull över gångvägen | parker,cykel-gang | fault_report |
Tack för de vackra planteringarna i rondellen | parker | praise |
Papperskorgen vid badplatsen svämmar över | skrap,skog-friluft | fault_report |
Hundägare låter bajspåsarna ligga kvar | skrap | complaint |
Skolväggen är full av klotter | klotter,skolmiljo | fault_report |
Elljusspåret är släckt halva vintern | skog-friluft,gatubelysning | complaint |
Bryggan på badplatsen har lossnat | skog-friluft | fault_report |
Varför ska ni bygga bostäder på fotbollsplanen? | detaljplan,idrott-bad | question |
Jag har stått i bostadskö i tio år | bostader | complaint |
Tvättmaskinen i tvättstugan är sönder | bostader | fault_report |
Luften i klassrummet är så dålig att barnen får ont i huvudet | kommunala-lokaler,skolmiljo | complaint |
Sopbilen hoppade över vår gata i går | avfall | complaint |
Hur sorterar jag gamla batterier? | avfall | question |
Vattnet i kranen är brunt | vatten-avlopp | complaint |
Gatubrunnen är igensatt och gatan översvämmas | vatten-avlopp | fault_report |
Jag blev matförgiftad på en kebabrestaurang | livsmedel | complaint |
Det springer råttor vid soprummet | skadedjur | complaint |
Förskolan har stängt tidigt tre gånger den här veckan | forskola | complaint |
När får min son förskoleplats? | forskola | question |
Skolgården behöver fler bollplaner | skolmiljo | suggestion |
Läraren skriker åt min son på lektionerna | elevarenden | complaint |
Min dotter vågar inte gå till skolan för att de retar henne | elevarenden | complaint |
Hur söker jag till gymnasiet? | gymnasium | question |
Jag vill läsa svenska på kvällstid | vuxenutbildning | |
Min assistent sjukskrev sig och jag fick ingen ersättare | lss | complaint |
Färdtjänstbilen kom fyrtio minuter för sent | fardtjanst | complaint |
Pengarna räcker inte till mat, vart vänder jag mig? | forsorjningsstod | question |
Soc har inte hört av sig på två månader | socialtjanst | complaint |
Min gode man svarar aldrig i telefon | god-man | complaint |
Inträdet till museet är för dyrt för barnfamiljer | kulturliv | complaint |
Vi vill ha fler konserter utomhus på sommaren | kulturliv,naringsliv | suggestion |
Omklädningsrummen i simhallen är smutsiga | idrott-bad | complaint |
Bygg en padelhall i Sandared | idrott-bad | suggestion |
Ungdomarna har ingenstans att vara på kvällarna | unga | complaint |
Hur mycket kan vår förening få i bidrag? | foreningar | question |
Sänd kommunfullmäktige på webben med textning | demokrati | suggestion |
Receptionisten var otrevlig mot mig för att jag har slöja | manskliga-rattigheter | complaint |
Jag vill kunna prata finska med kommunen | minoriteter | suggestion |
Jag vågar inte gå hem genom parken på kvällen | trygghet | |
Er hemsida går inte att använda med skärmläsare | kontakt-webb | complaint |
Jag har ringt växeln fem gånger utan att någon svarar | kontakt-webb | complaint |
Hur får man en plats på julmarknaden? | naringsliv | question |
Har ni sommarjobb för sextonåringar? | arbete-integration | question |
När får jag mitt röstkort? | val | question |
gatbelysningen är trassig på södra | gatubelysning | fault_report |
snöskotning saknas på trotoaren | snorojning,cykel-gang | complaint |
Hej hej | | |
Pannkakor är gott | | |
"""
_ENGLISH = """
Nobody has ploughed our street since Monday | snorojning | complaint |
The pavement outside the pharmacy is covered in ice | snorojning | complaint |
When will the pothole on Main Street be repaired? | potthal | question |
Two street lights are out near the bus station | gatubelysning | fault_report |
The school lunch is cold and there is too little of it | skolmat | complaint |
My grandmother's home carer did not show up yesterday | aldreomsorg | complaint |
Could the library stay open until eight? | bibliotek | question |
The neighbours play loud music all night | buller-luft | complaint |
Do I need a permit for a greenhouse? | bygglov | question |
The swing in the park is broken | lekplatser | fault_report |
Please build a playground in Sjöbo | lekplatser | suggestion |
The bus was an hour late again | kollektivtrafik | complaint | kollektivtrafiken
I cannot get an appointment with a doctor | | complaint | varden-1177
My bicycle was stolen outside the library | | | polisen
Where do I send my tax return? | | question | skatteverket
The bins have not been emptied for two weeks | avfall,skrap | complaint |
There is not enough parking near the hospital | parkering | complaint |
Cars drive far too fast on our road | trafiksakerhet | complaint |
There should be a cycle path to the lake | cykel-gang | suggestion |
The swimming pool is always closed on Sundays | idrott-bad | complaint |
My son is being bullied at school | elevarenden | complaint |
Where can I take Swedish lessons? | vuxenutbildning | question |
Your website does not work on my phone | kontakt-webb | fault_report |
Thank you for the lovely flowers in the square | parker | praise |
I want to appeal against the decision | | | overklaga
"""
_FINNISH = """
Katua ei ole aurattu kolmeen päivään | snorojning | complaint |
Jalkakäytävät ovat vaarallisen liukkaita | snorojning | complaint |
Katulamppu on rikki kotimme edessä | gatubelysning | fault_report |
Kouluruoka on kylmää ja mautonta | skolmat | complaint |
Äitini kotihoito tulee aina myöhässä | aldreomsorg | complaint |
Miten haen paikkaa vanhainkodista? | aldreomsorg | question |
Kirjasto voisi olla auki myös sunnuntaisin | bibliotek | suggestion |
Naapurin musiikki soi yöllä liian kovaa | buller-luft | complaint |
Tarvitseeko autotalli rakennusluvan? | bygglov | question |
Leikkipuiston liukumäki on rikki | lekplatser | fault_report |
Bussi ei tullut tänään ollenkaan | kollektivtrafik | complaint | kollektivtrafiken
En saa aikaa lääkärille | | complaint | varden-1177
Missä voin pysäköidä keskustassa? | parkering | question |
Autot ajavat koulun ohi aivan liian lujaa | trafiksakerhet | complaint |
Uimahallin suihkut ovat kylmät | idrott-bad | complaint |
Roska-astiaa ei ole tyhjennetty | avfall,skrap | complaint |
Haluan asioida kunnassa suomeksi | minoriteter | |
Kiitos hienoista kukista puistossa | parker | praise |
Hanavesi maistuu oudolle | vatten-avlopp | complaint |
Pyörätie tarvitsee uuden päällysteen | cykel-gang,potthal | suggestion |
"""


def _read(told: str, language: str) -> list[Sentence]:
    found = []
    for line in told.strip().splitlines():
        text, topics, category, door = (part.strip() for part in line.split("|"))
        right = frozenset(filter(None, topics.split(",")))
        found.append(Sentence(text, language, right, category, door))
    return found


SENTENCES = [
    *_read(_SWEDISH, "sv"),
    *_read(_ENGLISH, "en"),
    *_read(_FINNISH, "fi"),
]
