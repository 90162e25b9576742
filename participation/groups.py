"""The group « Agence »: who enters `/admin/`, and what it may do there.

Groups are configuration, not history: `ensure_groups` is run after each migration by
`manage.py setup_groups`, by the demonstration and by the tests.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    WorkflowPage,
)

from participation import models
from participation.models import User

AGENCY = "Agence"
# Wagtail's defaults hold workflow and publication rights that nobody here uses.
UNUSED = ("Editors", "Moderators")

# What is closed, dissolved or out of office keeps its history: it is never deleted.
KEPT = (
    models.Council,
    models.Directorate,
    models.ElectedOfficial,
    models.Service,
    models.Territory,
    models.Theme,
)
EDITED = (
    models.Absence,
    models.ClosureDay,
    models.Commission,
    models.Mandate,
    models.Quarter,
    models.Street,
    models.WorksBudget,
)
PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILES = ("add", "change", "choose")


@transaction.atomic
def ensure_groups() -> Group:
    """Make the group « Agence » what it must be, and give it to all staff. Idempotent.

    It may not manage users, groups, workflows or tasks: whoever manages users can give
    themselves anything (security.md).
    """
    group, _ = Group.objects.get_or_create(name=AGENCY)
    group.permissions.set([*_admin(), *_models()])
    _pages(group)
    _files(group)
    # Wagtail's default workflow would send the Agence's own pages to moderation.
    WorkflowPage.objects.all().delete()
    Group.objects.filter(name__in=UNUSED, user__isnull=True).delete()
    for user in User.objects.filter(is_staff=True).exclude(groups=group):
        user.groups.add(group)
    return group


def _admin() -> Iterable[Permission]:
    return Permission.objects.filter(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )


def _models() -> Iterable[Permission]:
    return [
        *_of(*EDITED),
        *_of(*KEPT).exclude(codename__startswith="delete_"),
        *_of(models.TownSettings).filter(codename__startswith="change_"),
        # The facts of the pages of the law, which an app above keeps.
        *Permission.objects.filter(codename="change_legalsettings"),
    ]


def _of(*edited: type[Model]) -> QuerySet[Permission]:
    types = ContentType.objects.get_for_models(*edited).values()
    return Permission.objects.filter(content_type__in=list(types))


def _pages(group: Group) -> None:
    root = Page.get_first_root_node()
    wanted = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(Page), codename__in=PAGES
    )
    GroupPagePermission.objects.filter(group=group).exclude(
        page=root, permission__in=wanted
    ).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _files(group: Group) -> None:
    root = Collection.get_first_root_node()
    for model in (get_image_model(), get_document_model()):
        codenames = [f"{action}_{model._meta.model_name}" for action in FILES]
        for permission in Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            codename__in=codenames,
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
