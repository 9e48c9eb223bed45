"""The checks of the checklist, each for one kind of part."""
