"""What a browser and anything between may keep: nothing."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control

from agencies.middleware.base import Middleware


class NoStoreMiddleware(Middleware):
    """Pages with personal data stay in no cache, not even the browser's (back button after signing out)."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Static files, sent further out, say for themselves how long they keep; a view's own header is not believed.
        add_never_cache_headers(response)
        patch_cache_control(response, no_store=True, private=True)
        return response
