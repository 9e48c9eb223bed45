"""Author text to HTML: a small Markdown (bold, link, list, quote), always ending in the allow-list."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from threading import Lock

from bleach.sanitizer import Cleaner
from markupsafe import Markup, escape

# Far more than any part of a digest needs; bleach is linear but slow on hostile text (RELIABILITY, ReDoS).
MOST = 100_000

_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(([^()\s]{1,2000})\)")
_BULLET = re.compile(r"(?:[-*] |・ ?)(?=\S)")
_NUMBER = re.compile(r"\d{1,3}[.)] ")
_QUOTE = re.compile(r"> ?")


def safe_address(url: str) -> bool:
    """Whether a link of an author may lead to `url`: the web, a mail address, or a page of this site."""
    if re.match(r"(?:https?://[^/\\\s]|mailto:[^/\\\s])", url, re.IGNORECASE):
        return True
    # "//host" and "/\host" leave the site although they look like paths.
    return url.startswith(("/", "#")) and url[1:2] not in ("/", "\\")


def _allow(_tag: str, name: str, value: str) -> bool:
    return (name == "href" and safe_address(value)) or (name == "rel" and value == "noopener nofollow")


_ATTRIBUTES: dict[str, list[str] | Callable[[str, str, str], bool]] = {"a": _allow}

_cleaner = Cleaner(
    tags={"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"},
    attributes=_ATTRIBUTES,
    protocols={"http", "https", "mailto"},
    strip=True,
    strip_comments=True,
)
# bleach's parser keeps state while it works.
_one_at_a_time = Lock()


def inline(text: str) -> Markup:
    """One line of author text as HTML: bold and links."""
    return _clean(_inline(text[:MOST]))


def prose(text: str) -> Markup:
    """Paragraphs of author text as HTML: with lists and quotes beside bold and links."""
    parts = re.split(r"\n{2,}", text[:MOST].strip("\n"))
    return _clean("\n".join(html for part in parts if part.strip() for html in _blocks(part.split("\n"))))


def bare_lines(text: str) -> list[str]:
    """The lines that readers of `text` see, as plain text: without the marks of its Markdown."""
    return [_bare(line) for line in text[:MOST].split("\n") if line.strip()]


def _bare(line: str) -> str:
    for mark in (_BULLET, _NUMBER, _QUOTE):
        if mark.match(line):
            line = mark.sub("", line, count=1)
            break
    line = _LINK.sub(lambda link: link[1] if safe_address(link[2]) else link[0], line)
    return _BOLD.sub(r"\1", line).strip()


def _clean(html: str) -> Markup:
    with _one_at_a_time:
        return Markup(_cleaner.clean(html))  # noqa: S704 -- the one place where author text becomes markup


def _kind(line: str) -> str:
    for kind, mark in (("ul", _BULLET), ("ol", _NUMBER), ("blockquote", _QUOTE)):
        if mark.match(line):
            return kind
    return "p"


def _blocks(lines: list[str]) -> Iterable[str]:
    for kind, some in groupby(lines, _kind):
        match kind:
            case "ul" | "ol":
                mark = _BULLET if kind == "ul" else _NUMBER
                items = "".join(f"<li>{_inline(mark.sub('', line, count=1))}</li>" for line in some)
                yield f"<{kind}>{items}</{kind}>"
            case "blockquote":
                bare = (_QUOTE.sub("", line, count=1) for line in some)
                yield f"<blockquote><p>{_lines(bare)}</p></blockquote>"
            case _:
                yield f"<p>{_lines(some)}</p>"


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(_inline(line) for line in lines)


def _inline(line: str) -> str:
    """`line` with links and bold as tags. Cut at the links first, so that no address is read as Markdown."""
    html, at = [], 0
    for link in _LINK.finditer(line):
        html.append(_bold(line[at : link.start()]))
        if safe_address(link[2]):
            rel = "" if link[2].startswith(("/", "#")) else ' rel="noopener nofollow"'
            html.append(f'<a href="{escape(link[2])}"{rel}>{_bold(link[1])}</a>')
        else:
            html.append(str(escape(link[0])))
        at = link.end()
    return "".join(html) + _bold(line[at:])


def _bold(text: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", str(escape(text)))
