"""Wagtail's app of users, with our forms."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """Same app, same tables; the screens are those of `participation.people`."""

    user_viewset = "participation.people.PeopleViewSet"
