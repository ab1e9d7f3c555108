"""The project file: found upwards, read strictly."""

from pathlib import Path

import pytest

from communique.errors import ProjectError
from communique.settings import find_root, read_settings

GOOD = 'name = "t"\ntitle = "Talks"\nbase = "https://example.org/t/"\n'


def project(folder: Path, content: str = GOOD) -> Path:
    """Write a project file."""
    (folder / "communique.toml").write_text(content, encoding="utf-8")
    return folder


def test_a_project_is_found_from_a_folder_below_it(tmp_path: Path) -> None:
    """The nearest folder upwards with a project file is the project."""
    below = project(tmp_path) / "data" / "documents"
    below.mkdir(parents=True)

    assert find_root(below) == tmp_path


def test_without_a_project_file_the_error_says_what_to_do(tmp_path: Path) -> None:
    """Where there is no project, the message names the command that makes one."""
    with pytest.raises(ProjectError, match="communique new DIR"):
        find_root(tmp_path)


def test_paths_have_defaults_below_the_root(tmp_path: Path) -> None:
    """A part that the file does not name lies where the documentation says."""
    settings = read_settings(project(tmp_path))

    assert settings.paths["documents"] == tmp_path / "data" / "documents"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (GOOD + 'tittle = "x"\n', "did you mean 'title'"),
        ('name = "t"\n', "'title' is missing"),
        (GOOD.replace("https://example.org/t/", "example"), "base is 'example'"),
        (GOOD + "languages = 3\n", "'languages' is a int; expected a list"),
        ("name = \n", "not TOML"),
        (GOOD + '[paths]\ndocs = "x"\n', "unknown key 'docs'"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(tmp_path: Path, content: str, message: str) -> None:
    """Each fault names the file, the key and what was expected."""
    with pytest.raises(ProjectError) as caught:
        read_settings(project(tmp_path, content))

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
