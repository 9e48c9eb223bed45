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
JSON_LD = Rule("json-ld", FAILURE, "The data of every digest agree with its page")
HREFLANG = Rule("hreflang", FAILURE, "Translations name each other")
SHARE = Rule("share-picture", FAILURE, "Every page has a picture for link previews")
COPIES = Rule("copies", FAILURE, "Every digest can be had as text and as JSON")
FEEDS = Rule("feeds", FAILURE, "Feeds can be read and go back to the first digest")
SITEMAP = Rule("sitemap", FAILURE, "Sitemaps name every page and nothing else")
NEWS = Rule("sitemap-news", FAILURE, "The news sitemap names what is news and nothing else")
SEARCH = Rule("search", FAILURE, "Search finds every digest by its words")
CORRECTIONS = Rule("corrections", FAILURE, "The feeds of corrections can be read and name every one")
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
    JSON_LD,
    HREFLANG,
    SHARE,
    COPIES,
    ROBOTS,
    FEEDS,
    CORRECTIONS,
    SITEMAP,
    NEWS,
    SEARCH,
    SOURCES,
)
BY_CODE = {rule.code: rule for rule in RULES}
