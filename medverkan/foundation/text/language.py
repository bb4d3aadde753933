"""Which language a text is in, by its most common words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

UNDETERMINED = "und"

_OUR_WORDS = {
    "sv": (
        "alla allt att av bara behöver bli blir bort borde både de deras dem den denna det "
        "detta dig din dit ditt dom du där då efter eftersom ej eller en er ett fler flera "
        "för före från få får gör göra går gå ha hade han har hel hela helt hon hos hur här i "
        "inga ingen inte jag kan kanske kom kommer kunde kunna man med mellan men mer mig min "
        "mina mitt mot mycket många måste ni nog nu när någon något några nån och om oss på "
        "samt sedan sen ser sig sin sina sitt ska skulle som så sånt till tror tycker under "
        "upp ut utan vad var vara varför vart varit vi vid vill vilket vår våra vårt är även "
        "åt över önskar finns ta tack hej snälla"
    ),
    "en": (
        "a about all also an and any are as at be because been but by can could did do does "
        "for from get had has have he her here his how i if in into is it its just like me "
        "more most my need no not of on one or our out please she should so some than that "
        "the their them then there these they this to too up us very was we were what when "
        "where which who why will with would you your"
    ),
    "fi": (
        "ai aina ei eivät ehkä että haluan hän he ihan itse ja jo joka joku jos jossa jotka "
        "jotta kaikki kanssa kiitos kun kuin kuinka kuka lisää me mikä miksi mitä missä mukaan "
        "mutta myös ne niin niitä noin nyt näin oli olisi olla ole olen olemme on onko ovat "
        "pitäisi saa se sen siellä siitä sillä sitä tai tarvitaan tämä tässä tätä te tuo "
        "täällä vain vaikka vielä voi voisi voitte yli"
    ),
}

# Words by which other languages near ours, or common among residents, are told apart.
_OTHER_WORDS = {
    "da": "af at det er i ikke jeg kan og på se skal til vi være blive eller hvor mere nogle",
    "nb": "av det er i ikke jeg kan og på se skal til vi være bli eller hvor mer noen",
    "de": "aber auf das der die ein eine es für haben ich ist mit nicht sie und wir zu",
    "fr": "avec ce dans de des du elle est et il je la le les ne nous pas pour que une",
    "es": "con de del el en es esta la las los no para pero por que se un una y",
    "pl": "jest nie się na do że jak ale dla czy jestem są przez o w z i",
    "bs": "je nije da se na za od su koji što kao ali ili smo ja i u",
    "so": "waa iyo ka ku oo in ay uu la si waxaan waxay aan ah soo u",
    "tr": "bir ve bu için çok ne var yok değil ile olarak da de ben daha",
    "et": "ja ei on et see ma kui aga ka oma mis kas seda pole",
}
STOP_WORDS = {code: frozenset(words.split()) for code, words in _OUR_WORDS.items()}
_WORD_LISTS = STOP_WORDS | {
    code: frozenset(words.split()) for code, words in _OTHER_WORDS.items()
}
# How words end when they are long: in a short text the common words may all be missing.
_ENDINGS = {
    "sv": re.compile(
        r"(?:arna|orna|erna|ning|ningen|ningar|heten|igt|iskt|are|aren|ande|ende|ade|ats|"
        r"ades|aste|het|gan|tet|vat|nad|lar|gar|ker|kor|tag|ök|ång|ägg?|gata|vägen|et)$"
    ),
    "en": re.compile(
        r"(?:ing|tion|ions|ed|ly|ness|ment|ght|ould|ous|ful|ble|ies|ers|ary|ity|ool|ree|ks|ts)$"
    ),
    "fi": re.compile(
        r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[uy]t|[aeiouyäö]{2}n?|v[aä]t|mme|nen|tt[uyaäi]|"
        r"ien|iden|oj[aäe]n?|j[aä]|k[oö]|uksi|kki|nn[aä]|[aä]n|ist[oö]|isi|ori|oki|eri|atos|inu)$"
    ),
}
_FINNISH_PAIRS = ("aa", "ää", "uu", "ii", "kk", "tt", "ss", "ssa", "lla", "llä")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_READ = 400


@dataclass(frozen=True)
class Guess:
    """A language (`sv`, `en`, `fi`, or `und` for any other) and how sure, from 0 to 1."""

    language: str
    confidence: float


def guess_language(text: str) -> Guess:
    """
    Guess the language of a text by its most common words and its letters.

    A text in another script or another known language is `und`; so is one without any
    word to go by, then with confidence 0.
    """
    words = [word.casefold() for word in _WORD.findall(text)[: _WORDS_READ * 2]]
    words = words[:_WORDS_READ]
    if not words:
        return Guess(UNDETERMINED, 0.0)
    if _share_in_latin(words) < 0.5:
        return Guess(UNDETERMINED, 0.95)
    scores = {code: _score(code, words) for code in STOP_WORDS}
    scores[UNDETERMINED] = max(_score(code, words) for code in _OTHER_WORDS)
    language, runner_up = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    best = scores[language]
    if best == 0:
        return Guess(UNDETERMINED, 0.0)
    enough = min(1.0, best / 3)
    return Guess(language, round((best - scores[runner_up]) / best * enough, 2))


def _score(code: str, words: list[str]) -> float:
    known = _WORD_LISTS[code]
    hits = float(sum(word in known for word in words))
    typical = _typical_letters(code, words) + _typical_endings(code, words)
    return hits + 0.5 * typical


def _typical_endings(code: str, words: list[str]) -> int:
    pattern = _ENDINGS.get(code)
    if pattern is None:
        return 0
    return min(4, sum(len(word) > 4 and bool(pattern.search(word)) for word in words))


def _typical_letters(code: str, words: list[str]) -> int:
    text = " ".join(words)
    if code == "fi" and "å" not in text:
        return min(4, sum(text.count(pair) for pair in _FINNISH_PAIRS) // 2)
    if code in {"da", "nb"}:
        return min(4, 2 * sum(text.count(letter) for letter in "æø"))
    if code == "sv" and "aa" not in text and "ää" not in text:
        others = sum(text.count(letter) for letter in "äö") / 2
        return min(4, text.count("å") + int(others))
    return min(3, text.count("th") + text.count("w")) if code == "en" else 0


def _share_in_latin(words: Iterable[str]) -> float:
    letters = [letter for word in words for letter in word]
    latin = sum(
        letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
        for letter in letters
    )
    return latin / len(letters)
