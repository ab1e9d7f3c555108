"""Statements are found again where they lie in files."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.checks.places import Places, write_places

names = st.sampled_from("abcdefgh")
lines = st.builds(lambda subject, value: f'<x:{subject}> <x:p> "{value}" <x:g> .\n'.encode(), names, names)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(lines, unique=True), min_size=1, max_size=4), names)
def test_all_lines_of_a_node_or_value_are_found(files: list[list[bytes]], name: str) -> None:
    """In any number of files, in any order, empty ones among them."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        parts = [folder / f"{number}.nq" for number in range(len(files))]
        for part, some in zip(parts, files, strict=True):
            part.write_bytes(b"".join(some))
        assert write_places(folder, parts)
        places = Places(folder, parts)
        every = [line for some in files for line in some]
        subject, rest = f"<x:{name}>".encode(), f'<x:p> "{name}"'.encode()

        assert sorted(line[0] for line in places.of(subject)) == sorted(line for line in every if line.startswith(subject))
        assert sorted(line[0] for line in places.to(rest)) == sorted(line for line in every if rest in line)


def test_other_forms_have_no_places(tmp_path: Path) -> None:
    """Nothing is written of files with a line of another form."""
    (tmp_path / "one.nq").write_bytes(b'<x:a> <x:p>  "v" <x:g> .\n')

    assert not write_places(tmp_path, [tmp_path / "one.nq"])
    assert [path.name for path in tmp_path.iterdir()] == ["one.nq"]
