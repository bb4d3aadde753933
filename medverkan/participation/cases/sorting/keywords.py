"""The words by which topics are known, and which of them a text has, however written."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from medverkan.foundation.search import words

MOST_WORDS_READ = 400
_LONGEST_PHRASE = 4
# How well a written word stands for a keyword, by how it is like it.
_SAME, _INFLECTED, _ENDS_WITH, _BEGINS_WITH, _MISSPELLED = 1.0, 0.95, 0.85, 0.7, 0.6
_WITHOUT_ACCENTS = 0.95
_OF_PHRASE = 1.2
# How much less a word says of a topic that shares it with others.
SHARED = 0.7
_SHORTEST_PART = 4
_SHORTEST_MISSPELLED = 5
_LONG = 9
# Endings that make another form of the same word; of a short word only Swedish ones.
_ENDINGS_OF_SHORT = (
    "en",
    "et",
    "ens",
    "ets",
    "n",
    "s",
    "ar",
    "er",
    "or",
    "na",
    "erna",
    "arna",
)
_OTHER_ENDINGS = "a ing ed es ly in an än ta tä ssa ssä sta stä lla llä lle ksi lta ltä t ja jä jen iden"
_ENDINGS = frozenset((*_ENDINGS_OF_SHORT, *_OTHER_ENDINGS.split()))


@dataclass(frozen=True)
class Match:
    """
    A word of the text that stands for one or more topics, and how well for each.

    `place` is how many words stand before it.
    """

    word: str
    topics: Mapping[int, float]
    place: int = 0


class Keywords:
    """
    Every keyword of every topic, ready to be looked for.

    A text's word stands for a keyword when it is the word, a form of it, a compound that
    ends or begins with it, the same without accents, or spelled nearly so. A keyword that
    several topics have says that much less of each. Given as (phrase, topic, weight).
    """

    def __init__(self, phrases: Iterable[tuple[str, int, float]]) -> None:
        self._by_stem: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self._phrases: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        self._written: defaultdict[str, set[int]] = defaultdict(set)
        self._whole: set[str] = set()
        for phrase, topic, weight in phrases:
            found = words.words(phrase)
            if len(found) == 1:
                self._add(found[0], topic, weight)
            elif found:
                stems = tuple(_short(word) for word in found[:_LONGEST_PHRASE])
                self._phrases[stems].add(topic)
        self._spelled = sorted(
            form for form in self._written if len(form) >= _SHORTEST_MISSPELLED
        )

    def _add(self, word: str, topic: int, weight: float) -> None:
        self._whole.add(word)
        for form in {word, *words.variants(word)}:
            self._written[_folded(form)].add(topic)
            strength = _SAME if form == word else _INFLECTED
            _keep_best(self._by_stem[form], {topic: weight}, strength)
        plain = _folded(word)
        if plain != word:
            _keep_best(self._by_stem[plain], {topic: weight}, _WITHOUT_ACCENTS)

    def found_in(self, text: str) -> list[Match]:
        """Return the words and phrases of the text that stand for topics, in its order."""
        read = words.words(text, limit=MOST_WORDS_READ)
        matches = []
        for place in range(len(read)):
            phrase = self._phrase_at(read, place)
            if phrase is not None:
                matches.append(phrase)
        said = {match.word for match in matches}
        first_at = {word: place for place, word in reversed(list(enumerate(read)))}
        for word, place in sorted(first_at.items(), key=lambda pair: pair[1]):
            topics = {} if words.is_stop_word(word) else self._topics_of(word)
            if topics and word not in said:
                matches.append(Match(word, _shared(topics), place))
        return matches

    def _phrase_at(self, read: Sequence[str], place: int) -> Match | None:
        for length in range(_LONGEST_PHRASE, 1, -1):
            part = read[place : place + length]
            topics = self._phrases.get(tuple(_short(word) for word in part))
            if topics and len(part) == length:
                # Two words together say more than one.
                strength = _OF_PHRASE
                shared = _shared(dict.fromkeys(topics, strength))
                return Match(" ".join(part), shared, place)
        return None

    def _topics_of(self, word: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for stem in words.variants(word):
            if _is_form(word, stem):
                _keep_best(found, self._by_stem.get(stem, {}), 1.0)
        plain = _folded(word)
        if not found and plain != word:
            _keep_best(found, self._by_stem.get(plain, {}), 1.0)
        if not found:
            found = self._topics_of_parts(word)
        if not found and plain != word:
            found = self._topics_of_parts(plain)
        if not found and len(word) >= _SHORTEST_MISSPELLED:
            found = self._topics_of_near(plain)
        return found

    def _topics_of_parts(self, word: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for cut in range(2, len(word) - 1):
            first, last = word[:cut], word[cut:]
            if last in _ENDINGS and _is_form(word, first):
                _keep_best(found, self._by_stem.get(first, {}), _INFLECTED)
            elif cut >= _SHORTEST_PART and len(last) >= 2:
                _keep_best(found, self._by_stem.get(first, {}), _BEGINS_WITH)
            if len(last) >= _SHORTEST_PART and cut >= 2:
                for stem in words.variants(last):
                    if len(stem) > _SHORTEST_PART or last in self._whole:
                        _keep_best(found, self._by_stem.get(stem, {}), _ENDS_WITH)
        return found

    def _topics_of_near(self, word: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for form in {word, min(words.variants(word), key=len)}:
            near = process.extract(
                form,
                self._spelled,
                scorer=OSA.distance,
                score_cutoff=1 if len(form) < _LONG else 2,
                limit=3,
            )
            for written, distance, _place in near:
                if written[0] == word[0] and distance:
                    strength = _MISSPELLED / distance
                    topics = dict.fromkeys(self._written[written], 1.0)
                    _keep_best(found, topics, strength)
        return found


@lru_cache(maxsize=20_000)
def _short(word: str) -> str:
    return min(words.variants(word), key=lambda stem: (len(stem), stem))


def _is_form(word: str, stem: str) -> bool:
    if len(stem) >= _SHORTEST_PART or stem == word:
        return True
    return word.startswith(stem) and word[len(stem) :] in _ENDINGS_OF_SHORT


def _folded(word: str) -> str:
    split = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def _keep_best(
    found: dict[int, float], topics: Mapping[int, float], strength: float
) -> None:
    for topic, own in topics.items():
        found[topic] = max(found.get(topic, 0), own * strength)


def _shared(topics: Mapping[int, float]) -> dict[int, float]:
    return {topic: own / len(topics) ** SHARED for topic, own in topics.items()}
