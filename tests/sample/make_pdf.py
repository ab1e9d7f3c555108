"""Makes the one PDF file of the sample project: `python -m tests.sample.make_pdf`."""

from pathlib import Path
from typing import Final

from tests.documents.make_pdf import make_pdf, paragraphs

FILE: Final = Path(__file__).parent / "data" / "documents" / "ports-2020-bcc-5.pdf"

FIRST_PAGE: Final = (
    "Ministry of Ports and Waterways",
    "Press release",
    "February 22, 2020",
    "The Fifth Plenary Meeting of the Blue Corridor Council (BCC) was held in Accra on February 20 and 21. The Vice Minister of "
    "Ports and Waterways, Lucía Ferrando, led the Uruguayan delegation, accompanied by the Ambassador of Uruguay to Ghana, Martín "
    "Echegaray. The Director of the National Harbour Authority, Nana Ama Boateng, chaired the meeting, and Acting Director-General "
    "for Ocean Affairs Beatriz Quintela represented Portugal.",
    "The delegations reviewed the high-level commitments of earlier years. They",
)
SECOND_PAGE: Final = (
    "welcomed the opening of the training centre for harbour pilots in Takoradi.",
    "• The Council adopted the Takoradi Declaration.",
    "• The parties agreed to hold the Sixth Plenary Meeting in Lisbon.",
    "The meeting included representatives from the Coastal Survey Office and the National Customs Service of Uruguay.",
)


def sample_pdf() -> bytes:
    """Make the file's bytes."""
    pages = [[*paragraphs(texts), (290, 40, 9, f"{number} / 2")] for number, texts in enumerate((FIRST_PAGE, SECOND_PAGE), 1)]
    return make_pdf(pages, title="Microsoft Word - release.docx", language="en")


if __name__ == "__main__":
    FILE.write_bytes(sample_pdf())
