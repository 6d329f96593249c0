"""Queries drawn from a library of notices by a seed, by class, and what a plain search for substrings would find."""

import random
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from opencc import OpenCC

CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}")
YEAR_IN_BRACKETS = re.compile(r"[〔(\[](\d{4})[〕)\]]")
PAIRS_OF_BRACKETS = ("〔〕", "[]", "（）", "【】", "﹝﹞", "［］")


class Query(NamedTuple):
    group: str
    text: str
    words: tuple[str, ...]  # as the library spells them


class Text(NamedTuple):
    """What can be found of a notice, as spelled there."""

    key: int
    title: str
    number: str
    whole: str


def draw(texts: list[Text], seed: int, each: int = 12) -> list[Query]:
    """So many queries of every class, the same for the same library and seed."""
    return _Draw(texts, random.Random(seed)).queries(each)


class _Draw:
    def __init__(self, texts, source):
        self.texts, self.random = texts, source
        pairs = Counter()
        for text in source.sample(texts, min(len(texts), 400)):
            runs = CHINESE.findall(text.whole)
            pairs.update({run[at : at + 2] for run in runs for at in range(len(run) - 1)})
        ranked = [pair for pair, _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))]
        self.common, self.rare = ranked[:60], ranked[len(ranked) // 2 :]
        self.numbered = [text for text in texts if text.number]

    def queries(self, each) -> list[Query]:
        made = []
        for group, make in {
            "2 common": lambda: (self.random.choice(self.common),),
            "2 rare": lambda: (self.random.choice(self.rare),),
            "compound": lambda: (self.piece(4),),
            "long": lambda: (self.piece(8),),
            "3 words": self.three_words,
            "title": lambda: (self.random.choice(self.texts).title,),
            "number": lambda: (self.random.choice(self.numbered).number,),
            "1 character": lambda: (self.piece(1),),
            "full width": self.year,
            "traditional": lambda: (self.piece(4),),
        }.items():
            for _ in range(each):
                words = make()
                made.append(Query(group, self.spelled(group, " ".join(words)), words))
        return made + [Query("no hit", f"{self.piece(2)}龘{self.piece(2)}", ("龘",)) for _ in range(each)]

    def run(self) -> str:
        runs = []
        while not runs:
            runs = CHINESE.findall(self.random.choice(self.texts).whole)
        return self.random.choice(runs)

    def piece(self, length) -> str:
        run = self.run()
        while len(run) < length:
            run = self.run()
        at = self.random.randrange(len(run) - length + 1)
        return run[at : at + length]

    def three_words(self):
        runs = []
        while len(runs) < 3:
            runs = CHINESE.findall(self.random.choice(self.texts).whole)
        return tuple(run[:2] for run in self.random.sample(runs, 3))

    def year(self):
        return (
            self.random.choice(
                re.findall(r"20\d\d年", self.random.choice(self.numbered).whole) or ["2022年"]
            ),
        )

    def spelled(self, group, text) -> str:
        if group == "full width":
            return "".join(
                chr(ord(character) + 0xFEE0) if character.isdigit() else character for character in text
            )
        if group == "traditional":
            return OpenCC("s2t").convert(text)
        if group == "number":
            left, right = self.random.choice(PAIRS_OF_BRACKETS)
            return re.sub(r"〔(\d+)〕", rf"{left}\1{right}", text)
        return text


def like_a_substring(text: str) -> str:
    """A text as the truth compares it, by other means than search.tokens: NFKC, lower case, 〔2022〕 as 2022."""
    return YEAR_IN_BRACKETS.sub(r"\1", unicodedata.normalize("NFKC", text).lower())


def truth(query: Query, texts: list[Text]) -> set[int]:
    """Keys of the texts that hold every word; a number is whole: 35号 does not stand in 135号."""
    found = set()
    words = [like_a_substring(word) for word in query.words]
    for text in texts:
        if all(stands_in(word, text.whole) for word in words):
            found.add(text.key)
    return found


def stands_in(word: str, text: str) -> bool:
    if word not in text:
        return False
    before = "(?<![0-9a-z.])" if word[0].isdigit() else ""
    after = "(?![0-9a-z.])" if word[-1].isdigit() else ""
    return bool(re.search(f"{before}{re.escape(word)}{after}", text))
