"""The rules of the publish contract, in the order in which results are shown."""

from digest.domain.contract.faults import Rule, Weight

FAILURE, WARNING = Weight.FAILURE, Weight.WARNING

STATUS = Rule("status", FAILURE, "Every public address answers")
HIDDEN = Rule("hidden", FAILURE, "What is not public answers to nobody")
COOKIES = Rule("cookies", FAILURE, "Public answers set no cookie and may be kept")
LANGUAGE = Rule("language", FAILURE, "Every page names its language")
TITLE = Rule("title", FAILURE, "Every page has a title, and no two the same")
DESCRIPTION = Rule("description", FAILURE, "Every page has a description")
CANONICAL = Rule("canonical", FAILURE, "Every page names its one address")
LISTED = Rule("listed", FAILURE, "Search engines may list every digest")
OG_URL = Rule("og-url", FAILURE, "Link previews lead to that address")
HEADINGS = Rule("headings", FAILURE, "Headings begin with one first heading and leave no level out")
ALT = Rule("alt", FAILURE, "Every picture can be read out")
IDS = Rule("ids", FAILURE, "Every id on a page is there once")
LINKS = Rule("links", FAILURE, "No link within the site is dead")
ANCHORS = Rule("anchors", FAILURE, "Links to a place on a page find it")
LINKED = Rule("linked", FAILURE, "Every digest can be reached by links")
FRAGMENTS = Rule("fragments", FAILURE, "Pieces of pages are pieces that no search engine lists")
PICTURES = Rule("pictures", FAILURE, "Every picture is there as files of the right size")
RIGHTS = Rule("rights", FAILURE, "The rights in every picture are stated")
ROBOTS = Rule("robots", FAILURE, "robots.txt lets robots read what is public")
CORRECTIONS = Rule("corrections", FAILURE, "The feed of corrections is sound and names the newest ones")
SOURCES = Rule("sources", WARNING, "Sources that are gone have an archived copy")

RULES: tuple[Rule, ...] = (
    STATUS,
    HIDDEN,
    COOKIES,
    LANGUAGE,
    TITLE,
    DESCRIPTION,
    CANONICAL,
    LISTED,
    OG_URL,
    HEADINGS,
    ALT,
    IDS,
    LINKS,
    ANCHORS,
    LINKED,
    FRAGMENTS,
    PICTURES,
    RIGHTS,
    ROBOTS,
    CORRECTIONS,
    SOURCES,
)
BY_CODE = {rule.code: rule for rule in RULES}
