"""The rules of the checklist: what each is called, how much it weighs and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

TITLE_MOST, POINT_MOST = 60, 200
KEY_POINTS_LEAST, KEY_POINTS_MOST = 2, 5


class Severity(StrEnum):
    """What a finding does: an error blocks publishing, a warning asks."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that stands in the way of publishing, and the part where it can be mended.

    `message` is a key of the translation catalogue with %(name)s places for `params`. `about` is a text
    of the article that tells this part from others of its kind; `detail` tells findings apart that share
    a rule and a part.
    """

    code: str
    severity: Severity
    part: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    about: str = ""
    detail: str = ""

    @property
    def key(self) -> str:
        """What the reason for overriding this finding is kept under."""
        return ":".join(filter(None, (self.code, self.part, self.detail)))

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the checklist. Its `message` is shown to people, in their language."""

    code: str
    severity: Severity
    message: str

    def at(self, part: str, about: str = "", detail: str = "", **params: object) -> Finding:
        """That `part` breaks this rule."""
        return Finding(self.code, self.severity, part, self.message, params, about, detail)


ERROR, WARNING = Severity.ERROR, Severity.WARNING

TITLE_MISSING = Rule("title-missing", ERROR, "The title is missing")
TITLE_LONG = Rule(
    "title-long", WARNING, "The title has %(count)s characters; more than %(most)s are hard to take in"
)
SLUG_MISSING = Rule("slug-missing", ERROR, "The article has no address yet")
TOPIC_MISSING = Rule("topic-missing", ERROR, "No topic has been chosen")
AUTHOR_MISSING = Rule("author-missing", WARNING, "Nobody has signed the article")
LEAD_MISSING = Rule("lead-missing", ERROR, "The lead is missing")
ONE_ORIGIN = Rule(
    "one-origin",
    WARNING,
    "All %(count)s sources come from one origin; another one would make the digest firmer",
)
SIMILAR = Rule("similar-digest", WARNING, "“%(title)s” is almost the same digest, and has been published")

KEY_POINTS_COUNT = Rule(
    "key-points-count", WARNING, "There are %(count)s key points; %(least)s to %(most)s serve readers best"
)
KEY_POINT_EMPTY = Rule("key-point-empty", ERROR, "A key point is empty")
KEY_POINT_UNSUPPORTED = Rule(
    "key-point-unsupported", WARNING, "No card and no paragraph supports this key point"
)
KEY_POINT_LOST_CARD = Rule(
    "key-point-lost-card", WARNING, "This key point rests on a card that is no longer there"
)

NUMBER_NOT_IN_SOURCE = Rule(
    "number-not-in-source", WARNING, "There is a number that the source does not have: %(numbers)s"
)
PASSAGE_NOT_IN_SOURCE = Rule(
    "passage-not-in-source", WARNING, "The passage of a point does not occur in what was read of its source"
)
UNCONFIRMED = Rule(
    "unconfirmed", WARNING, "Nobody has confirmed yet that statements are what their sources say: %(count)s"
)

NO_SECTION = Rule("no-section", ERROR, "The article has no section yet")
PAGE_DEAD = Rule("page-dead", ERROR, "Page %(number)s has nothing to read")
SECTION_EMPTY = Rule("section-empty", ERROR, "The section is empty")
SECTION_WITHOUT_QUESTION = Rule("section-without-question", WARNING, "The section asks no question")
SECTION_WITHOUT_ANSWER = Rule("section-without-answer", WARNING, "The question has no short answer")

COMMENT_EMPTY = Rule("comment-empty", ERROR, "The comment is empty")
TEXT_EMPTY = Rule("text-empty", ERROR, "The text block is empty")
TEXT_LOST_CARD = Rule("text-lost-card", WARNING, "This text rests on a card that is no longer there")
QUOTE_EMPTY = Rule("quote-empty", ERROR, "The quote is empty")
QUOTE_WITHOUT_SOURCE = Rule("quote-without-source", WARNING, "The quote does not say whose words it is")
FIGURE_EMPTY = Rule("picture-missing", ERROR, "The picture block has no picture")
TIMELINE_EMPTY = Rule("timeline-empty", ERROR, "The timeline has no events")

CARD_EMPTY = Rule("card-empty", ERROR, "The summary card is empty")
CARD_WITHOUT_URL = Rule("card-without-url", ERROR, "The summary card has no address of its source")
CARD_BAD_URL = Rule("card-bad-url", ERROR, "The address on the summary card is no web address")
CARD_WITHOUT_TITLE = Rule("card-without-title", ERROR, "The summary card has no title")
CARD_WITHOUT_PUBLISHER = Rule("card-without-publisher", ERROR, "The summary card does not name its publisher")
CARD_WITHOUT_POINTS = Rule("card-without-points", WARNING, "The summary card has no points")
CARD_WITHOUT_DATE = Rule("card-without-date", WARNING, "The summary card has no publication date")
POINT_EMPTY = Rule("point-empty", ERROR, "A point of the summary card is empty")
POINT_LONG = Rule(
    "point-long", WARNING, "A point of the summary card has %(count)s characters, more than %(most)s"
)

QUOTATION_OVERLAP = Rule(
    "quotation-overlap",
    WARNING,
    "%(count)s letters in a row are word for word as in the source, from %(most)s on that is a copy",
)
QUOTATION_COPIED = Rule(
    "quotation-copied",
    WARNING,
    "%(share)s%% of the points of this card are word for word as in the source",
)
QUOTATION_SHARE = Rule(
    "quotation-own-share", WARNING, "Only %(share)s%% of the text of this section is our own"
)

PICTURE_UNKNOWN = Rule("picture-unknown", ERROR, "The picture is not in the library")
PICTURE_WITHOUT_ALT = Rule("picture-without-alt", ERROR, "The picture has no alternative text")
PICTURE_WITHOUT_CREDIT = Rule("picture-without-credit", ERROR, "The picture has no credit")
PICTURE_WITHOUT_RIGHTS = Rule("picture-without-rights", ERROR, "The picture does not say why we may show it")
PICTURE_WITHOUT_LICENCE = Rule("picture-without-licence", ERROR, "The licence of the picture has no name")
