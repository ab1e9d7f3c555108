"""`communique build`."""

import time
from typing import TYPE_CHECKING

import click

from communique.cli.output import note, open_project

if TYPE_CHECKING:
    from communique.parted import Cluster


@click.command("build", epilog="Example: communique build")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help="What does the work.")
@click.option("--master", default="local[*]", show_default=True, help="Where Spark is, with --engine spark.")
@click.option("--documents", metavar="URI", help="Where Spark reads the documents, if not in the project's folder.")
@click.option("--parts", metavar="URI", help="Where Spark writes the parts too, and they stay.")
@click.pass_context
def command(ctx: click.Context, /, jobs: int, **spark: str) -> None:
    """Read all documents, weigh what they say, check the result, and publish it.

    What was published before stays as it was when anything fails.
    """
    from communique.cli.progress import shown_progress

    project = open_project(ctx)
    start = time.perf_counter()
    with shown_progress() as progress:
        summary = project.build(progress, jobs=jobs, cluster=_cluster(**spark))
    note(f"{summary.documents} documents, {summary.claims} claims, {summary.facts} facts ({time.perf_counter() - start:.1f} s)")
    note(f"disagreements: {_counts(summary.disagreements)}")
    note(f"findings: {_counts(summary.findings)}")
    for stale in summary.stale:
        note(f"stale judgement, not followed: {stale}")
    note(f"{summary.read:.0%} of the text was read into items ({summary.noise:.0%} beside it is noise)")
    note(f"published in {project.settings.paths['graph'].relative_to(project.settings.root)}")


def _cluster(engine: str, master: str, documents: str | None, parts: str | None) -> "Cluster | None":
    if engine != "spark":
        return None
    from communique.parted import Cluster

    return Cluster(master, documents, parts)


def _counts(counts: object) -> str:
    assert isinstance(counts, dict)
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"
