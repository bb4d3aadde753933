"""What kind of thing a text is: a fault, a question, a suggestion, praise, a complaint."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from medverkan.reference.pathways.choices import Category

# Beginnings of words, in the three languages of the interface, without accents. A sign of
# equality closes the word. The number is how much it tells.
_CUES: dict[Category, dict[float, str]] = {
    Category.PRAISE: {
        2.5: (
            "berom fantastisk jattebra jattefin toppen underbar strale utmarkt superbra "
            "tackar= suveran imponera fin= fint= fina= jattenojd nojd= nojda= guld=vard guldvard basta=som=finns "
            "wonderful excellent great= amazing fantastic grateful lovely "
            "loistava hieno mahtava upea erinomai ihana"
        ),
        1.2: "tack= thank thanks= kiitos kiitt bra= good= hyvin= hyva= glad= happy= roligt= skont=",
    },
    Category.FAULT_REPORT: {
        2.5: (
            "trasig sondrig sonder= slocknat slackt slackta haveri lacker vattenlacka "
            "lyser=inte fungerar=inte funkar=inte ur=funktion gatt=sonder har=fallit "
            "potthal klottrat nedklottrad omkullkord valtat vandaliser sprayat sprejat igensatt ar=borta= ar=full= gar=inte=att "
            "broken leaking not=working pothole graffiti smashed fallen=over burst= "
            "rikki rikkoutunut rikkinainen vuotaa ei=toimi ei=pala kaatunut tukossa on=taynna= eivat=pala= eivat=toimi= tohritty"
        ),
        1.2: (
            "laga= lagas hal= gropig lacka= saknas= lossnat stopp=i oversvamma blinkar "
            "sprucken ruttna rutten damaged leak= hole= missing= flooded out=of=order is=out "
            "been=out does=not=work doesn=t=work kuoppa reika vuoto korjata puuttuu tulvii"
        ),
    },
    Category.QUESTION: {
        2.0: (
            "undrar vem=ansvarar hur=gor=jag hur=ansoker hur=soker vart=vander "
            "wonder how=do=i where=can where=do could=you=tell who=is=responsible "
            "ihmettelen miten=haen mista= voinko= saanko= kuka=vastaa"
        ),
        0.8: (
            "nar= hur= varfor= vem= vilken= vilka= fraga var=kan far=jag far=man "
            "how= when= why= where= who= which= can=i may=i "
            "milloin miksi miten kuinka missa= mita= kuka="
        ),
    },
    # Before suggestions: who says "proposal" may want the elected members to decide.
    Category.PROPOSAL: {
        2.5: (
            "medborgarforslag borasforslag foreslar=att=namnden foreslar=att=kommunfullmaktige mitt=forslag my=proposal ehdotukseni "
            "namnden=bor fullmaktige=bor motion= citizen=proposal council=should "
            "kuntalaisaloite lautakunnan=tulisi valtuuston=tulisi"
        ),
        1.5: (
            "forslag= forslaget= foreslar foresla rosta=pa=mitt politiker namnden= "
            "fullmaktige= proposal propose council= ehdot aloite lautakun valtuusto"
        ),
    },
    Category.SUGGESTION: {
        2.0: (
            "borde= skulle=vilja vore=bra vore=fint onskar= vill=ha kan=ni=inte "
            "bygg= satt=upp satt=ut inratta infor= ordna= plantera= satsa= oppna= sank= bevara= "
            "fler= mer= tips= forslag=till lat= lagg= jag=vill=att vi=vill=att "
            "should= suggest would=be=nice could=we please=build we=need more= build= plant= "
            "add= open= install= create= "
            "pitaisi voisi= voisiko toivo lisaa= rakentakaa haluaisin haluamme olisi=hyva"
        ),
        1.0: "skulle= kanske= ide= ny= nya= want= wish= new= need= haluan= uusi= tarvitaan",
    },
    Category.COMPLAINT: {
        2.5: (
            "klaga klagomal dalig missnoj oacceptab skandal bedrov bemott bemotand otrevlig "
            "under=all=kritik skamligt acklig usel= uselt= usla= urdalig irriter trott=pa "
            "complain terrible awful unacceptable rude= disgusting fed=up disappointed ignored "
            "valitan valitus huono= huonosti kelvoton torke= toykea hapea kamala pettynyt"
        ),
        1.4: (
            "aldrig= sen= forsen= for=dyr for=fa for=lang for=stor for=liten for=kall for=mork "
            "inte=kommit kom=inte kommer=inte inte=hamtat inte=hamtats inte=svara svarar=inte "
            "far=inte fick=inte=ens stor= storande igen= fortfarande= ingen=har "
            "har=inte otryggt otrygg for=fort stinker luktar= bullrar slarv "
            "never= late= always=late too=few too=long too=loud still= not=been nobody= noise= "
            "unsafe= too=fast did=not didn=t smells every=night "
            "myohassa liian= eivat= ei=tullut ei=ole kukaan=ei viela=kaan melu= haisee turvaton"
        ),
    },
}
_WORD = re.compile(r"[^\W_]+")
_ASKS_FIRST = re.compile(
    r"^(?:hej[\s!,.]+|hei[\s!,.]+|hello[\s!,.]+|moi[\s!,.]+)?(?:när|hur|varför|vem|vilken|vilka|"
    r"vilket|vad|var|vart|får|kan|finns|är det|gäller|måste|behöver|how|when|why|where|who|what|"
    r"which|can|may|is|are|do|does|milloin|miksi|miten|kuinka|missä|mistä|mitä|mikä|kuka|"
    r"voiko|voinko|saako|saanko|onko|pitääkö|tarvitsenko)\b",
    re.IGNORECASE,
)
_READ = 2000
# What is not known to be something else is most often a complaint or a suggestion.
_USUAL = {Category.COMPLAINT: 0.4, Category.SUGGESTION: 0.3}
_SHARPNESS = 1.1
_DOUBT = 1.0


@dataclass(frozen=True)
class KindGuess:
    """How likely each category is, and the words that speak for each."""

    likelihoods: Mapping[Category, float]
    words: Mapping[Category, tuple[str, ...]]


def guess_kind(text: str) -> KindGuess:
    """Weigh the words of a text, and whether it asks, into what kind of thing it is."""
    read = text[:_READ]
    said = [match[0] for match in _WORD.finditer(read)]
    plain = [_folded(word) for word in said]
    scores: dict[Category, float] = {}
    words: dict[Category, tuple[str, ...]] = {}
    for category, cues in _PATTERNS.items():
        found = _found(said, plain, cues)
        scores[category] = _USUAL.get(category, 0.0) + sum(found.values())
        words[category] = tuple(found)
    asks = read.count("?")
    if asks:
        first = bool(_ASKS_FIRST.match(read.strip()))
        scores[Category.QUESTION] += 1.0 + 1.3 * first + 0.4 * min(asks - 1, 2)
        words[Category.QUESTION] = (*words[Category.QUESTION], "?")
    weighed = {c: math.exp(_SHARPNESS * s) for c, s in scores.items()}
    whole = sum(weighed.values()) + math.exp(_SHARPNESS * _DOUBT)
    return KindGuess({c: value / whole for c, value in weighed.items()}, words)


def _found(
    said: list[str], plain: list[str], cues: list[tuple[list[str], bool, float]]
) -> dict[str, float]:
    found: dict[str, float] = {}
    for parts, is_whole, weight in cues:
        place = _place(plain, parts, is_whole=is_whole)
        if place is not None:
            phrase = " ".join(said[place : place + len(parts)])
            found[phrase] = max(found.get(phrase, 0), weight)
    # Each further cue tells less.
    strongest = sorted(found.items(), key=lambda pair: -pair[1])[:4]
    return {word: weight / (1 + 0.6 * n) for n, (word, weight) in enumerate(strongest)}


def _place(plain: list[str], parts: list[str], *, is_whole: bool) -> int | None:
    *firsts, last = parts
    for place in range(len(plain) - len(firsts)):
        if plain[place : place + len(firsts)] == firsts:
            word = plain[place + len(firsts)]
            if word == last if is_whole else word.startswith(last):
                return place
    return None


def _folded(word: str) -> str:
    split = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def _read_cues(told: Mapping[float, str]) -> list[tuple[list[str], bool, float]]:
    return [
        (cue.rstrip("=").split("="), cue.endswith("=") or "=" in cue, weight)
        for weight, cues in told.items()
        for cue in cues.split()
    ]


_PATTERNS = {category: _read_cues(told) for category, told in _CUES.items()}
