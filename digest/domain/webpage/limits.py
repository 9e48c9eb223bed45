"""How much is kept of what a page says, and how much work is done for it: pages are made by strangers."""

# Characters of each field; what is longer is cut and ends in an ellipsis.
TITLE_MOST = 300
SITE_NAME_MOST = 100
PUBLISHER_MOST = 100
AUTHOR_MOST = 200
DESCRIPTION_MOST = 1000
LANGUAGE_MOST = 35
URL_MOST = 2000
TEXT_MOST = 200_000
PARAGRAPH_MOST = 5_000

# A field is cleaned in its first characters only: markup and spaces may well be more than what they hold.
ROOM_FOR_MARKUP = 4

# The fetch gives at most 2 MiB; decoded, nothing is longer than that.
PAGE_MOST = 2 * 1024 * 1024
# Elements that are looked at for facts; the largest news pages that we know have about 12,000.
ELEMENTS_MOST = 40_000
# What the extractor of main text is given: it walks its input many times over.
EXTRACTED_ELEMENTS_MOST = 8_000
EXTRACTED_LETTERS_MOST = 500_000
EXTRACTED_DEPTH_MOST = 120
# Values of one <meta> name, elements with itemprop, <time>, headings, and so on.
METAS_MOST = 500
VALUES_MOST = 8
HEADINGS_MOST = 30
PROPERTIES_MOST = 400
TIMES_MOST = 60
LINES_MOST = 6_000
LINE_MOST = 2_000
# JSON-LD: scripts, characters of all together, nodes that are visited.
SCRIPTS_MOST = 40
SCRIPT_LETTERS_MOST = 600_000
NODES_MOST = 2_000
