"""The reference pages and the picture: committed as they are made, whole, and true to the ontology."""

import re
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from rdflib import RDFS
from tools.ontology import picture
from tools.ontology.pages import make_pages
from tools.ontology.tree import Tree, short
from tools.ontology_docs import FOLDER, write_pages

from communique.terms import MEET


@cache
def pages() -> dict[str, str]:
    """Return the pages as made now."""
    return make_pages(Tree())


def test_committed_pages_are_those_that_are_made() -> None:
    """The files in `docs/ontology` are the pages that the ontology gives now: `python -m tools.ontology_docs` writes them."""
    committed = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())}

    assert 12 < len(committed)
    assert pages() == committed


def test_writing_removes_what_is_no_page(tmp_path: Path) -> None:
    """A page that no topic gives any more is removed."""
    (tmp_path / "gone.html").write_text("", encoding="utf-8")

    assert sorted(pages()) == write_pages(tmp_path)
    assert not (tmp_path / "gone.html").exists()


def test_every_term_has_a_section() -> None:
    """Every term is described under its name on one page."""
    tree = Tree()
    described = re.findall(r'<section class="term" id="([A-Za-z]\w*)">\n<h3>', "".join(pages().values()))

    assert sorted(short(term) for term in tree.declared) == sorted(described)


def test_links_lead_somewhere() -> None:
    """Every link from page to page leads to a page, and to a place on it."""
    links = [
        (name, *link)
        for name, text in pages().items()
        for link in re.findall(r'(?:href|src)="([\w.]*?\.\w+)?(?:#([\w-]+))?"', text)
    ]
    places = {(name, place) for name, text in pages().items() for place in re.findall(r'\bid="([\w-]+)"', text)}
    dead = [(name, file, place) for name, file, place in links if file and file not in pages()]
    dead += [(name, file, place) for name, file, place in links if place and (file or name, place) not in places]

    assert 500 < len(links)
    assert [] == dead


def test_places_are_unique() -> None:
    """No two parts of a page have one name."""
    for name, text in pages().items():
        found = re.findall(r'\bid="([\w-]+)"', text)

        assert len(found) == len(set(found)), name


def test_picture_shows_every_class() -> None:
    """Every class of the ontology is a box, or stands in the box of the class above it."""
    tree = Tree()
    shown = {term for term in tree.classes if term in picture.PLACES}
    inside = {term for term in tree.classes if set(tree.merged.objects(term, RDFS.subClassOf)) & shown}

    assert set(tree.classes) == shown | inside


def test_picture_links_what_the_ontology_links() -> None:
    """Every own link in the picture starts at a class of which it is said and ends at a class of its values."""
    graph = Tree().merged
    wrong = []
    for start, name, end in picture.LINKS:
        domains = {*graph.objects(name, RDFS.domain), *graph.objects(name, picture.DOMAIN_HINT)}
        broader = {end, *graph.subjects(RDFS.subClassOf, end)}
        if name.startswith(str(MEET)) and (start not in domains or not broader & set(graph.objects(name, RDFS.range))):
            wrong.append(short(name))

    assert [] == wrong


def test_picture_is_legible() -> None:
    """No two boxes touch, and all stand within the frame."""
    root = ElementTree.fromstring(pages()["model.svg"])
    boxes = [
        tuple(float(box.get(key, "0")) for key in ("x", "y", "width", "height"))
        for box in root.iter("{http://www.w3.org/2000/svg}rect")
    ]
    boxes = [box for box in boxes if box[2] > 20 and box[2] < picture.WIDTH]
    touching = [(a, b) for a, b in combinations(boxes, 2) if abs(a[0] - b[0]) < 20 + a[2] and -a[3] - 20 < a[1] - b[1] < b[3] + 20]

    assert len(picture.PLACES) == len(boxes)
    assert [] == touching
    assert all(0 < x and x + width < picture.WIDTH and y + height < float(root.get("height", "0")) for x, y, width, height in boxes)
