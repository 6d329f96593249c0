"""What counts as the same text, what a query asks for, and where its terms stand in an original text."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from search.tokens import MOST_CHARACTERS, MOST_TERMS, fold, marks, parse, plain, tokens

CHINESE = st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF, categories=["Lo"])
ANY_SIGN = st.one_of(
    CHINESE,
    st.sampled_from("Ａ２3a.① 〔〕，-“”\"'%_\\㎡ﬁé\u0301\x00"),
    st.characters(exclude_categories=["Cs"]),
)
TEXTS = st.text(ANY_SIGN, max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ３５", "abc35"),
        ("瀋陽數位", "沈阳数位"),
        ("乾坤", "干坤"),  # each character by itself: any part of a text is found
        ("㎡ ①", "m2 1"),
        ("Café CAFE\u0301", "cafe cafe"),
        ("２．５億元", "2.5亿元"),
    ],
)
def test_what_reads_the_same_counts_as_the_same(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("数字经济", ["数字", "字经", "经济", "济"]),
        ("补", ["补"]),
        ("沈政辦發﹝２０２２﹞３５號", ["沈政", "政办", "办发", "发", "2022", "35", "35号", "号"]),
        ("投资2.5亿元，GB/T 2260", ["投资", "资", "2.5", "2.5亿", "亿元", "元", "gb", "t", "2260"]),
        ("二〇二二年", ["二〇", "〇二", "二二", "二年", "年"]),
        ("a" * 70, ["a" * 64, "a" * 6]),
        ("，。—\x00%_'\\", []),
    ],
)
def test_tokens_are_pairs_of_characters_and_whole_words(text, found):
    assert tokens(plain(text)) == found


@pytest.mark.parametrize(
    ("q", "found", "is_prefix"),
    [
        ("2022年", ["2022年"], False),
        ("2022年度计划", ["2022年", "年度", "度计", "计划"], False),
        ("沈政办发〔2022〕35号", ["沈政", "政办", "办发", "发", "2022", "35", "35号"], False),
        ("数字经济", ["数字", "字经", "经济"], False),
        ("经济、年", ["经济", "济", "年"], True),
        ("年", ["年"], True),
        ("gb 2260", ["gb"], False),
    ],
)
def test_a_term_is_asked_for_by_the_fewest_tokens(q, found, is_prefix):
    term = parse(q).terms[0]
    assert (term.tokens, term.is_prefix) == (found, is_prefix)


def terms(q):
    return [f"{'-' * term.is_excluded}{'“' * term.is_phrase}{term.part}" for term in parse(q).terms]


@pytest.mark.parametrize(
    ("q", "understood"),
    [
        ("补贴　 专利", ["补贴", "专利"]),
        ('"数字 经济" 补贴', ["“数字 经济", "补贴"]),
        ("“数字经济”补贴", ["“数字经济", "补贴"]),
        ("补贴 -公示", ["补贴", "-公示"]),
        ("－公示 a-b", ["-公示", " a b "]),
        ('-"专精特新"', ["-“专精特新"]),
        ("“没有完", ["“没有完"]),
        ("沈政办发[2022]35号", ["沈政办发 2022 35 号"]),
        ("沈政办发〔2022〕35号", ["沈政办发 2022 35 号"]),
        ("《补贴》《补贴》", ["补贴 补贴"]),
        ("补贴 补贴 補貼", ["补贴"]),
        ("2.5亿", [" 2.5 亿"]),
        ('- -- "" “” %_ \' \\', []),
        ("", []),
    ],
)
def test_a_query_is_understood(q, understood):
    assert terms(q) == understood


def test_what_is_cut_is_said_in_the_reader_s_language():
    query = parse("长" * 101)
    assert query.wanted[0].part == "长" * MOST_CHARACTERS
    assert "只用了前 100 个字" in query.messages[0]
    with translation.override("en"):
        query = parse(" ".join(map(str, range(9))))
        assert len(query.terms) == MOST_TERMS
        assert query.messages == ("Too many words: only the first 8 were used.",)


@pytest.mark.parametrize("q", ["-补贴", "？！", "%", "“”"])
def test_nonsense_is_answered_with_a_sentence(q):
    assert parse(q).wanted == []
    assert len(parse(q).messages) == 1


@given(TEXTS)
def test_a_query_of_any_signs_is_parsed_and_its_terms_are_plain(q):
    query = parse(q)
    assert len(query.terms) <= MOST_TERMS
    for term in query.terms:
        assert term.tokens
        assert not set(term.part) & set("'\"\\%_&|!():*<>-\x00\n")


@given(TEXTS, st.integers(0, 60), st.integers(1, 8))
def test_every_part_of_a_chinese_text_is_found_in_it(text, start, length):
    """As FTS5 sees it, a phrase of tokens, and as LIKE does."""
    part = text[start : start + length]
    if not part or not all("\u3400" <= character <= "\u9fff" for character in part):
        return
    (term,) = parse(f'"{part}"').terms
    held = tokens(plain(text))
    asked = term.tokens
    assert any(
        held[at : at + len(asked)] == asked
        or (term.is_prefix and [token[:1] for token in held[at : at + 1]] == asked)
        for at in range(len(held))
    )
    assert term.part in plain(text)
    assert any(text[begin:end].find(part) >= 0 for begin, end in marks(text, parse(f'"{part}"')))


@given(TEXTS, TEXTS)
def test_marks_lie_within_the_text_in_order_and_apart(text, q):
    last = 0
    for start, end in marks(text, parse(q)):
        assert last <= start < end <= len(text)
        last = end


@pytest.mark.parametrize(
    ("text", "q", "marked"),
    [
        ("對數字經濟的補貼", "数字经济", ["數字經濟"]),
        ("沈政办发〔2022〕35号文", "沈政办发[2022]35号", ["沈政办发〔2022〕35号"]),
        ("135号与35号", "35号", ["35号"]),
        ("面积㎡，m2", "m2", ["㎡", "m2"]),
        ("AI和ai芯片、said", "ai", ["AI", "ai"]),
        ("补贴补贴", "补贴 贴补", ["补贴补贴"]),
        ("补贴", "-补贴", []),
    ],
)
def test_marks_stand_around_what_the_original_says(text, q, marked):
    assert [text[start:end] for start, end in marks(text, parse(q))] == marked
