"""The assistant: an optional endpoint that proposes wordings, each held against the passage it rests on.

Nothing that it says gets into a draft by itself. What an editor takes over is remembered with their name.
"""

from digest.domain.assistant.brief import Aim, Brief, Ground, aims_for, brief_for
from digest.domain.assistant.offering import accept, ask, claim, dismiss, failed, offered
from digest.domain.assistant.protocol import AnswerError, Wording, read_answer, request_body
from digest.domain.assistant.proving import Flag, flags_of

__all__ = [
    "Aim",
    "AnswerError",
    "Brief",
    "Flag",
    "Ground",
    "Wording",
    "accept",
    "aims_for",
    "ask",
    "brief_for",
    "claim",
    "dismiss",
    "failed",
    "flags_of",
    "offered",
    "read_answer",
    "request_body",
]
