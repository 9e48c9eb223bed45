"""Text like Japanese news for benchmarks: subjects with words of their own, and a few of known shares.

As in the digests that come with the program, 2,000 characters have about 1,100 different tokens: a text keeps
to its subject and says its words again and again.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

# In what part of all digests each is planted: from nearly every one to one in a thousand.
SHARES = {"経済": 0.85, "合意": 0.10, "停戦": 0.02, "停戦合意": 0.01, "核融合": 0.001}
SUBJECTS, SENTENCES, OWN_WORDS, WORDS, KANJI = 400, 150, 110, 9_000, 2_000
CHARACTERS, OFF_SUBJECT = 2_000, 0.15
_PARTICLES = [
    "は",
    "が",
    "を",
    "に",
    "で",
    "と",
    "も",
    "から",
    "まで",
    "の",
    "の",
    "の",
    "について",
    "による",
]
_ENDS = [
    *(
        "した。",
        "している。",
        "すると発表した。",
        "との見方を示した。",
        "となる。",
        "が続いている。",
        "と述べた。",
    ),
    *("ことになりそうだ。", "かもしれない。", "ようになった。", "ばかりではないという。", "ものとみられる。"),
    *("ところがあるからだ。", "だけではなさそうです。", "べきだとしています。", "わけではありません。"),
]
_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモラリルレロンーッャュョ"


@dataclass(frozen=True, slots=True)
class Digest:
    """The texts of one: its title, its points and its sentences."""

    title: str
    points: list[str]
    text: list[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What digests of one subject are made of."""

    titles: list[str]
    sentences: list[str]
    planted: dict[str, list[str]]


def digests(count: int, seed: int = 11) -> Iterator[Digest]:
    """So many digests of about CHARACTERS characters."""
    chance = random.Random(seed)
    vocabulary = words(chance)
    subjects = [subject(chance, vocabulary) for _ in range(SUBJECTS)]
    for _ in range(count):
        own, length, text = chance.choice(subjects), 0, list[str]()
        while length < CHARACTERS:
            other = chance.choice(subjects) if chance.random() < OFF_SUBJECT else own
            text.append(chance.choice(other.sentences))
            length += len(text[-1])
        for word, share in SHARES.items():
            if chance.random() < share:
                text[chance.randrange(len(text))] = chance.choice(own.planted[word])
        yield Digest(chance.choice(own.titles), text[:4], text[4:])


def subject(chance: random.Random, vocabulary: list[str]) -> Subject:
    """Titles and sentences of a few words, the first of which come often."""
    weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
    own = chance.choices(vocabulary, cum_weights=weights, k=OWN_WORDS)
    return Subject(
        titles=["".join(chance.choices(own, k=3)) + "の見通し" for _ in range(40)],
        sentences=[sentence(chance, own) for _ in range(SENTENCES)],
        planted={word: [sentence(chance, own, word) for _ in range(3)] for word in SHARES},
    )


def words(chance: random.Random) -> list[str]:
    """Compounds of kanji, of which some are far more common than others, and words in katakana."""
    kanji = [chr(code) for code in chance.sample(range(0x4E00, 0x9FA0), KANJI)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(KANJI)))
    found: dict[str, None] = {}
    while len(found) < WORDS:
        if chance.random() < 0.15:
            word = "".join(chance.choices(_KATAKANA, k=chance.randint(3, 6)))
        else:
            word = "".join(chance.choices(kanji, cum_weights=weights, k=chance.choice((2, 2, 2, 3, 4))))
        found[word] = None
    return list(found)


def sentence(chance: random.Random, own: list[str], planted: str = "") -> str:
    """One sentence of about fifty characters, with the word `planted` in it."""
    said = chance.choices(own, k=chance.randint(7, 12))
    if planted:
        said[chance.randrange(len(said))] = planted
    if chance.random() < 0.2:
        said.insert(0, f"{chance.randint(1990, 2026)}年")
    return "".join(word + chance.choice(_PARTICLES) for word in said) + chance.choice(_ENDS)
