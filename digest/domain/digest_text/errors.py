"""What a reader of digest text says when it cannot go on."""


class DigestTextError(ValueError):
    """A refusal that a person can act on: which line, and what is wrong with it.

    `message` is an English msgid with ``%(name)s`` placeholders for `params`, so that a caller may
    translate it; `line` counts from 1 and is none where no line is to blame.
    """

    def __init__(self, message: str, line: int | None = None, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.params = params

    def __str__(self) -> str:
        said = self.message % self.params
        return said if self.line is None else f"line {self.line}: {said}"
