"""A collection as the entities of a crate (RO-Crate 1.2: root data entity, data entities, contextual entities)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tei.deposit.collection import Collection, Resource
from tei.deposit.packages import day, sources
from tei.deposit.record import Funding, Identifier, Licence, Place, Related
from tei.deposit.vocabulary import TEI_XML, is_address
from tei.render.agents import Agent

METADATA = "ro-crate-metadata.json"
PREVIEW = "ro-crate-preview.html"
SPECIFICATION = "https://w3id.org/ro/crate/1.2"
GUIDELINES = "https://tei-c.org/guidelines/p5/"

UNLICENSED = "No licence is stated: whoever wants to use these texts has to ask for permission."
"""What stands in the place of a licence, which a crate must have (as text where there is none to link to)."""

Entity = dict[str, Any]


def graph(collection: Collection, files: Sequence[tuple[Resource, str]]) -> list[Entity]:
    """The entities of a crate with these texts, each with the path of its file: descriptor, root, preview, the rest.

    A crate must have a date of publication; where the header has none, it is the day of the package.
    """
    return _Graph(collection, files).entities()


class _Graph:
    def __init__(self, collection: Collection, files: Sequence[tuple[Resource, str]]) -> None:
        self._collection = collection
        self._record = collection.record
        self._files = files
        self._described: dict[str, Entity] = {}
        self._local: dict[str, str] = {}

    def entities(self) -> list[Entity]:
        descriptor = {
            "@id": METADATA,
            "@type": "CreativeWork",
            "name": "This crate for programs",
            "conformsTo": {"@id": SPECIFICATION},
            "about": {"@id": "./"},
        }
        preview = {"@id": PREVIEW, "@type": "CreativeWork", "name": "This crate in words", "about": {"@id": "./"}}
        root = self._root()
        files = [self._file(resource, path) for resource, path in self._files]
        self._describe(GUIDELINES, "CreativeWork", name="TEI P5: Guidelines for Electronic Text Encoding")
        return [descriptor, root, preview, *files, *self._described.values()]

    def _root(self) -> Entity:
        record, collection = self._record, self._collection
        descriptions = [each.text for each in record.descriptions]
        title = record.title or collection.name
        return _said({
            "@id": "./",
            "@type": "Dataset",
            "name": title,
            "alternateName": [each.text for each in record.titles if each.kind],
            "description": descriptions or f"{title}, as TEI XML.",
            "datePublished": record.issued.partition("/")[0] or day(collection),
            "dateModified": record.date("Updated"),
            "license": [self._licence(each) for each in record.licences] or UNLICENSED,
            "author": self._agents(record.creators),
            "editor": self._agents(record.editors),
            "contributor": self._agents(
                each.agent for each in record.contributors if each.role != "Editor" and each.role != "Sponsor"
            ),
            "sponsor": self._agents(each.agent for each in record.contributors if each.role == "Sponsor"),
            "publisher": self._publisher(),
            "funder": [self._funder(each) for each in record.fundings],
            "identifier": [self._identifier(each) for each in record.identifiers],
            "keywords": list(dict.fromkeys(each.term for each in record.subjects)),
            "about": [self._subject(each.term, each.address) for each in record.subjects if is_address(each.address)],
            "inLanguage": list(record.languages),
            "temporalCoverage": record.date("Created"),
            "spatialCoverage": [self._place(each) for each in record.places],
            "isBasedOn": [self._work(each) for each in sources(collection)],
            "isPartOf": [self._work(each) for each in record.relatives("IsPartOf")],
            "citation": [self._work(each) for each in record.related if each.relation in _CITED],
            "version": record.version,
            "url": collection.url,
            "hasPart": [{"@id": path} for _, path in self._files],
        })  # fmt: skip

    def _file(self, resource: Resource, path: str) -> Entity:
        record = resource.record
        name = record.title or resource.name
        made_from = record.relatives("IsDerivedFrom") if len(self._files) > 1 else ()
        return _said(
            {
                "@id": path,
                "@type": "File",
                "name": name,
                "description": record.abstract or f"{name}, as TEI XML.",
                "encodingFormat": TEI_XML,
                "conformsTo": {"@id": GUIDELINES},
                "contentSize": str(len(resource.data)),
                "sha256": resource.digest,
                "dateModified": resource.modified,
                "inLanguage": list(record.languages),
                "author": self._agents(record.creators) if record.creators != self._record.creators else [],
                "temporalCoverage": record.date("Created"),
                "isBasedOn": [self._work(each) for each in made_from],
            }
        )

    def _describe(self, id: str, type: str, **said: Any) -> Mapping[str, str]:
        """The reference to an entity that is described by this, unless it is already."""
        self._described.setdefault(id, _said({"@id": id, "@type": type, **said}))
        return {"@id": id}

    def _named(self, type: str, name: str, address: str, **said: Any) -> Mapping[str, str]:
        """The reference to an entity at an address, else to one of this name that is described only here."""
        if is_address(address):
            return self._describe(address, type, name=name, **said)
        alike = repr((type, name, said))
        id = self._local.setdefault(alike, f"#{type.lower()}-{len(self._local) + 1}")
        return self._describe(id, type, name=name, **said)

    def _agents(self, agents: Iterable[Agent]) -> list[Mapping[str, str]]:
        return [self._agent(each) for each in dict.fromkeys(agents)]

    def _agent(self, agent: Agent) -> Mapping[str, str]:
        first, *others = sorted(agent.identifiers, key=lambda each: "orcid.org" not in each) or ("",)
        type = "Organization" if agent.organisation else "Person"
        bodies = [self._named("Organization", each.name, each.address) for each in agent.affiliations]
        return self._named(
            type, agent.spoken, first, givenName=agent.given, familyName=agent.family, honorificSuffix=agent.suffix,
            sameAs=others, **{"parentOrganization" if agent.organisation else "affiliation": bodies},
        )  # fmt: skip

    def _publisher(self) -> Mapping[str, str] | None:
        publisher, email = self._record.publisher, self._collection.email
        if not publisher:
            return None
        contact = self._describe(f"mailto:{email}", "ContactPoint", name="Contact", email=email) if email else None
        return self._named("Organization", publisher, "", contactPoint=contact)

    def _funder(self, funding: Funding) -> Mapping[str, str]:
        award = ", ".join(filter(None, (funding.title, funding.award)))
        return self._named("Organization", funding.funder, funding.identifier, description=award)

    def _licence(self, licence: Licence) -> Mapping[str, str] | str:
        if not is_address(licence.address):
            return licence.name or UNLICENSED
        name = licence.name or licence.spdx or licence.address
        return self._describe(licence.address, "CreativeWork", name=name, identifier=licence.spdx)

    def _identifier(self, identifier: Identifier) -> Mapping[str, str]:
        id = identifier.address
        name = f"{identifier.kind} {identifier.value}"
        return self._named("PropertyValue", name, id, propertyID=identifier.kind, value=identifier.value)

    def _subject(self, term: str, address: str) -> Mapping[str, str]:
        return self._describe(address, "DefinedTerm", name=term)

    def _place(self, place: Place) -> Mapping[str, str]:
        geo = None
        if place.latitude:
            id = f"#geo-{place.latitude},{place.longitude}"
            degrees = {"latitude": place.latitude, "longitude": place.longitude}
            geo = self._describe(id, "GeoCoordinates", name=f"Where {place.name} is", **degrees)
        return self._named("Place", place.name, "", geo=geo)

    def _work(self, work: Related) -> Mapping[str, str]:
        number = work.identifier
        value, id = (number.value, number.address) if number else ("", "")
        said = {"identifier": value if value != id else "", "volumeNumber": work.volume, "pagination": work.pages}
        return self._named("CreativeWork", work.title or value, id, **said)


_CITED = ("Cites", "References", "IsReferencedBy", "IsCitedBy", "IsSupplementTo", "IsDescribedBy", "IsDocumentedBy")


def every(value: Any) -> list[Any]:
    """The values of a property of an entity, of which one need not stand in a list."""
    return value if isinstance(value, list) else [value]


def _said(table: Mapping[str, Any]) -> Entity:
    """The table without what is empty, and single values not in lists."""
    kept = ((key, value) for key, value in table.items() if value)
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in kept}
