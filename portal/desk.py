"""The staff's desk: the admin's menu, its start page, and the two files of our own that its frame loads."""

from django.apps import apps
from django.templatetags.static import static
from django.urls import reverse

from publishing.todo import tasks_for
from publishing.workflow import may

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
    "政策与公告": {"policies.Policy": "gavel", "notices.Notice": "campaign"},
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


def start_page(request, context):
    """The start page is the list of what waits for this user."""
    return context | {"title": "待办", "groups": tasks_for(request.user)}


def style_sheet(request):
    return static("admin/desk.css")


def script(request):
    return static("admin/desk.js")
