"""The quotation check (引用チェック): how a digest stands with the law on quoting, line by line.

A published work may be quoted without asking if that follows fair practice and stays within what its
purpose justifies (著作権法 32条1項). The Supreme Court told a quotation from a copy by two marks (28 March
1980, on the act before this one): readers can clearly tell the quoted words from the quoting ones
(明瞭区別性), and the quoting work is the main thing and the quoted one serves it (主従関係). Numbers cannot
decide either; they show where to look.

What counts as whose, and why:

- **Our own**: headings, questions, answers, comments, paragraphs, timelines, captions, **and points that
  were reworded**. Facts and ideas belong to nobody, and a point that tells them in words of ours takes
  nothing of what the law protects, which is how something is said. Key points, lead and intro stand before
  the sections and count towards no share.
- **Others'**: quote blocks and quoted lines, whole, whether we hold their source or not; and in every other
  text each run of at least PHRASE letters that stands in a source just so. Shorter runs are names, numbers
  and set phrases, which no two reports can avoid.
- **Neither**: titles of cards with publisher, date and credit (the law asks for them, 48条), and the title of
  the digest. They are not measured.

Letters and digits are counted after folding: width, case, punctuation and white space make no difference, so
a copy with other commas is a copy. Words in 「」 that a source has as well are others' words, clearly marked:
they lower our share but are no hidden copy.

Only words are compared, and of very long sources only the beginning. A source in another language, a
changed order and a close paraphrase are not seen; translating for a quotation is allowed (47条の6), retelling
a work as a whole is not measured here.
"""

from digest.domain.quotation.checking import check
from digest.domain.quotation.lines import Check, Kind, Light, Limits, Line
from digest.domain.quotation.showing import Shown, shown

__all__ = ["Check", "Kind", "Light", "Limits", "Line", "Shown", "check", "shown"]
