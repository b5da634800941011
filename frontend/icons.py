"""The symbols of the screens: drawn here on a 24 by 24 grid, in the colour of the text beside them.

Each value is the inside of an `<svg>` whose stroke is `currentColor`, 2 units wide, with round ends. Shapes that stand for
a state differ in outline, so that they are told apart without colour.
"""

from collections.abc import Mapping
from types import MappingProxyType

_FILLED = 'fill="currentColor" stroke="none"'
_DISC = f'<circle cx="12" cy="12" r="10" {_FILLED}/>'
# Drawn on a filled shape, in the colour of the card below it.
_CUT = 'stroke="var(--erkend-card)" stroke-width="2.5"'

ICONS: Mapping[str, str] = MappingProxyType(
    {
        # States
        "recognised": f'{_DISC}<path d="M7 12.5l3.4 3.4L17 9" {_CUT}/>',
        "partly": f'<circle cx="12" cy="12" r="9"/><path d="M12 3a9 9 0 0 1 0 18z" {_FILLED}/>',
        "not-yet": '<circle cx="12" cy="12" r="9" stroke-dasharray="3.1 3.97"/>',
        "waiting": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.4l3.4 2"/>',
        "stop": f'<path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8z" {_FILLED}/><path d="M8.5 8.5l7 7m0-7l-7 7" {_CUT}/>',
        "busy": f'<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="4" {_FILLED}/>',
        # Checks
        "passed": '<path d="M4 12.8l5.2 5.2L20 6.5"/>',
        "failed": '<path d="M5.5 5.5l13 13m0-13l-13 13"/>',
        "not-checked": f'<path d="M8 8.6a4 4 0 1 1 5.6 3.7c-1.1.5-1.6 1.2-1.6 2.5"/><circle cx="12" cy="19" r="1.5" {_FILLED}/>',
        "absent": '<path d="M6 12h12"/>',
        # Messages
        "info": f'<circle cx="12" cy="12" r="9.5"/><path d="M12 11v6"/><circle cx="12" cy="7.4" r="1.3" {_FILLED}/>',
        "warning": f'<path d="M12 3L22 20.5H2z"/><path d="M12 10v4.5"/><circle cx="12" cy="17.4" r="1.2" {_FILLED}/>',
        # Things
        "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c.6-4.4 3.6-6.5 8-6.5s7.4 2.1 8 6.5"/>',
        "document": '<path d="M6 2.5h8.5L19 7v14.5H6z"/><path d="M14 2.5V7.5h5M9 12h7M9 16h7"/>',
        "photo": '<path d="M3 6.5h4l1.6-2.5h6.8L17 6.5h4v13H3z"/><circle cx="12" cy="12.8" r="3.8"/>',
        "film": '<path d="M3 5h18v14H3z"/><path d="M10 9.2v5.6l4.8-2.8z"/>',
        "story": '<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5"/>',
        "practice": '<path d="M5 3.5h14v17H5z"/><path d="M8.5 8.5l1.3 1.3 2.4-2.6M8.5 15l1.3 1.3 2.4-2.6M15 9h1.5M15 15h1.5"/>',
        "witness": (
            '<circle cx="8.5" cy="8.5" r="3.5"/><path d="M2.5 20c.4-3.8 2.6-5.8 6-5.8s5.6 2 6 5.8M15.5 9.5l2.2 2.2L22 7.4"/>'
        ),
        "badge": '<circle cx="12" cy="9" r="6.5"/><path d="M8 14.5L6.5 22l5.5-2.8L17.5 22 16 14.5M9.5 9l1.8 1.8L14.8 7.2"/>',
        "link": '<path d="M9.5 14.5l5-5M11 6.5l2-2a4.6 4.6 0 0 1 6.5 6.5l-2 2M13 17.5l-2 2A4.6 4.6 0 0 1 4.5 13l2-2"/>',
        "upload": '<path d="M12 16V4M7 8.8L12 4l5 4.8M4 16v4h16v-4"/>',
        "download": '<path d="M12 4v12M7 11.2l5 4.8 5-4.8M4 20h16"/>',
        "add": '<path d="M12 5v14M5 12h14"/>',
        "mail": '<path d="M3 5.5h18v13H3z"/><path d="M3.5 6.5L12 13l8.5-6.5"/>',
        "empty": '<path d="M3 13l3-8h12l3 8v6.5H3z"/><path d="M3 13h5.5l1.3 2.5h4.4L15.5 13H21"/>',
        "lock": '<path d="M5.5 10.5h13v10h-13z"/><path d="M8.5 10.5V7.2a3.5 3.5 0 0 1 7 0v3.3"/>',
        "next": '<path d="M9 5l7 7-7 7"/>',
        "down": '<path d="M5 9l7 7 7-7"/>',
        "print": '<path d="M7 8.5V3h10v5.5M7 17H3.5V8.5h17V17H17M7 14h10v7H7z"/>',
    }
)
