"""An envoy, the record of her in a register, and a town that several regions have."""

from dataclasses import replace

from communique.linking.base import Office, Subject

ENVOY = Subject(
    "person/harrow",
    "person",
    "Ruth Harrow",
    posts=(Office("Ambassador to Peru", start="2011-05-02", end="2012-06-01", attested=True),),
    dates=("2011-05-02", "2012-06-01"),
)
RECORD = Subject(
    "harrow-ruth", "person", "Ruth Ann Harrow", posts=(Office("Ambassador", "peru", "", "2010-09-01", "2013-08-01"),), began="1950"
)


def person(name: str, **other: object) -> Subject:
    """Return the envoy under another name."""
    return replace(ENVOY, label=name, **other)  # type: ignore[arg-type]


def place(**other: object) -> Subject:
    """Return a town that several regions have."""
    return replace(Subject("place/otero", "place", "Otero", country="USA", region="Verde"), **other)  # type: ignore[arg-type]
