"""One small chart as SVG: values at growing sizes, as bars under each other."""

from collections.abc import Sequence
from html import escape
from typing import Final

_ROW: Final = 26
_LEFT: Final = 150
_WIDTH: Final = 420
_STYLE: Final = "text{font:13px sans-serif;fill:#222}rect{fill:#2a6f97}@media(prefers-color-scheme:dark){text{fill:#ddd}}"


def bars(title: str, rows: Sequence[tuple[str, float]], unit: str) -> str:
    """Return a chart: each row is a size and its value, in `unit`.

    >>> "1,000 documents" in bars("time", [("1,000 documents", 12.5)], "ms")
    True
    """
    most = max(value for _, value in rows)
    lines = [f'<text x="0" y="16">{escape(title)}</text>']
    for number, (size, value) in enumerate(rows, 1):
        top = number * _ROW
        lines.append(f'<text x="0" y="{top + 17}">{escape(size)}</text>')
        lines.append(f'<rect x="{_LEFT}" y="{top + 4}" width="{max(1.0, _WIDTH * value / most):.0f}" height="{_ROW - 8}"/>')
        lines.append(f'<text x="{_LEFT + _WIDTH * value / most + 6:.0f}" y="{top + 17}">{value:,.1f} {escape(unit)}</text>')
    height = (len(rows) + 1) * _ROW
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 120} {height}" role="img">'
    return "\n".join((head, f"<title>{escape(title)}</title><style>{_STYLE}</style>", *lines, "</svg>", ""))
