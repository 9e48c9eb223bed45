"""The base of every error that a person caused and can mend."""


class Refusal(ValueError):  # noqa: N818 -- it is an answer, not a fault
    """Says in one sentence what is wrong.

    `message` is a key of the translation catalogue with %(name)s places for `params`; as a string it is
    in English.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message
