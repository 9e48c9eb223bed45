"""One request on the wire: to a judged address and no other, within the deadline, of limited size."""

import logging
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_match_hostname import CertificateError

from digest.store.fetch.addresses import Address
from digest.store.fetch.deadline import Deadline
from digest.store.fetch.trouble import FetchError, Trouble
from digest.store.fetch.urls import Target

# Status line and headers together; what is longer is cut off while it comes.
HEAD_MOST = 128 * 1024
# It would note each unsound header with a traceback: what a stranger sends does not fill our log.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)


class Allowance:
    """What one exchange may still take: time by the deadline of the fetch, and bytes from the network."""

    def __init__(self, deadline: Deadline, most: int) -> None:
        self.deadline = deadline
        self.most = most

    def count(self, received: int) -> None:
        """Take `received` bytes off. Raises FetchError."""
        self.most -= received
        if self.most < 0:
            raise FetchError(Trouble.LARGE)


class _Socket(socket.socket):
    """A socket on which each wait ends with the deadline: one byte now and then does not prolong it.

    Whatever time-out urllib3 and http.client set is overruled at the next call.
    """

    allowance: Allowance

    def recv_into(self, *args: Any, **options: Any) -> int:
        self.settimeout(self.allowance.deadline.left())
        received = super().recv_into(*args, **options)
        self.allowance.count(received)
        return received

    def send(self, *args: Any) -> int:
        self.settimeout(self.allowance.deadline.left())
        return super().send(*args)

    def sendall(self, *args: Any) -> None:
        self.settimeout(self.allowance.deadline.left())
        super().sendall(*args)


class _SecureSocket(_Socket, ssl.SSLSocket):
    """The same, encrypted; what is counted are the bytes that come out."""


def secure_context(context: ssl.SSLContext | None = None) -> ssl.SSLContext:
    """`context` (by default: the authorities this machine trusts), made to give sockets with a deadline."""
    context = context or ssl.create_default_context()
    context.sslsocket_class = _SecureSocket
    return context


class _ToJudged(HTTPConnection):
    """A connection to the first of `addresses` that answers; the host is for headers and never looked up."""

    addresses: Sequence[Address]
    allowance: Allowance

    def _new_conn(self) -> socket.socket:
        failed: OSError = TimeoutError("no address")
        for tried, address in enumerate(self.addresses):
            # An address where nobody answers leaves the others their share of the time.
            share = self.allowance.deadline.left() / (len(self.addresses) - tried)
            try:
                return self._connected(address, share)
            except OSError as error:
                failed = error
        if isinstance(failed, TimeoutError):
            raise failed
        raise FetchError(Trouble.UNREACHABLE) from failed

    def _connected(self, address: Address, seconds: float) -> socket.socket:
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        opened = _Socket(family, socket.SOCK_STREAM)
        opened.allowance = self.allowance
        try:
            opened.settimeout(seconds)
            opened.connect((str(address), self.port))
            opened.settimeout(self.allowance.deadline.left())
        except BaseException:
            opened.close()
            raise
        return opened


class _ToJudgedSecurely(_ToJudged, HTTPSConnection):
    """The same with TLS: the certificate is checked against the name, not against the address."""

    def connect(self) -> None:
        HTTPSConnection.connect(self)
        if isinstance(self.sock, _SecureSocket):
            self.sock.allowance = self.allowance


@contextmanager
def exchange(
    target: Target,
    addresses: Sequence[Address],
    deadline: Deadline,
    *,
    context: Callable[[], ssl.SSLContext],
    method: str = "GET",
    headers: Mapping[str, str],
    body: bytes | None = None,
    most: int,
) -> Iterator[HTTPResponse]:
    """What `target` answers: its head has come, its body (at most `most` bytes) is yet to be read.

    No proxy, no cookie, no credentials: nothing of the environment is read here. Raises FetchError, also for
    what goes wrong while the body is read inside of `with`.
    """
    allowance = Allowance(deadline, HEAD_MOST)
    try:
        with closing(_connection(target, context)) as connection:
            connection.addresses = addresses
            connection.allowance = allowance
            connection.request(
                method, target.path, body, headers, preload_content=False, decode_content=False
            )
            # The answer has the socket now: closing the connection alone would leave it open.
            with closing(connection.getresponse()) as response:
                allowance.most += most
                yield response
    except FetchError:
        raise
    except Exception as error:
        # Parsers meet hostile bytes with errors of many kinds (value, index, Unicode and their own).
        raise told(error) from error


def _connection(target: Target, context: Callable[[], ssl.SSLContext]) -> _ToJudged:
    if target.scheme == "https":
        return _ToJudgedSecurely(target.host, target.port, ssl_context=context())
    return _ToJudged(target.host, target.port)


def told(error: BaseException) -> FetchError:
    """`error` in our words: what went wrong is the first thing in its chain that has a word."""
    at: BaseException | None = error
    while at is not None:
        if isinstance(at, FetchError):
            return at
        if isinstance(at, ssl.SSLCertVerificationError | CertificateError):
            return FetchError(Trouble.CERTIFICATE)
        if isinstance(at, TimeoutError):
            return FetchError(Trouble.SLOW)
        at = at.__cause__ or at.__context__
    return FetchError(Trouble.BROKEN)
