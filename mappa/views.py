"""What belongs to no app: the home page, and whether the service is up."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.audit import holds_no_case_data, record
from agencies.choices import AuditAction
from agencies.guards import needs
from cases.home import recently_opened
from cases.views.page import actor_of
from mappa.home import sections
from mappa.navigation import UNIT, gathered


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for whoever is signed in."""
    today = timezone.localdate()
    user = actor_of(request)
    opened = recently_opened(user)
    record(AuditAction.VIEW, rule="own work", subject_type="home", shown=[nominal.reference for nominal in opened])
    context = {"today": today, "sections": sections(user, today), "opened": opened}
    return render(request, "home.html", context)


@require_safe
@holds_no_case_data
@needs(UNIT, AuditAction.VIEW)
def unit(request: HttpRequest) -> HttpResponse:
    """What is opened now and then, each with a sentence that says what for."""
    pages = [(entry, reverse(entry.route)) for entry in gathered(actor_of(request))]
    return render(request, "unit.html", {"pages": pages})


@require_safe
@login_not_required
@never_cache
@holds_no_case_data
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else, so that a slow database does not get it restarted."""
    return JsonResponse({"status": "ok"})


@require_safe
@login_not_required
@never_cache
@holds_no_case_data
def readyz(request: HttpRequest) -> HttpResponse:
    """Database, cache and migrations are in order: 200, else 503 with what is not."""
    checks = {"database": _database_answers, "cache": _cache_answers, "migrations": _migrations_are_applied}
    results = {name: _passes(check) for name, check in checks.items()}
    return JsonResponse(results, status=200 if all(results.values()) else 503)


def _passes(check: object) -> bool:
    try:
        return bool(check())  # type: ignore[operator]
    except Exception:
        return False


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _cache_answers() -> bool:
    cache.set("readyz", "1", 10)
    return cache.get("readyz") == "1"


def _migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
