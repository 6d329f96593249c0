"""The staff's desk: the admin's menu, its start page, and the files of our own that its frame loads."""

from django.apps import apps
from django.templatetags.static import static
from django.urls import reverse

from notices.models import Notice
from policies.models import Policy
from publishing.todo import tasks_for
from publishing.workflow import may
from zones.models import Carrier, Enterprise, Zone

MENU = {
    "招商内容": {
        "zones.Zone": "apartment",
        "zones.ZoneArea": "square_foot",
        "zones.Industry": "factory",
        "zones.IndustryFigure": "monitoring",
        "zones.Highlight": "star",
        "zones.Media": "photo_library",
        "zones.Park": "domain",
        "zones.Plant": "warehouse",
        "zones.Land": "landscape",
        "zones.Enterprise": "business_center",
        "zones.Fund": "account_balance",
        "zones.CostItem": "payments",
        "zones.EntryRequirement": "checklist",
        "zones.Surrounding": "map",
        "zones.Contact": "support_agent",
    },
    "政策与公告": {"policies.Policy": "gavel", "notices.Notice": "campaign", "notices.Concern": "rule"},
    "客商": {"inquiries.Inquiry": "mail"},
    "系统": {
        "publishing.SiteIdentity": "language",
        "accounts.User": "person",
        "auth.Group": "groups",
        "publishing.AuditEntry": "history",
        "publishing.Source": "source",
        "zones.Track": "category",
        "zones.Honour": "military_tech",
        "policies.PolicyCategory": "label",
        "notices.NoticeCategory": "topic",
        "notices.Issuer": "account_balance_wallet",
        "notices.Reader": "group",
        "notices.LinkCheck": "link",
    },
}


def menu(request):
    """The admin's menu as unfold wants it; each user sees the lists that they may look at."""
    return [
        {
            "title": title,
            "separator": True,
            "collapsible": title == "系统",
            "items": [entry(request, apps.get_model(label), icon) for label, icon in models.items()],
        }
        for title, models in MENU.items()
    ]


def entry(request, model, icon) -> dict:
    opts = model._meta
    found = {
        "title": str(opts.verbose_name_plural),
        "icon": icon,
        "link": reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"),
        "permission": lambda request: may(request.user, "view", model) or may(request.user, "change", model),
    }
    if opts.label == "inquiries.Inquiry":
        found["badge"] = "inquiries.todo.unread_badge"
    return found


ACTS = (
    ("notices.Notice", "写公告", "edit_note"),
    ("zones.Plant", "加厂房", "add_home"),
)  # what is done most often


def start_page(request, context):
    """The start page: whose site this is and what is live, the most common acts, and what waits for this user."""
    return context | {
        "title": "待办",
        "zone": Zone.objects.published().first(),
        "live": live_counts(),
        "acts": acts_of(request.user),
        "groups": tasks_for(request.user),
    }


def live_counts() -> list[str]:
    """“厂房 5 个” and so on, of what readers can see now."""
    counted = (
        (Notice, "公告 {} 篇"),
        (Policy, "政策 {} 项"),
        (Enterprise, "企业 {} 家"),
        (Carrier, "载体 {} 处"),
    )
    return [words.format(model.objects.published().count()) for model, words in counted]


def acts_of(user) -> list[tuple[str, str, str]]:
    """(words, address, icon) of the buttons that this user may press; everybody may look at the site."""
    found = []
    for label, words, icon in ACTS:
        model = apps.get_model(label)
        if may(user, "add", model):
            opts = model._meta
            found.append((words, reverse(f"admin:{opts.app_label}_{opts.model_name}_add"), icon))
    return [*found, ("看网站", reverse("home"), "open_in_new")]


def style_sheet(request):
    return static("admin/desk.css")


def icon(request):
    return static("img/favicon-32.png")


def script(request):
    return static("admin/desk.js")
