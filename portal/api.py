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
from zones.api import router as zones_router

api = NinjaAPI(title="招商门户开放接口", version="1", urls_namespace="api", docs_url=None, openapi_url=None)
api.add_router("", zones_router)
api.add_router("", policies_router)
api.add_router("", evaluation_router)
api.add_router("", notices_router)


@read_only
def openapi(request):
    """The description of the interface (OpenAPI 3)."""
    return JsonResponse(api.get_openapi_schema())
