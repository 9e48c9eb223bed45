"""What is wrong with a source, in plain words for whoever pasted its link."""

from flask_babel import gettext

from digest.store.fetch import Trouble


def trouble_text(trouble: str, status: int = 0) -> str:
    """A sentence on why nothing was fetched, and on what to do where something can be done.

    A refused address says the same whatever was behind it.
    """
    if trouble == Trouble.STATUS:
        return _status(status)
    said: dict[str, str] = {
        Trouble.UNREACHABLE: gettext("The site cannot be reached. Is the address typed correctly?"),
        Trouble.REFUSED: gettext(
            "This address is not fetched from: it does not belong to the public internet."
        ),
        Trouble.SLOW: gettext("The site took too long to answer."),
        Trouble.LARGE: gettext("The page is too large to be read."),
        Trouble.NOT_A_PAGE: gettext("This is not a web page but a file of another kind, or it is empty."),
        Trouble.CERTIFICATE: gettext("The site's certificate is not valid, so the connection is not safe."),
        Trouble.ROBOTS: gettext("The site asks programs not to read this page."),
        Trouble.REDIRECTS: gettext("The address leads on from one address to the next and never to a page."),
        Trouble.BROKEN: gettext("The site's answer was damaged or incomplete."),
        Trouble.ADDRESS: gettext(
            "This address cannot be used. It should begin with https:// or http:// "
            "and have no port or password."
        ),
    }
    return str(said.get(trouble) or gettext("Nothing could be fetched from this address."))


def _status(status: int) -> str:
    said = {
        401: gettext("The page can only be read after signing in there."),
        402: gettext("The page can only be read by those who have paid."),
        403: gettext("The site does not let this page be read."),
        404: gettext("There is no page at this address."),
        410: gettext("The page has been removed."),
        429: gettext("The site asks for a pause. Please try again later."),
    }
    if status in said:
        return str(said[status])
    if status >= 500:
        return str(
            gettext("The site has a fault just now (%(status)s). Please try again later.", status=status)
        )
    return str(gettext("The site answered without a page (%(status)s).", status=status))
