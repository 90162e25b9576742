"""`/livez` and `/readyz`: does the process answer, can it do its work.

The detail is for the operator: staff, or a call from the machine itself.
"""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from circuits.health import checks as circuits

Check = tuple[str, bool, str]
LOOPBACK = {"127.0.0.1", "::1"}


@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """200 as soon as the process answers; asks nothing of anybody."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every check passes, else 503."""
    results = list(run())
    ready = all(ok for _, ok, _ in results)
    answer: dict[str, object] = {
        "ready": ready,
        "checks": {name: ok for name, ok, _ in results},
    }
    if _may_read_details(request, database_ok=results[0][1]):
        answer["details"] = {name: detail for name, _, detail in results}
    return JsonResponse(answer, status=200 if ready else 503)


def run() -> list[Check]:
    """The checks in order; each needs what the one before has found well."""
    results = [database()]
    if results[-1][1]:
        results.append(migrations())
    if results[-1][1]:
        results.extend(circuits())
    return results


def database() -> Check:
    """Whether PostgreSQL answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return "database", False, str(error).splitlines()[0]
    return "database", True, "répond"


def migrations() -> Check:
    """Whether the tables are those of this version of the code."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    missing = [f"{step.app_label}.{step.name}" for step, _ in plan]
    return "migrations", not missing, ", ".join(missing) or "à jour"


def _may_read_details(request: HttpRequest, *, database_ok: bool) -> bool:
    """A proxy on the same machine adds a header: its visitors are not the operator."""
    forwarded = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
    if request.META.get("REMOTE_ADDR") in LOOPBACK and not forwarded:
        return True
    if not database_ok:
        return False
    return request.user.is_authenticated and request.user.is_staff
