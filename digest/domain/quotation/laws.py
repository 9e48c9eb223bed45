"""The law behind each kind of line: the article, and what it says in a sentence of ours.

The Copyright Act of Japan (昭和45年法律第48号), looked up as amended in 2024. One number has moved:
translating for a quotation stood in 43条 until the amendment of 2018 (平成30年法律第30号) made it 47条の6.
The 43条 of today is about what the National Diet Library collects from the web.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from digest.domain.quotation.lines import Kind


@dataclass(frozen=True, slots=True)
class Law:
    """An article or a judgment, and what it means here. Both are keys of the translation catalogue."""

    name: str
    says: str


QUOTATION_NAME_NOTE = "Copyright Act, Article 32 (1): quotation"
QUOTATION_NOTE = (
    "A published work may be quoted without permission if the quotation follows fair practice and stays "
    "within what its purpose, such as reporting, criticism or research, justifies."
)
OFFICIAL_NAME_NOTE = "Copyright Act, Article 32 (2): material that authorities publish to inform"
OFFICIAL_NOTE = (
    "Information, statistics and reports that the state or a municipality published under its own name to "
    "inform everybody may be reprinted in newspapers, magazines and other publications to explain something, "
    "unless they say that it is forbidden. Whether a website is such a publication is not settled."
)
CRITERIA_NAME_NOTE = "Supreme Court, 28 March 1980 (the first “parody” judgment)"
CRITERIA_NOTE = (
    "Of a quotation it asked two things: that readers can clearly tell the quoting work from the quoted one, "
    "and that the quoting work is the main thing and the quoted one serves it. It was given on the former "
    "act, and courts have gone by it under the present one; newer judgments also weigh purpose, manner, "
    "kind of work and harm as a whole."
)
SOURCE_NAME_NOTE = "Copyright Act, Article 48: naming the source"
SOURCE_NOTE = (
    "Whoever copies a work as a quotation must name its source, in a way and to an extent that suit the use, "
    "and the author whose name it bears."
)
TRANSLATION_NAME_NOTE = "Copyright Act, Article 47-6 (Article 43 until 2018): translation"
TRANSLATION_NOTE = (
    "What may be quoted may be translated for it. Adapting it is not named there; a court has allowed a "
    "faithful summary (Tokyo District Court, 30 October 1998), about which opinions differ. Article 43 is "
    "about something else today."
)
INTEGRITY_NAME_NOTE = "Copyright Act, Article 20: integrity of the work"
INTEGRITY_NOTE = (
    "Authors need not put up with changes to their work or its title against their will: a quotation says "
    "what the source says, word for word."
)
NEWS_NAME_NOTE = "Copyright Act, Article 10 (2): plain news"
NEWS_NOTE = (
    "News that only tells the facts is no work, and facts belong to nobody: it is the way in which something "
    "is told that is protected."
)
STATUTES_NAME_NOTE = "Copyright Act, Article 13: laws and judgments"
STATUTES_NOTE = (
    "Laws, official notices and judgments may be copied by everybody. Then the reason for publishing all the "
    "same is that."
)

QUOTATION = Law(QUOTATION_NAME_NOTE, QUOTATION_NOTE)
OFFICIAL = Law(OFFICIAL_NAME_NOTE, OFFICIAL_NOTE)
CRITERIA = Law(CRITERIA_NAME_NOTE, CRITERIA_NOTE)
SOURCE = Law(SOURCE_NAME_NOTE, SOURCE_NOTE)
TRANSLATION = Law(TRANSLATION_NAME_NOTE, TRANSLATION_NOTE)
INTEGRITY = Law(INTEGRITY_NAME_NOTE, INTEGRITY_NOTE)
NEWS = Law(NEWS_NAME_NOTE, NEWS_NOTE)
STATUTES = Law(STATUTES_NAME_NOTE, STATUTES_NOTE)

LAWS: Mapping[Kind, tuple[Law, ...]] = {
    Kind.SECTION_SHARE: (CRITERIA, QUOTATION),
    Kind.PAGE_SHARE: (CRITERIA, QUOTATION),
    Kind.POINT: (QUOTATION, NEWS, STATUTES, OFFICIAL),
    Kind.VERBATIM: (CRITERIA, QUOTATION, NEWS, STATUTES, OFFICIAL),
    Kind.COPIED: (QUOTATION, TRANSLATION, NEWS, STATUTES, OFFICIAL),
    Kind.SOURCE_TEXT: (QUOTATION, TRANSLATION),
    Kind.QUOTE_WORDS: (INTEGRITY, TRANSLATION),
    Kind.QUOTE_SOURCE: (SOURCE,),
    Kind.CARD_FACTS: (SOURCE,),
    Kind.CARD_USE: (QUOTATION, CRITERIA),
    Kind.PICTURE_RIGHTS: (QUOTATION, SOURCE),
}
