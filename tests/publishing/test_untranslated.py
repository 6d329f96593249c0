"""Chinese text on an English page marks itself, wherever markup may stand or not."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from publishing.chinese_text import ChineseText, chinese
from publishing.untranslated import put_right
from tests import factories as make
from zones.models import Carrier

pytestmark = pytest.mark.django_db
ZH = '<span lang="zh">'


def rendered(template, language="en", **context):
    with override(language):
        return put_right(Template(template).render(Context(context)))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<h1>{{ zone.name }}</h1>", f"<h1>{ZH}雪松&lt;区&gt;</span></h1>"),
        ("<title>{{ zone.name }} | X</title>", '<title lang="zh">雪松&lt;区&gt; | X</title>'),
        ('<img alt="{{ zone.name }}">', '<img alt="雪松&lt;区&gt;" lang="zh">'),
        ('<a lang="zh" title="{{ zone.name }}">x</a>', '<a lang="zh" title="雪松&lt;区&gt;">x</a>'),
        ('<path d="M0"/><i title="{{ zone.name }}"/>', '<path d="M0"/><i title="雪松&lt;区&gt;" lang="zh"/>'),
        (
            "<option>Any</option><option>{{ zone.name }} (2)</option>",
            '<option>Any</option><option lang="zh">雪松&lt;区&gt; (2)</option>',
        ),
        (
            "{% blocktranslate with n=zone.name %}of {{ n }}{% endblocktranslate %}",
            f"of {ZH}雪松&lt;区&gt;</span>",
        ),
        ("{{ zone.slogan_parts.1 }}", f"{ZH}共赢</span>"),
    ],
)
def test_a_text_without_english_is_marked(template, expected):
    zone = make.make_zone(name="雪松<区>", slogan="立业｜共赢")
    assert rendered("{% load i18n %}" + template, zone=zone) == expected


def test_neither_english_text_nor_a_chinese_page_is_marked():
    zone = make.make_zone(name="雪松", name_en="Xuesong", region="BMW")
    assert rendered("{{ zone.name }} {{ zone.region }}", zone=zone) == "Xuesong BMW"
    assert rendered("{{ zone.name }}", "zh-hans", zone=zone) == "雪松"


def test_a_reader_s_own_markup_is_not_taken_for_a_mark():
    typed = '"><span lang=zh>'
    assert rendered('<b title="{{ q }}">{{ q }}</b>', q=typed).count("<span") == 0


def test_the_text_stays_a_text():
    with override("en"):
        assert isinstance(chinese("雪松"), ChineseText)
        assert str(chinese("雪松")) == "雪松"
        assert type(chinese("Xuesong")) is str


def test_asking_for_the_language_touches_no_locked_field(django_assert_num_queries):
    make.make_plant(name="一号厂房", price_note="哨兵")
    with override("en"), django_assert_num_queries(1):
        place = Carrier.objects.only("name").get()
        assert isinstance(place.name, ChineseText)
