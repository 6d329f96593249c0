"""Who may do what in the admin: one table, role × app or model × verbs. portal.role_groups makes groups of it.

A row of a model goes before the row of its app, and that before "*": the more exact row replaces the other. A row of
an app holds for models that it will have later, too. `publish` exists for Publishable models only; who has `change`
without it writes drafts, and proposes changes of what is published (publishing.proposals).
"""

from django.apps import apps

OUR_APPS = ("inquiries", "accounts", "policies", "notices", "zones", "publishing")
WRITE = "view add change"
ALL = "view add change delete publish"
# Rows without a status are read as soon as they are saved: editors add to them, approvers correct them.
VOCABULARIES = (
    "zones.track",
    "zones.honour",
    "policies.policycategory",
    "notices.issuer",
    "notices.noticecategory",
    "notices.reader",
    "publishing.source",
)
# Parts of another row: what an editor may change there includes taking a part away.
PARTS = ("zones.carrierpicture", "policies.award", "notices.attachment", "notices.term", "notices.link")

DUTIES = {  # one sentence on each role, for who gives it
    "编辑": "写和改招商内容、政策、公告的草稿，交给别人审核；不能发布。",
    "审批": "审核、发布、下线和删除招商内容、政策和公告。",
    "招商专员": "看客商的咨询，标记是否已经答复。",
    "招商主管": "看和处理客商的咨询，也可以删除。",
    "审计": "什么都能看，包括审计记录；什么都不能改。",
    "管理员": "管理账号和网站信息，也能做以上各项工作。",
}

ROLES: dict[str, dict[str, str]] = {
    "编辑": {
        "zones": WRITE,
        "policies": WRITE,
        "notices": WRITE,
        **dict.fromkeys(PARTS, "view add change delete"),
        **dict.fromkeys(VOCABULARIES, "view add"),
    },
    "审批": {
        "zones": ALL,
        "policies": ALL,
        "notices": ALL,
        "publishing.source": ALL,
    },
    "招商专员": {
        "inquiries": "view change",
    },
    "招商主管": {
        "inquiries": ALL,
    },
    "审计": {
        "*": "view",
    },
    "管理员": {
        "*": ALL,
        "auth.group": "view",
        "publishing.auditentry": "view",
    },
}


def verbs_of(role: str, model) -> set[str]:
    """The verbs that the table gives that role on that model, among those that the model has."""
    label, rows = model._meta.label_lower, ROLES[role]
    app = model._meta.app_label
    everything = rows.get("*", "") if app in OUR_APPS or label == "auth.group" else ""
    given = rows.get(label, rows.get(app, everything))
    return set(given.split()) & set(model._meta.default_permissions)


def permissions_of(role: str) -> set[str]:
    """Every permission of a role as "zones.publish_zone"; the tables of history have none of their own."""
    return {
        f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
        for model in apps.get_models()
        if not hasattr(model, "history_object")
        for verb in verbs_of(role, model)
    }
