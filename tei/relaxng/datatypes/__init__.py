"""Datatypes: which strings a library's datatype allows, which of them are equal, and why it does not allow others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tei.relaxng.datatypes.builtin import COMPATIBILITY, builtin
from tei.relaxng.datatypes.datatype import Datatype, DatatypeError, IdType, Namespaces, Parameters

__all__ = ["COMPATIBILITY", "XML_SCHEMA", "Datatype", "DatatypeError", "IdType", "Namespaces", "datatype"]

XML_SCHEMA = "http://www.w3.org/2001/XMLSchema-datatypes"


def datatype(library: str, name: str, params: Iterable[tuple[str, str]] = ()) -> Datatype:
    """The datatype of this name in the library of this URI ("" is RELAX NG's own), with these parameters, in order.

    Raises DatatypeError where there is no such library, datatype or parameter, or the parameter is wrong.
    """
    return _datatype(library, name, tuple(params))


@cache
def _datatype(library: str, name: str, params: Parameters) -> Datatype:
    if library == "":
        return builtin(name, params)
    # What XML Schema needs is left alone where no schema asks for it.
    from tei.relaxng.datatypes.xsd import schema_datatype

    if library == XML_SCHEMA:
        return schema_datatype(library, name, params)
    if library != COMPATIBILITY:
        raise DatatypeError(f"there is no library of datatypes “{library}”")
    if name not in ("ID", "IDREF", "IDREFS"):
        raise DatatypeError(
            f"the library of compatibility with DTDs has no datatype “{name}”, only ID, IDREF and IDREFS"
        )
    if params:
        raise DatatypeError(f"the datatype “{name}” takes no parameters here, but “{params[0][0]}” is given")
    return schema_datatype(library, name, ())
