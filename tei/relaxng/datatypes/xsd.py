"""The datatypes of XML Schema part 2 (first version, second edition) as a library of RELAX NG."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache
from importlib import import_module

from tei.relaxng.datatypes.datatype import Datatype, DatatypeError, Namespaces
from tei.relaxng.datatypes.facets import Facet, facet
from tei.relaxng.datatypes.type import Type

_HOMES = {
    "text": "string normalizedString token anyAtomicType untypedAtomic language hexBinary base64Binary",
    "uri": "anyURI",
    "duration": "duration",
    "qualified": "QName NOTATION",
    "number": (
        "boolean decimal integer nonPositiveInteger negativeInteger nonNegativeInteger positiveInteger "
        "long int short byte unsignedLong unsignedInt unsignedShort unsignedByte float double"
    ),
    "moment": "dateTime date time gYearMonth gYear gMonthDay gMonth gDay",
    "names": "Name NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY ENTITIES",
}
"""Which module has which datatypes; it is loaded when a schema's datatype is first asked for."""


@cache
def _type(name: str) -> Type:
    for home, names in _HOMES.items():
        if name in names.split():
            makers: dict[str, Callable[[str], Type]] = import_module(f"tei.relaxng.datatypes.{home}").TYPES
            return makers[name](name)
    raise DatatypeError(f"XML Schema has no datatype “{name}”")


class Restricted(Datatype):
    """A datatype of XML Schema with the restrictions of its parameters."""

    def __init__(self, library: str, type: Type, params: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(library, type.name)
        self.type = type
        self.id_type = type.id_type
        self.needs_namespaces = type.needs_namespaces
        self.needs_entities = type.needs_entities
        self._facets: tuple[Facet, ...] = ()
        self._quick = type.quick
        for name, literal in params:
            if name != "pattern" and name in (given for given, _ in self.params):
                raise DatatypeError(f"the parameter “{name}” is given twice")
            self._facets += (facet(type, self, name, literal),)
            self.params += ((name, literal),)

    @property
    def quick(self) -> Callable[[str], object]:
        """What tells at once that a value is allowed; of what it says no to, `allows` may still say yes."""
        return self.allows if self._facets else self._quick

    def allows(self, value: str, namespaces: Namespaces | None = None, entities: Collection[str] = ()) -> bool:
        """Whether the value is in the datatype; `entities` are the names of the document's unparsed entities."""
        sure = self._quick(value)
        if sure and not self._facets:
            return True
        type = self.type
        text = type.white(value)
        if not sure and (not type.match(text) or (type.checked and type.fault(text, namespaces or {}, entities))):
            return False
        # A loop, since `all` with a generator would take as long as the rest together.
        for restriction in self._facets:
            if not restriction.holds(text):
                break
        else:
            return True
        return False

    def equal(
        self,
        one: str,
        other: str,
        namespaces: Namespaces | None = None,
        other_namespaces: Namespaces | None = None,
    ) -> bool:
        """Whether two strings stand for the same value; False where one of them stands for none."""
        return (
            self.allows(other, other_namespaces)
            and self.allows(one, namespaces)
            and self._value(one, namespaces) == self._value(other, other_namespaces)
        )

    def _value(self, value: str, namespaces: Namespaces | None) -> object:
        return self.type.value(self.type.white(value), namespaces or {})

    def reason(self, value: str, namespaces: Namespaces | None = None, entities: Collection[str] = ()) -> str:
        """In a few words, why the value is not in the datatype; "" if it is."""
        text = self.type.white(value)
        if not self.type.match(text):
            return self.type.explain(text)
        fault = self.type.fault(text, namespaces or {}, entities) if self.type.checked else ""
        return fault or next((facet.reason(text) for facet in self._facets if not facet.holds(text)), "")


def schema_datatype(library: str, name: str, params: Iterable[tuple[str, str]]) -> Datatype:
    """The datatype of this name with these parameters. Raises DatatypeError."""
    return Restricted(library, _type(name), params)
