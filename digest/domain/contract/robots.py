"""The rule over robots.txt: what is public may be read, and what is not is left alone."""

from collections.abc import Iterable
from urllib.robotparser import RobotFileParser

from digest.domain.contract.answers import Answer
from digest.domain.contract.faults import Breach, Faults


def robots(answer: Answer, public: Iterable[str], private: Iterable[str]) -> Faults:
    """Any robot may read each address of `public`, and none of `private`."""
    parser = RobotFileParser()
    parser.parse(answer.body.decode("utf-8", "replace").splitlines())
    for address in public:
        if not parser.can_fetch("*", address):
            yield Breach("Robots should be let in at %(link)s.", link=address)
    for address in private:
        if parser.can_fetch("*", address):
            yield Breach("Robots should be kept away from %(link)s.", link=address)
