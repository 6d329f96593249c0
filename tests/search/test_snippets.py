"""What is marked stands in the original text; what is cut says so."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from search.snippets import LENGTH, marked, snippet
from search.tokens import parse


@pytest.mark.parametrize(
    ("text", "q", "html"),
    [
        ("给予数字经济补贴", "数字经济", "给予<mark>数字经济</mark>补贴"),
        ("ＡＢＣ３５型设备", "abc35", "<mark>ＡＢＣ３５</mark>型设备"),
        ("瀋陽市產業政策", "沈阳 产业", "<mark>瀋陽</mark>市<mark>產業</mark>政策"),
        ("每㎡补贴①元", "补贴 1", "每㎡<mark>补贴</mark><mark>①</mark>元"),
        ("3D打印和AI医疗", "ai 3d打印", "<mark>3D打印</mark>和<mark>AI</mark>医疗"),
        ("said AI aid", "ai", "said <mark>AI</mark> aid"),
        ("数字经济产业", "数字经济 经济产业", "<mark>数字经济产业</mark>"),
        ("沈政办发〔2022〕9号印发", "沈政办发[2022]9号", "<mark>沈政办发〔2022〕9号</mark>印发"),
        ("<b>补贴</b>&", "补贴", "&lt;b&gt;<mark>补贴</mark>&lt;/b&gt;&amp;"),
        ("补贴公示", "补贴 -公示", "<mark>补贴</mark>公示"),
    ],
)
def test_marks_stand_in_the_original_text(text, q, html):
    found = marked(text, parse(q))
    for start, end in found.marks:
        assert 0 <= start < end <= len(text)
    assert found.html == html


def test_a_piece_is_cut_around_the_densest_marks():
    text = "补贴在前。" + "无关的话，" * 60 + "对数字经济企业给予补贴，数字经济优先。" + "后面的话，" * 60
    found = snippet([text], parse("数字经济 补贴"))
    assert found.text.startswith("…") and found.text.endswith("…")
    assert len(found.text) <= LENGTH + 2
    assert [found.text[start:end] for start, end in found.marks] == ["数字经济", "补贴", "数字经济"]


def test_the_first_text_that_holds_the_words_is_shown_else_the_first():
    assert snippet(["概括", "正文有补贴"], parse("补贴")).text == "正文有补贴"
    assert snippet(["", "概括", "正文"], parse("补贴")).text == "概括"
    assert snippet([], parse("补贴")).text == ""


def test_english_pieces_keep_their_words_whole():
    found = snippet(["word " * 100 + "subsidy " + "word " * 100], parse("subsidy"))
    assert set(found.text.strip("…").split()) == {"word", "subsidy"}


def test_chinese_in_an_english_page_says_so_outside_of_its_marks():
    with override("en"):
        assert marked("补贴办法", parse("补贴")).html == "<span lang=zh><mark>补贴</mark>办法</span>"
        assert marked("Subsidy", parse("subsidy")).html == "<mark>Subsidy</mark>"


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_is_cut_and_marked_within_itself(text, q):
    found = snippet([text], parse(q))
    assert all(0 <= start < end <= len(found.text) for start, end in found.marks)
    assert sorted(found.marks) == found.marks
