"""Every mapped class, imported here so that whoever asks for the tables finds them all."""

from digest.domain.article import Article, Draft
from digest.domain.audit import AuditEntry
from digest.domain.confirmation import Confirmation
from digest.domain.deletion import Deletion
from digest.domain.edition import Citation, Edition, EditionPage
from digest.domain.failed_sign_in import FailedSignIn
from digest.domain.former_name import FormerName
from digest.domain.gathering import Gathering
from digest.domain.hub import Hub
from digest.domain.mention import Mention
from digest.domain.people import Author, Speaker
from digest.domain.picture import Picture
from digest.domain.presence import Presence
from digest.domain.preview_link import PreviewLink
from digest.domain.proposal import Proposal
from digest.domain.publisher import Publisher, PublisherHost
from digest.domain.receipt import Receipt
from digest.domain.related import Related
from digest.domain.retrieval import Retrieval
from digest.domain.revision import Revision
from digest.domain.search.entry import SearchEntry
from digest.domain.set_aside import SetAside
from digest.domain.sign_in import SignIn
from digest.domain.sign_in_link import SignInLink
from digest.domain.site_check import SiteCheck
from digest.domain.source import Source, SourceAddress
from digest.domain.topic import Tag, Topic
from digest.domain.user import User
from digest.store import Base

TABLES: tuple[type[Base], ...] = (
    Article,
    AuditEntry,
    Author,
    Citation,
    Confirmation,
    Deletion,
    Draft,
    Edition,
    EditionPage,
    FailedSignIn,
    FormerName,
    Gathering,
    Hub,
    Mention,
    Picture,
    Presence,
    PreviewLink,
    Proposal,
    Publisher,
    PublisherHost,
    Receipt,
    Related,
    Retrieval,
    Revision,
    SearchEntry,
    SetAside,
    SignIn,
    SignInLink,
    SiteCheck,
    Source,
    SourceAddress,
    Speaker,
    Tag,
    Topic,
    User,
)
