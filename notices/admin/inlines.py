"""The parts of a notice that are edited with it."""

from unfold.admin import StackedInline

from notices.models import Attachment, Link, Term
from publishing.admin import RowInline
from publishing.admin.words import WordsAdmin


class AttachmentInline(RowInline):
    model = Attachment
    fields = ["title", "file", "position"]


class StatementInline(WordsAdmin, StackedInline):
    """What the source says, in its own words: nothing to translate, nothing to put in order."""

    extra = 0


class TermInline(StatementInline):
    model = Term
    fields = ["kind", "articles", "begins_on", ("years", "months", "days"), "ends_on", "quote"]
    helps = {
        "kind": "“有效期”决定公告的效力；实施期、公示期、办理期只在页面上写明。",
        "articles": "只管某几条的，写条数，例如“6”或“6、8-10”；管全文的留空。",
        "begins_on": "从哪一天算起；留空就从施行日期算起，没有施行日期的从成文日期算起。",
        "years": "原文写“有效期3年”就填 3；到期的那一天仍然有效。",
        "months": "没有就填 0。",
        "days": "没有就填 0。按天算的，起算的那一天不计。",
        "ends_on": "原文直接写明截止日期的填这里，这时不要再填年、月、天。",
        "quote": "照抄原文说到期限的那一句，读者会看到。",
    }


class LinkInline(StatementInline):
    model = Link
    fk_name = "notice"
    autocomplete_fields = ["target"]
    fields = ["kind", "target", "target_title", "effective_on", "articles", "quote"]
    helps = {
        "kind": "这篇公告对另一个文件说了什么：代替、修改、废止、拟废止，或者是它的解读。",
        "target": "从本站的公告里选；公告里附印着被废止的文件的，就选这篇公告自己。",
        "target_title": "本站没有对方文件的，写它的标题。",
        "effective_on": "从哪一天起；留空就按这篇公告的施行日期，没有的按成文日期。",
        "articles": "只管对方某几条的，写条数；管全文的留空。",
        "quote": "照抄原文说到对方文件的那一句，读者会看到。",
    }
