"""The open interface under /api/v1/: every public list, described at /api/v1/openapi.json. No cookies are set.

It reads who is signed in from the session that the pages use; nothing here can be written to. The one POST, which
works out awards, only computes.
"""

from django.http import JsonResponse
from ninja import NinjaAPI

from notices.api import router as notices_router
from policies.api import router as policies_router
from policies.evaluation_api import router as evaluation_router
from publishing.read_only import read_only
from search.results_api import router as search_router
from zones.api import router as zones_router

LANGUAGES = """文字同时给出中文与英文，不需要选择语言：`x` 是中文，`x_en` 是英文，没有译文时为 null 或空。提示与分组名称用中文。
数值不分语言：金额为元，面积为平方米，其余单位见 `unit`。

Texts come in both languages, so there is no language to choose: `x` is the Chinese text, which prevails, and `x_en` the
English one, null or empty where there is none. Messages and group labels are Chinese. Numbers are the same for everybody:
sums in yuan (RMB), areas in m², other units as `unit` says."""

api = NinjaAPI(
    title="招商门户开放接口 · Zone portal API",
    version="1",
    description=LANGUAGES,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)
api.add_router("", zones_router)
api.add_router("", policies_router)
api.add_router("", evaluation_router)
api.add_router("", notices_router)
api.add_router("", search_router)


@read_only
def openapi(request):
    """The description of the interface (OpenAPI 3)."""
    return JsonResponse(api.get_openapi_schema())
