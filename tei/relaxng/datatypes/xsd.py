"""The datatypes of XML Schema part 2 (first version, second edition) as a library of RELAX NG."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache

from tei.relaxng.datatypes.datatype import Datatype, DatatypeError, Namespaces
from tei.relaxng.datatypes.duration import Durations
from tei.relaxng.datatypes.facets import Facet, facet
from tei.relaxng.datatypes.moment import Moments
from tei.relaxng.datatypes.names import Entities, Names
from tei.relaxng.datatypes.number import Booleans, Floats, Integers, Numbers
from tei.relaxng.datatypes.qualified import Qualified
from tei.relaxng.datatypes.space import collapse, preserve, replace
from tei.relaxng.datatypes.text import Base64, Hexadecimal, Language, Text
from tei.relaxng.datatypes.type import Type
from tei.relaxng.datatypes.uri import References

_MAKERS: dict[str, Callable[[str], Type]] = {
    "string": lambda name: Text(name, preserve),
    "normalizedString": lambda name: Text(name, replace),
    "token": lambda name: Text(name, collapse),
    "anyAtomicType": lambda name: Text(name, preserve),
    "untypedAtomic": lambda name: Text(name, preserve),
    "language": lambda name: Language(),
    "anyURI": lambda name: References(),
    "hexBinary": lambda name: Hexadecimal(),
    "base64Binary": lambda name: Base64(),
    "boolean": lambda name: Booleans(),
    "decimal": lambda name: Numbers(),
    "integer": Integers,
    "nonPositiveInteger": lambda name: Integers(name, None, 0),
    "negativeInteger": lambda name: Integers(name, None, -1),
    "nonNegativeInteger": lambda name: Integers(name, 0),
    "positiveInteger": lambda name: Integers(name, 1),
    "long": lambda name: Integers(name, -(2**63), 2**63 - 1),
    "int": lambda name: Integers(name, -(2**31), 2**31 - 1),
    "short": lambda name: Integers(name, -(2**15), 2**15 - 1),
    "byte": lambda name: Integers(name, -(2**7), 2**7 - 1),
    "unsignedLong": lambda name: Integers(name, 0, 2**64 - 1),
    "unsignedInt": lambda name: Integers(name, 0, 2**32 - 1),
    "unsignedShort": lambda name: Integers(name, 0, 2**16 - 1),
    "unsignedByte": lambda name: Integers(name, 0, 2**8 - 1),
    "float": Floats,
    "double": Floats,
    "duration": lambda name: Durations(),
    "dateTime": lambda name: Moments(name, "a date and time such as 1956-05-26T17:30:00", "Y-M-DTt"),
    "date": lambda name: Moments(name, "a date such as 1956-05-26", "Y-M-D"),
    "time": lambda name: Moments(name, "a time such as 17:30:00", "t"),
    "gYearMonth": lambda name: Moments(name, "a year and month such as 1956-05", "Y-M"),
    "gYear": lambda name: Moments(name, "a year such as 1956", "Y"),
    "gMonthDay": lambda name: Moments(name, "a month and day such as --05-26", "--M-D"),
    "gMonth": lambda name: Moments(name, "a month such as --05", "--M"),
    "gDay": lambda name: Moments(name, "a day such as ---26", "---D"),
    "Name": lambda name: Names(name, "a name", colon=":"),
    "NCName": lambda name: Names(name, "a name"),
    "NMTOKEN": lambda name: Names(name, "a name token", opening=False, colon=":"),
    "NMTOKENS": lambda name: Names(name, "a list of name tokens", opening=False, colon=":", several=True),
    "ID": lambda name: Names(name, "an id", id_type="ID"),
    "IDREF": lambda name: Names(name, "a reference to an id", id_type="IDREF"),
    "IDREFS": lambda name: Names(name, "a list of references to ids", several=True, id_type="IDREFS"),
    "ENTITY": lambda name: Entities(name, "the name of an entity"),
    "ENTITIES": lambda name: Entities(name, "a list of names of entities", several=True),
    "QName": Qualified,
    "NOTATION": Qualified,
}


@cache
def _type(name: str) -> Type:
    try:
        return _MAKERS[name](name)
    except KeyError:
        raise DatatypeError(f"XML Schema has no datatype “{name}”") from None


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
