"""
The alarm: words of a threat, of suicide, or of a child at risk, in three languages.

A person always looks; so it is made to hear what is meant seriously, also when misspelled,
and to leave alone what people only say ("jag dör av skratt", "döda råttorna").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from medverkan.participation.cases.states import AlarmKind

_READ = 20_000
_MOST_BETWEEN = 3
_MISSPELLED_FROM = 5


@dataclass(frozen=True)
class Alarm:
    """What was heard, and the words that it was heard in (never kept)."""

    kind: AlarmKind
    words: str


# One line is one way of saying it: words in order, "/" between alternatives, "*" for any
# ending. Up to three other words may stand between, but none that turns it around.
_SAYINGS: dict[AlarmKind, str] = {
    AlarmKind.SUICIDE: """
        jag vill/onskar/tanker/ska/skall/kommer do/dod
        vill/vilja inte/ej/icke leva/finnas
        vill/vilja bara do
        inte/ej vill/vilja leva/finnas
        orkar/orka inte/ej leva/finnas
        inte/ej orkar/orka leva
        orkar inte mer vill do
        orkar inte med livet
        vill/onskar att jag var dod
        battre/bast/skonast om jag inte fanns/funnits/levde/vaknade
        jag skaffat/samlat/sparat tabletter/piller
        ta/tar/tog/avsluta/avslutar mitt/sitt/hennes/hans/eget liv
        mitt/sitt liv ta
        ta/tar/tagit livet av mig/sig
        gora/gor slut pa mitt/allt/livet
        avsluta/avslutar allt/livet
        hanga mig/sig
        jag kommer/ska/skall/vill/tanker skjuta/dranka mig
        tanker/ska/skall/vill hoppa fran bron/taket/balkongen
        hoppa framfor taget/bussen
        skada/skadar/skar/skara mig/sig sjalv
        jag sjalvmord*
        sjalvmord* jag/mig/min/mitt
        har/hade sjalvmordstankar/sjalvmordsplaner
        bega/begar/begatt sjalvmord
        min/mitt/mina son/dotter/barn/van/kompis/mamma/pappa/man/fru/syster/bror sjalvmord*
        min/mitt/mina son/dotter/barn/van/kompis/mamma/pappa/man/fru/syster/bror vill/tanker/pratar do
        varlden vore battre utan mig
        kill/killing/hurt/harm/hang myself/himself/herself
        take/taking/end/ending my own/life
        take/taking/end/ending my/his/her/it life/all
        want/wants/wanted/wish/going to die
        wish i was/were dead
        dont/not want/wanna to live
        cant/cannot go on living
        no reason to live
        i suicidal
        am/feel/feeling/is suicidal
        commit/commits/committing/attempt/attempted suicide
        i/my suicide
        tapan/tappaa/tapa itseni/itsensa
        riistan/riistaa/riista/paatan/paattaa henkeni/elamani/henkensa
        haluan/tahdon/haluaisin kuolla
        en halua/jaksa/tahdo elaa
        itsemurha*
        itsetuho*
        satutan/viillan itseani
    """,
    AlarmKind.CHILD: """
        pappa/mamma/farsan/morsan/styvpappa/styvmamma/plastpappa/bonuspappa slar/slog/slagit mig/oss/brorsan/lillebror/lillasyster/syskon
        pappa/farsan/styvpappa/plastpappa/bonuspappa slar/slog/slagit/misshandlar mamma/morsan
        mamma/morsan/styvmamma/plastmamma/bonusmamma slar/slog/slagit/misshandlar pappa/farsan
        mamma/pappa/morsan/farsan/foraldrar super/knarkar
        mamma/pappa/morsan/farsan/foraldrar dricker alkohol/sprit/vodka
        vi far/fick ingen/inte/inget mat hemma
        barn* ensam/ensamt/ensamma hemma dagar/dygn/natter/natten/natterna
        ensamt hemma dagar/dygn/natter/natten/natterna
        filmar/filmade/filmat/fotar/fotade/smygfilmar barn*/flick*/pojk* dusch*/omkladning*/toalett*/naken/nakna
        min/mina pappa/mamma/foraldrar/styvpappa slar/slog/sparkar
        blir/blev/bli slagen/slagna hemma
        slagen/slagna av min/mina/sin/sina pappa/mamma/foralder/foraldrar
        slar/slog/sparkar/misshandlar/agar/skakar sin/sina/sitt/deras/barnen/barnet son/dotter/barn/unge/ungar/bebis
        slar/slog/misshandlar/agar barnen/barnet/bebisen
        barn/barnet/barnen/flickan/pojken misshandlas/misshandlad/misshandlade/slagen/slas/utnyttjas/vanvardas
        barn/barnet/barnen/flickan/pojken/elev/eleven far/fara/farit illa hemma
        barn/barnet/barnen/flicka/flickan/pojke/pojken far/fara/farit illa
        barnmisshandel
        sexuella overgrepp barn*/flicka*/pojk*/mig/dotter/son
        barn*/flicka*/pojk*/dotter/son sexuella overgrepp
        tar/tog/rort/ror/tafsar/tafsat pa mig hemma/kroppen/intima
        pappa/styvpappa/lararen/tranaren/farbror/granne/grannen tar/tog/tafsar/tafsat/ror pa/vid mig/barn/barnen/barnet/henne/honom/flickorna/pojkarna
        radd for min/mina pappa/styvpappa/mamma/foraldrar
        vagar/vagor inte ga/gar hem
        barn/barnet/barnen lamnas/lamnat/instangda/inlasta/svalter ensam/ensamma/instangt
        inget/ingen mat hemma barn/barnen
        bli/blir/blev/blivit/ska/kommer bortgift*/tvangsgift*
        gifta/giftas/gifts bort
        konsstympa*/konsstympning
        my dad/father/mom/mum/mother/stepdad/stepfather/parents hits/hit/beats/beat/hurts/touches me/us
        hits/hitting/beats/beating/abuses/abusing/hurts/hurting his/her/their/the/a child/children/kid/kids/son/daughter/baby
        child/children/kid/kids is/are/being abused/beaten/neglected/molested
        child abuse
        afraid/scared of my dad/father/stepdad/parents
        afraid/scared to go home
        sexually abused/abuses/abusing
        touches/touched me at home
        isa/aiti/isapuoli lyo/loi/hakkaa/pahoinpitelee minua/meita/lasta/lapsia
        lyo/hakkaa/pahoinpitelee lasta/lapsia/lapsiaan/lastaan/lapsensa/vauvaa
        lasta/lapsia/lapset lyodaan/hakataan/pahoinpidellaan
        pelkaan isaani/aitiani/isapuolta*
        lasten hyvaksikaytto
        hyvaksikayttaa lasta/lapsia
    """,
    AlarmKind.THREAT: """
        ska/skall/tanker/kommer/vill doda/mörda/morda/skjuta/knivhugga/spranga/skada/slakta er/dig/honom/henne/dem/dom/nagon/alla/handlaggar*/politiker*/chefen/personal*/rektor*/larare*/grannen/familj*
        doda/morda/skjuta/skjuter/slakta er/dig/alla handlaggar*/politiker*/pa
        ni/du/han/hon ska/skall/kommer do/doda
        slar/sla/sparkar ihjal er/dig/honom/henne/nagon
        sla er/dig/honom/henne/handlaggar*/nagon ihjal
        bomb/bomben/bomba kommunhuset/stadshuset/skolan/er/radhuset/kontoret
        satta/satter/tanda/tander eld pa kommunhuset/stadshuset/huset/kontoret/skolan/er
        ska/skall/kommer/tanker/vill branna ner/upp kommunhuset/stadshuset/huset/kontoret/kontor/skolan/er/dig
        hotar/hotat/hotade doda/morda/skada/misshandla mig/oss/henne/honom/barnen
        spranga/spranger kommunhuset/stadshuset/skolan/kontoret/er
        skjuta/skjuter/skjut ner/alla/i skolan/pa
        kommer/ska till/dit med vapen/pistol/kniv/gevar/yxa
        vet var/vart du/ni/han/hon/din/era/dina bor/jobbar/barn/familj
        akta/passa er/dig annars
        ni kommer angra er nar jag/vi
        will/gonna/going/want kill/shoot/stab/murder/hurt you/him/her/them/someone/everyone/everybody/staff/politicians
        going to kill/shoot/stab/murder/hurt you/him/her/them/someone/everyone/somebody
        kill/shoot you/everyone/all of
        blow up/upp the/town/city school/hall/office
        burn down the/your school/hall/office/house
        know where you/he/she/your live/lives/family/work
        bring/come with a gun/knife/bomb
        tapan/ammun/puukotan/murhaan/hakkaan sinut/teidat/hanet/teidat/kaikki/jonkun
        aion tappaa/ampua/puukottaa/murhata
        rajaytan/poltan koulun/kunnantalon/toimiston/kaupungintalon
        tiedan missa asut/asutte/tyoskentelet
    """,
}  # fmt: skip
# What people say without meaning it, taken out before listening.
_ONLY_SAID = re.compile(
    r"\b(?:do|dor|dog|dott|doende|kuolen|kuolla|die|dying|died|dod)\s+"
    r"(?:nastan\s+|almost\s+)?(?:av|of|from)\s+(?:skratt|laughter|laughing|nyfikenhet|curiosity|tristess|boredom|"
    r"varme|hetta|heat|svett|skam|shame|embarrassment|hunger|torst|thirst|langtan|trotthet)\w*"
    r"|\bkuol\w+\s+(?:nauruun|tylsyyteen|nalkaan|uteliaisuuteen)"
    r"|\b(?:skratta\w*|skrattar|alska\w*|uttrakad\w*|trakar|trotta?|jobbar|arbeta\w*)\s+(?:\w+\s+)?(?:ihjal|till dods)(?:\s+(?:mig|oss|sig))?"
    r"|\bdod(?:a|ar|ade)?\s+(?:tid|tiden)\b|\bkill(?:ing)?\s+time\b|\bdying\s+to\s+(?:know|see|try|hear)\b"
    r"|\bdodstrott\w*|\b(?:feet|back)\s+(?:is|are)\s+killing\s+me\b|\bkilling\s+it\b"
    r"|\bdo\s+ut\b|\b(?:batteriet|mobilen|telefonen|motorn)\s+(?:dog|dor)\b"
    r"|\bshoot(?:ing)?\s+(?:a\s+|some\s+|the\s+)?(?:film|video|photos?|hoops|basket\w*|goals?)\b"
    r"|\bskjut(?:a|er)\s+(?:pa|upp|fram|till)\s+(?:beslut\w*|fragan|motet|datum\w*|projekt\w*|mal)\b"
    r"|\bbombarder\w+|\bklockan\s+slar\b"
    r"|\bsl(?:a|ar|og|agit)\s+(?:sig|vad|till(?!\s+(?:mig|oss|mamma|pappa|syskon|henne|honom))|an|ut|upp|igenom|samman|ihop)\b"
    r"|\bt(?:a|ar|og)\s+pa\s+\w+\s+(?:\w+\s+)?(?:jack\w*|sko\w*|klad\w*|stovl\w*|moss\w*|vant\w*|overall\w*|hjalm\w*|vast\w*|bloj\w*)"
    r"|\bsjalvmords?(?:prevention|forebygg\w*|statistik|linje\w*|bekamp\w*)\w*"
    r"|\b(?:forebygg\w*|forhindra\w*|minska\w*|arbeta\w*\s+mot|prevent\w*|statistik\s+\w+)\s+(?:\w+\s+)?(?:sjalvmord\w*|suicides?|itsemurh\w*)"
    r"|\bsuicide\s+(?:prevention|statistics|hotline|rate)\b|\bitsemurhien\s+\w+"
)
# Of animals and plants people may say that they want them killed.
_NO_PERSONS = re.compile(
    r"\b(?:ratt(?:a|or|orna|an)|mus|moss|mossen|getingar\w*|geting\w*|duv(?:a|or|orna)|vildsvin\w*|"
    r"ogras\w*|sniglar\w*|mordarsnig\w*|myg\w*|fasting\w*|kaj(?:a|or|orna)|krak\w*|mas(?:ar|arna)|"
    r"fiskmas\w*|kanin\w*|rats?|mice|pigeons?|weeds?|wasps?|slugs?|boars?|mosquito\w*|trad|tradet|bush\w*|"
    r"rotta\w*|rotat|rottia|ampiais\w*|puluja|puluista)\b"
)
_TURNS_AROUND = frozenset(
    ("inte", "ej", "aldrig", "icke", "not", "never", "dont", "ei", "eivat", "ingen")
)
_SENTENCE_END = re.compile(r"[.!?;\n]+")
_WORD = re.compile(r"[^\W_]+")


def heard(text: str) -> Alarm | None:
    """
    Return the gravest alarm in a text, or None.

    Suicide comes before a child at risk, and that before a threat: what may be helped first.
    """
    plain = _folded(text[:_READ]).replace("'", "").replace("’", "")
    sentences = _SENTENCE_END.split(_ONLY_SAID.sub(" ", plain))
    for kind in _PATTERNS:
        if kind == AlarmKind.THREAT:
            sentences = [one for one in sentences if not _NO_PERSONS.search(one)]
        for sentence in sentences:
            words = _heard_in(_WORD.findall(sentence), kind)
            if words is not None:
                return Alarm(kind, words)
    return None


def _heard_in(sentence: list[str], kind: AlarmKind) -> str | None:
    for start, word in enumerate(sentence):
        for saying in _beginning_with(word, kind):
            end = _follow(sentence, start + 1, saying[1:])
            if end is not None:
                return " ".join(sentence[start:end])
    return None


@lru_cache(maxsize=20_000)
def _beginning_with(word: str, kind: AlarmKind) -> tuple[_Saying, ...]:
    return tuple(s for s in _PATTERNS[kind] if _is_one_of(word, s[0]))


def _follow(sentence: list[str], start: int, parts: _Saying) -> int | None:
    if not parts:
        return start
    for place in range(start, min(len(sentence), start + _MOST_BETWEEN + 1)):
        if _is_one_of(sentence[place], parts[0]):
            end = _follow(sentence, place + 1, parts[1:])
            if end is not None:
                return end
        if sentence[place] in _TURNS_AROUND:
            return None
    return None


@lru_cache(maxsize=20_000)
def _is_one_of(word: str, alternatives: tuple[str, ...]) -> bool:
    for wanted in alternatives:
        if wanted.endswith("*"):
            if _begins(word, wanted[:-1]):
                return True
        elif word == wanted or _is_misspelled(word, wanted):
            return True
    return False


def _begins(word: str, beginning: str) -> bool:
    return word.startswith(beginning) or (
        len(beginning) > 8 and _is_misspelled(word[: len(beginning)], beginning)
    )


def _is_misspelled(word: str, wanted: str) -> bool:
    if len(wanted) < _MISSPELLED_FROM or word[0] != wanted[0]:
        return False
    allowed = 1 if len(wanted) < 9 else 2
    # One letter makes another word of many short ones, so only longer ones may differ.
    if len(wanted) < 7 and len(word) != len(wanted):
        return False
    return OSA.distance(word, wanted, score_cutoff=allowed) <= allowed


def _folded(text: str) -> str:
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


_Saying = tuple[tuple[str, ...], ...]


def _read(told: str) -> Iterable[_Saying]:
    for line in told.splitlines():
        if line.strip():
            yield tuple(tuple(_folded(part).split("/")) for part in line.split())


_PATTERNS: dict[AlarmKind, list[_Saying]] = {
    kind: list(_read(told)) for kind, told in _SAYINGS.items()
}
