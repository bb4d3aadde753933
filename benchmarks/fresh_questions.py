"""
Questions that nothing was tuned on: how similarity and sorting do on what they have not seen.

Written after both were finished, and only ever measured on. Who tunes on them writes new ones.
"""

from __future__ import annotations

from benchmarks.wishes import Question

_TOLD = {
    "inflection": """
        Väderskydden vid hållplatserna utanför sjukhuset | Väderskydd på hållplatsen vid sjukhuset
        Papperskorgarna i stadsparken är för få | Fler papperskorgar i stadsparken
        Boulebanor i Stadsparken | Boulebana i Stadsparken
        Odlingslott på Kristineberg | Odlingslotter på Kristineberg
        Fritidsgården på Hässleholmen borde ha lördagsöppet | Fritidsgård på Hässleholmen öppen på lördagar
        Kuratorerna på gymnasierna är för få | Fler kuratorer på gymnasiet
        Återvinningsstationer i Svaneholm | Återvinningsstation i Svaneholm
        Trygghetskameran i Hulta | Trygghetskameror i Hulta centrum
        Solcell på skolans tak | Solceller på skolornas tak
        Julmarknader i Ramnaparken | Julmarknad på Ramnaparken
    """,
    "compound": """
        En brygga för badande i Öresjö | Badplats i Öresjö med brygga
        Bana för discgolf i Flymen | Discgolf i Flymen
        Plank mot bullret från riksväg 40 | Bullerplank mot riksväg 40
        Toaletter för allmänheten vid Knalleland | Offentlig toalett vid Knalleland
        Karta på webben över var ni plogar | Plogkarta på nätet
        Busskort gratis för unga under sommarlovet | Gratis busskort för ungdomar på lovet
        Sanering av klotter inom 24 timmar | Klottersanering inom ett dygn
        Möten i nämnderna direktsända på webben | Direktsänd nämndernas möten
        Stängsel mot vilt längs väg 27 | Viltstängsel på väg 27
        Gräsplan av konstgräs i Gånghester | Konstgräsplan i Gånghester
    """,
    "synonym": """
        Seniorkort så att äldre åker kollektivt utan avgift | Gratis buss för pensionärer
        Elbilsladdare där kommunen har parkering | Laddstolpar på kommunens parkeringar
        Farthinder eller bula på Ekvägen, bilisterna rusar | Farthinder på Ekvägen
        Morgonmål till alla elever utan kostnad | Gratis frukost i skolan
        Katter ska registreras och steriliseras | Kattregister och kastrering
        Fyrverkeriförbud i stan | Förbud mot smällare i tätorten
        Lustgård med vilda blommor i stället för klippta gräsytor | Ängsblommor i stället för gräsmattor
        Mindre grupper på dagis | Mindre barngrupper i förskolan
        Skridskor mitt på Stora torget om vintern | Isbana på Stora torget
        Bättre betalt för vårdpersonal inom äldreomsorgen | Höj lönen för undersköterskor
        Skapa en plats där man lånar leksaker | Leksaksbibliotek
        Hundar och katter som tröst för de boende på ålderdomshemmet | Sällskapsdjur på äldreboenden
    """,
    "misspelling": """
        cykelpakering med tak vid resecentrum | Cykelparkering under tak vid resecentrum
        övergångställe vid vårdsentralen i viskafors | Övergångsställe vid vårdcentralen i Viskafors
        mediborgarbudjet i stadsdelarna | Medborgarbudget för varje stadsdel
        biljigare simskola | Billigare simskola
        Hundlatrinner vid Viskan | Fler hundlatriner längs Viskan
        skejtramp i betång | Skateramp i betong
        direktsend nämdmötena | Direktsänd nämndernas möten
        bokbusen ska komma tilbaka | Bokbussen tillbaka
    """,
    "other words": """
        Vi som inte ser bra behöver någon som följer med oss | Ledsagning för synskadade
        Min mamma får träffa tjugo olika personer från hemtjänsten på en vecka | Fast omsorgskontakt i hemtjänsten
        Jag jobbar natt på sjukhuset, vem tar hand om barnen då? | Förskola med öppet på kvällar och helger
        Det går inte att förstå vad politikerna har bestämt, skriv enklare | Lättläst information om beslut
        Rör inte vårt gamla brandhus! | Bevara den gamla brandstationen
        Ungarna tittar på skärmen i stället för på läraren | Förbjud mobiltelefoner på lektionerna
        Jag kommer inte in i vallokalen med min rullstol | Ramp till vallokalen
        Någonstans att duka upp när barnen är törstiga på torget | Dricksvattenfontän på torget
        Det är kolsvart under spåren när man går till tåget | Bättre ljus i gångtunneln vid stationen
        Min granne på 85 kan inte åka till tippen med sin gamla soffa | Hämta grovavfall hemma hos äldre
        Våra barn kan inte simma när de går ut tvåan | Simundervisning i årskurs två
        Ingen hör vad som sägs på mötena för oss med hörapparat | Hörslinga i alla möteslokaler
        Gör om gatan så att bara fotgängare får vara där, Stora Brogatan | Bilfri Stora Brogatan
        Uppkopplingen är usel ute på landet | Bredband på landsbygden
    """,
    "other place": """
        Hundrastgård i Viskafors | Hundrastgård i Fristad
        Lekplats på Hulta | Ny lekplats på Norrby
        Fler bänkar i Ramnaparken | Fler bänkar i Annelundsparken
        Bullerplank mot väg 41 | Bullerplank mot riksväg 40
        Nattbuss till Fristad | Nattbuss till Brämhult
        Meröppet bibliotek i Fristad | Meröppet bibliotek i Trandared
    """,
    "other language": """
        Suomenkielinen kielikahvila | Språkkafé på finska
        More charging points for electric cars at public car parks | Laddstolpar på kommunens parkeringar
        Ban phones in the classroom | Förbjud mobiltelefoner på lektionerna
        Breakfast at school for every pupil | Gratis frukost i skolan
        Kirjastoauto takaisin | Bokbussen tillbaka
        Aurinkopaneelit koulujen katoille | Solceller på skolornas tak
    """,
}  # fmt: skip


def _read() -> list[Question]:
    return [
        Question(*(part.strip() for part in line.rsplit("|", 1)), how)
        for how, told in _TOLD.items()
        for line in told.strip().splitlines()
    ]


FRESH = _read()
