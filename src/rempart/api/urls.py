"""The API as Django sees it: `/api/v1/…`, its description at `/api/v1/openapi.json`."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from rempart import __version__
from rempart.api import acting, reading  # noqa: F401 (they register their addresses)
from rempart.api.bodies import StorableParser
from rempart.api.entrance import Token
from rempart.api.routes import router
from rempart.kernel.errors import RempartError
from rempart.web.statuses import status_of

# No page of documentation: ninja's would load scripts from elsewhere. Any OpenAPI viewer reads the file.
api = NinjaAPI(
    title="Rempart", version=__version__, urls_namespace="api-1", docs_url=None, auth=Token(), parser=StorableParser()
)
api.add_router("", router)


@api.exception_handler(RempartError)
def refused(request: HttpRequest, error: RempartError) -> HttpResponse:
    """An error of Rempart, with the status of its family."""
    return api.create_response(request, {"code": error.code, "message": error.message}, status=status_of(error))


@api.exception_handler(ValidationError)
def unusable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A body or parameter that does not fit the description."""
    problems = "; ".join(f"{'.'.join(map(str, found['loc'][1:]))}: {found['msg']}" for found in error.errors)
    return api.create_response(request, {"code": "api.input_rejected", "message": problems}, status=422)


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001
    """No token, or one that is not known."""
    message = "Send a token that is known: Authorization: Bearer …. The desk page issues one."
    return api.create_response(request, {"code": "api.token_unknown", "message": message}, status=401)


urlpatterns = [path("", api.urls)]
