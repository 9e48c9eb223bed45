"""The publish contract: what must hold of every public answer, as small rules over answers.

Nothing here asks the site: `digest.web.contract` walks it and holds each answer against the rules.
"""
