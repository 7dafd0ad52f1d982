"""What tells nginx which file answers which request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

MAPS, LOCATION = "nginx-maps.conf", "nginx-location.conf"

_NAME = "[A-Za-z0-9_][A-Za-z0-9._-]*"
_COLON = "(?::|%3[Aa])"
_MAPS = r"""# Which file answers which request of OAI-PMH.
#
# Put the folder of this file under the root of your web server, where %(path)s leads to. Include this file in the block
# `http` of nginx, and nginx-location.conf in the block `server` that has this root.
#
# from and until are not looked at: a web server compares no dates, and whoever asks for changes gets everything.
# POST is refused. `tei serve` answers all of OAI-PMH.

map $arg_metadataPrefix $oai_prefix {
    default "-";
%(prefixes)s
}

map $arg_set $oai_set {
    default "-";
    "" "";
    "~^(?<oai_set_name>%(name)s)$" "-$oai_set_name";
}

map $arg_resumptionToken $oai_piece {
    default "-";
    "" "0-$oai_prefix$oai_set";
    "~^(?<oai_piece_name>[0-9]+-%(name)s)$" "$oai_piece_name";
}

map $arg_identifier $oai_item {
    default "-";
    "~^%(begin)s(?<oai_text>%(name)s)$" "$oai_text";
    "~^%(begin)s(?<oai_volume>%(name)s)(?:/|%%2[Ff])(?<oai_document>%(name)s)$" "$oai_volume/$oai_document";
}

map $arg_identifier $oai_formats {
    default "ListMetadataFormats/$oai_item";
    "" "ListMetadataFormats";
}

map $arg_verb $oai_file {
    default "-";
    Identify "Identify";
    ListMetadataFormats "$oai_formats";
    ListSets "ListSets";
    ListIdentifiers "ListIdentifiers/$oai_piece";
    ListRecords "ListRecords/$oai_piece";
    GetRecord "GetRecord/$oai_prefix/$oai_item";
}

map "$arg_verb $oai_prefix $arg_metadataPrefix $arg_identifier $arg_resumptionToken" $oai_error {
    default badVerb;
    "~^List(?:Identifiers|Records) \S+ \S*  \S+$" badResumptionToken;
    "~^List(?:Identifiers|Records) \S+   $" badArgument;
    "~^List(?:Identifiers|Records) - " cannotDisseminateFormat;
    "~^List(?:Identifiers|Records) " noRecordsMatch;
    "~^GetRecord \S+  " badArgument;
    "~^GetRecord \S+ \S+  $" badArgument;
    "~^GetRecord - " cannotDisseminateFormat;
    "~^(?:GetRecord|ListMetadataFormats) " idDoesNotExist;
}
"""
_LOCATION = """location = %(path)s {
    types { }
    default_type text/xml;
    charset utf-8;
    charset_types text/xml;
    try_files %(path)s/$oai_file.xml %(path)s/errors/$oai_error.xml =404;
}
"""


def write(folder: Path, path: str, host: str, prefixes: Sequence[str]) -> None:
    """Write the configuration for a repository at this path of a web server, whose identifiers are of this host."""
    values = {
        "path": path,
        "name": _NAME,
        "begin": f"oai{_COLON}{re.escape(host)}{_COLON}",
        "prefixes": "\n".join(f'    {prefix} "{prefix}";' for prefix in prefixes),
    }
    (folder / MAPS).write_text(_MAPS % values, encoding="utf-8")
    (folder / LOCATION).write_text(_LOCATION % values, encoding="utf-8")
