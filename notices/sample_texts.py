"""Sample notices of any number: made-up texts whose words are as unevenly common as those of real ones (Zipf).

`sample_notices(count, seed)` is deterministic, and fewer are the beginning of more. Bodies have 1,000 characters on
average, one in two hundred has up to 20,000.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from string import Formatter

from . import sample_words as words

FIRST_DAY, DAYS = date(2012, 1, 1), 5400  # until October 2026
SHORTEST, LONGEST = 120, 20_000  # characters of a body
NUMERALS = "一二三四五六七八九十"
BRANDS = 20_000


def sample_notices(count: int, seed: int) -> Iterator[dict]:
    """Values of Notice's columns; `issuer` and `category` are names. No two have the same number, nor the same title,
    issuer and day.
    """
    numbers: Counter = Counter()
    titles: Counter = Counter()
    for place in range(count):
        notice = _Draw(f"{seed}:{place}").notice()
        sign = notice.pop("sign")
        if sign:
            year = notice["published_date"].year
            numbers[sign, year] += 1
            notice["doc_number"] = f"{sign}发〔{year}〕{numbers[sign, year]}号"
        titles[notice["title"]] += 1
        if titles[notice["title"]] > 1:
            notice["title"] += f"（第{titles[notice['title']]}批）"
        yield notice


class _Draw:
    """One notice, drawn from a random source of its own: it does not depend on those before it."""

    def __init__(self, seed: str):
        self.random = random.Random(seed)
        self.fields = self.some("FIELDS", 3)

    def some(self, name: str, number: int) -> list[str]:
        population, weights = _ranked(name)
        return self.random.choices(population, cum_weights=weights, k=number)

    def one(self, name: str) -> str:
        return self.some(name, 1)[0]

    def notice(self) -> dict:
        place, office = self.some("PLACES", 1)[0], self.random.randrange(len(words.OFFICES))
        office = min(office, self.random.randrange(len(words.OFFICES)))
        issuer = f"示例{place}{words.OFFICES[office]}"
        published = FIRST_DAY + timedelta(days=int(DAYS * (1 - self.random.random() ** 1.6)))
        written = published - timedelta(days=self.random.choice((0, 0, 1, 3, 7, 20)))
        name = f"{self.one('MODIFIERS')}{self.one('NOUNS')}{self.one('KINDS')}"
        title = self.random.choice(
            (
                f"{issuer}关于印发示例{place}{self.fields[0]}{name}的通知",
                f"关于组织申报{published.year}年度{self.fields[0]}{self.one('MODIFIERS')}{self.one('NOUNS')}的通知",
                f"示例{place}{published.year}年{self.fields[0]}{name}",
                f"{issuer}关于{self.one('VERBS')}{self.fields[0]}{self.one('NOUNS')}工作的通知",
                f"关于{self.one('VERBS')}{self.fields[1]}{self.one('MODIFIERS')}{self.one('NOUNS')}的公告",
            )
        )
        return {
            "title": title,
            "issuer": issuer,
            "category": self.one("CATEGORIES"),
            "doc_number": "",
            "sign": f"示{place[0]}{words.OFFICE_SIGNS[office]}" if self.random.random() < 0.85 else "",
            "written_date": written if self.random.random() < 0.9 else None,
            "published_date": published,
            "region": f"示例{place}",
            "summary": f"{self.fields[0]}方面的{name}，由{issuer}发布。",
            "body": self.body(issuer, written),
        }

    def body(self, issuer: str, written: date) -> str:
        target = min(max(self.random.lognormvariate(6.55, 0.7), SHORTEST), LONGEST)
        if self.random.random() < 0.005:
            target = self.random.uniform(6_000, LONGEST)
        opening = f"<p>各有关单位：</p><p>现就{self.fields[0]}有关事项通知如下，请结合实际认真贯彻执行。</p>"
        closing = f"<p>{issuer}</p><p>{written.year}年{written.month}月{written.day}日</p>"
        has_articles = self.random.random() < 0.4
        parts, length, number = [opening], len(opening) + len(closing), 0
        while length < target and number < 400:
            number += 1
            part = self.article(number) if has_articles else self.part(number)
            parts.append(part)
            length += len(part)
        return "".join(parts) + closing

    def article(self, number: int) -> str:
        heading = f"<h2>第{_numeral(number // 8 + 1)}章 {words.PARTS[number // 8 % 12]}</h2>"
        text = f"<p>第{_numeral(number)}条 {self.sentences(2)}</p>"
        return heading + text if number % 8 == 1 else text

    def part(self, number: int) -> str:
        heading = f"<h2>{_numeral((number + 1) // 2)}、{words.PARTS[number // 2 % 12]}</h2>"
        text = f"<h3>（{_numeral((number - 1) % 2 + 1)}）{self.one('VERBS')}{self.one('NOUNS')}</h3>"
        text += f"<p>{self.sentences(3)}</p>"
        return heading + text if number % 2 else text

    def sentences(self, most: int) -> str:
        return "".join(map(self.sentence, self.random.choices(_pieces(), k=self.random.randint(1, most))))

    def sentence(self, pieces) -> str:
        return "".join(text + (self.slot(slot) if slot else "") for text, slot in pieces)

    def slot(self, name: str) -> str:
        draws = self.random
        if name in LISTS:
            return self.one(LISTS[name])
        if name == "f":
            return draws.choice(self.fields) if draws.random() < 0.7 else self.one("FIELDS")
        if name == "o":
            return f"示例{self.one('PLACES')}{self.one('OFFICES')}"
        if name == "c":
            kind = draws.choice(words.FIRM_KINDS)
            return f"示例{self.one('BRANDS')}{kind}{draws.choice(('有限公司', '股份有限公司'))}"
        if name == "d":
            return f"{draws.randrange(2012, 2027)}年{draws.randrange(1, 13)}月{draws.randrange(1, 29)}日"
        return str(draws.choice(NUMBERS[name]))


LISTS = {"v": "VERBS", "n": "NOUNS", "m": "MODIFIERS", "b": "BRANDS"}
NUMBERS = {
    "y": (5, 10, 20, 30, 50, 80, 100, 200, 300, 500, 1000),
    "k": (2, 3, 5, 7, 10, 15, 20),
    "p": (5, 10, 15, 20, 30, 50),
    "q": (10, 20, 50, 100, 300),
    "z": range(2013, 2031),
}


@cache
def _ranked(name: str) -> tuple[list[str], list[float]]:
    """The words of a list and their cumulated weights, of the rank r about 1/r."""
    found = _brands() if name == "BRANDS" else getattr(words, name)
    return found, list(accumulate(1 / (rank + 2.7) for rank in range(len(found))))


def _brands() -> list[str]:
    draws = random.Random("示例")
    return ["".join(draws.choices(words.SYLLABLES, k=draws.choice((2, 2, 3)))) for _ in range(BRANDS)]


@cache
def _pieces() -> list[list[tuple[str, str | None]]]:
    """Each sentence as (text, slot after it)."""
    return [[part[:2] for part in Formatter().parse(sentence)] for sentence in words.SENTENCES]


def _numeral(number: int) -> str:
    """1 to 999 in Chinese: 一, 十二, 二十, 一百零三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    shown = f"{NUMERALS[hundreds - 1]}百" if hundreds else ""
    if tens:
        shown += ("" if tens == 1 and not hundreds else NUMERALS[tens - 1]) + "十"
    elif hundreds and ones:
        shown += "零"
    return shown + (NUMERALS[ones - 1] if ones else "")
