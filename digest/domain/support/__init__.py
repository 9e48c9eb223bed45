"""Support: what each statement of a draft rests on, and whether somebody has looked."""

from digest.domain.support.coverage import Coverage, Covered, Grade, cover
from digest.domain.support.statements import Kind, Statement, statements

__all__ = ["Coverage", "Covered", "Grade", "Kind", "Statement", "cover", "statements"]
