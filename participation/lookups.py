"""`any_of`: a row is one of these, in the same SQL however many they are."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import CharField, Field, ForeignObject, Lookup, TextField


# A foreign key takes no lookup from `Field`.
@ForeignObject.register_lookup
@Field.register_lookup
class AnyOf(Lookup[Any]):
    """`pk__any_of=[3, 4]`, `reference__any_of=words`, `pk__any_of=ArraySubquery(found)`.

    « In » writes as many places as there are values, and joins all the rows to what they
    name before it chooses. Here what is named is found first, and the rows are read by it.
    """

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """`column = ANY(…)`; of an empty list Django asks nothing."""
        column, params = self.process_lhs(compiler, connection)
        if not self.rhs_is_direct_value():
            keys, keys_params = self.process_rhs(compiler, connection)
            return f"{column} = ANY({keys})", [*params, *keys_params]
        if not self.rhs:
            raise EmptyResultSet
        field: Any = self.lhs.output_field
        words = isinstance(field, CharField | TextField)
        kind = "text" if words else field.cast_db_type(connection)
        return f"{column} = ANY(%s::{kind}[])", [*params, list(self.rhs)]
