"""Plain functions: the smallest valid published object, every field open to the test."""

from datetime import date
from decimal import Decimal
from itertools import count

from django.contrib.auth import get_user_model
from django.utils import timezone

from notices.models import Concern, Issuer, LinkCheck, Notice, NoticeCategory
from policies.models import Award, Policy, PolicyCategory
from publishing.models import Source
from zones import models as zones

serial = count(1)


def make_user(**fields):
    n = next(serial)
    user = get_user_model()(**{"username": f"user{n}", "email": f"user{n}@example.com", **fields})
    user.set_password("a-long-password")
    user.save()
    return user


def make_source(kind="document", **fields):
    return Source.objects.create(**{"kind": kind, "title": "来源文件"} | fields)


def make_zone(**fields):
    n = next(serial)
    fields.setdefault("source", None)
    fields["source"] = fields["source"] or make_source()
    return zones.Zone.objects.create(
        **{"name": f"开发区{n}", "slug": f"zone-{n}", "status": "published"} | fields
    )


def make_content(model, **fields):
    """A published row of any subject of a zone; zone and source are made where the test names none."""
    fields["zone"] = fields.get("zone") or make_zone()
    fields["source"] = fields.get("source") or fields["zone"].source
    return model.objects.create(**{"status": "published"} | fields)


def make_track(**fields):
    n = next(serial)
    return zones.Track.objects.create(**{"name": f"赛道{n}", "slug": f"track-{n}"} | fields)


def make_industry(**fields):
    n = next(serial)
    return make_content(
        zones.Industry,
        **{"name": f"产业{n}", "slug": f"industry-{n}", "gist": "概括", "facts": "园区｜内容"} | fields,
    )


def make_industry_figure(**fields):
    industry = fields.pop("industry", None) or make_industry()
    defaults = {
        "label": "企业",
        "value": Decimal(5),
        "unit": "enterprises",
        "status": "published",
        "source": industry.source,
    }
    return zones.IndustryFigure.objects.create(industry=industry, **defaults | fields)


def make_highlight(**fields):
    return make_content(zones.Highlight, **{"title": f"亮点{next(serial)}", "summary": "概括"} | fields)


def make_enterprise(**fields):
    n = next(serial)
    fields["track"] = fields.get("track") or make_track()
    return make_content(zones.Enterprise, **{"name": f"企业{n}", "slug": f"enterprise-{n}"} | fields)


def make_fund(**fields):
    n = next(serial)
    return make_content(zones.Fund, **{"name": f"基金{n}", "slug": f"fund-{n}"} | fields)


def make_cost_item(**fields):
    defaults = {
        "label": f"电价{next(serial)}",
        "group": "power",
        "value": Decimal("0.68"),
        "unit": "yuan_kwh",
    }
    return make_content(zones.CostItem, **defaults | fields)


def make_entry_requirement(**fields):
    defaults = {
        "label": f"指标{next(serial)}",
        "group": "investment",
        "value": Decimal(200),
        "unit": "wan_mu",
    }
    return make_content(zones.EntryRequirement, **defaults | fields)


def make_surrounding(**fields):
    defaults = {"name": f"配套{next(serial)}", "kind": "school", "visibility": "public"}
    return make_content(zones.Surrounding, **defaults | fields)


def make_area(**fields):
    defaults = {"label": "规划面积", "kind": "planned", "value": Decimal(66), "unit": "km2", "as_of": "2017"}
    return make_content(zones.ZoneArea, **defaults | fields)


def make_contact(**fields):
    return make_content(zones.Contact, **{"name": "招商服务窗口", "phone": "024-0000-0000"} | fields)


def make_media(**fields):
    defaults = {
        "folder": "demo/zone-overview",
        "width": 1920,
        "height": 1280,
        "alt": "鸟瞰图",
        "credit": "本站绘制",
    }
    return make_content(zones.Media, **defaults | fields)


def make_park(**fields):
    n = next(serial)
    return make_content(
        zones.Park, **{"name": f"产业园{n}", "slug": f"park-{n}", "area": Decimal(1000000)} | fields
    )


def make_plant(**fields):
    n = next(serial)
    return make_content(
        zones.Plant, **{"name": f"厂房{n}", "slug": f"plant-{n}", "area": Decimal(5000)} | fields
    )


def make_land(**fields):
    n = next(serial)
    return make_content(
        zones.Land,
        **{"name": f"地块{n}", "slug": f"land-{n}", "area": Decimal(20000), "use": "industrial"} | fields,
    )


def make_policy_category(**fields):
    n = next(serial)
    return PolicyCategory.objects.create(**{"name": f"类别{n}", "slug": f"category-{n}"} | fields)


def make_policy(**fields):
    n = next(serial)
    zone = fields.pop("zone", None)
    fields["category"] = fields.get("category") or make_policy_category()
    fields["source"] = fields.get("source") or make_source()
    defaults = {
        "title": f"政策{n}",
        "slug": f"policy-{n}",
        "level": "zone",
        "summary": "摘要",
        "status": "published",
    }
    policy = Policy.objects.create(**defaults | fields)
    if zone:
        policy.zones.add(zone)
    return policy


def make_award(**fields):
    fields["policy"] = fields.get("policy") or make_policy()
    return Award.objects.create(
        **{"clause": "1", "beneficiary": "高新技术企业", "amount": Decimal(100000)} | fields
    )


def make_notice(**fields):
    n = next(serial)
    fields["issuer"] = fields.get("issuer") or Issuer.objects.create(name=f"机关{n}", slug=f"issuer-{n}")
    fields["category"] = fields.get("category") or NoticeCategory.objects.create(
        name=f"主题{n}", slug=f"theme-{n}"
    )
    fields["source"] = fields.get("source") or make_source()
    defaults = {
        "title": f"公告{n}",
        "published_date": date(2024, 1, 1),
        "body": "<p>正文</p>",
        "status": "published",
    }
    return Notice.objects.create(**defaults | fields)


def make_concern(**fields):
    fields["notice"] = fields.get("notice") or make_notice(status="draft")
    return Concern.objects.create(**{"kind": "empty", "note": "没有正文。"} | fields)


def make_link_check(**fields):
    defaults = {
        "address": f"https://www.example.cn/{next(serial)}",
        "status": "正常",
        "checked_at": timezone.now(),
    }
    return LinkCheck.objects.create(**defaults | fields)
