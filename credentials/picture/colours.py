"""The medal's colours: the house's own, and the few tints that make gold and enamel of them.

The picture outlives any theme, so it does not follow one.
"""

INK = "#12355B"
ENGRAVED = "#265587"  # ink, two steps lighter: the lines under the text
PAPER = "#FBFAF7"
CARD = "#FFFFFF"
LINE = "#D9D6CE"
TEXT = "#1C2430"
QUIET = "#55606E"
RECOGNISED = "#1B7F5C"
PARTLY = "#9A5B00"
NOT_YET = "#55606E"
GOLD = "#E4A11B"  # never as text
PALE_GOLD = "#F4CE7A"
DEEP_GOLD = "#B4780F"
PALE = "#C9D6E6"  # quiet text on ink

# Which colours touch on the picture: the PNG's palette holds these blends.
BLENDS = (
    (PAPER, LINE),
    (PAPER, TEXT),
    (PAPER, QUIET),
    (PAPER, GOLD),
    (PAPER, DEEP_GOLD),
    (PAPER, INK),
    (PAPER, RECOGNISED),
    (PAPER, PARTLY),
    (PAPER, ENGRAVED),
    (CARD, INK),
    (CARD, RECOGNISED),
    (CARD, PARTLY),
    (CARD, NOT_YET),
    (INK, ENGRAVED),
    (INK, PALE),
    (INK, GOLD),
    (INK, PALE_GOLD),
    (INK, DEEP_GOLD),
    (GOLD, PALE_GOLD),
    (GOLD, DEEP_GOLD),
    (PAPER, "#000000"),
)
