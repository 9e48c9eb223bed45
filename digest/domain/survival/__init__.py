"""How sources fare: whether they can still be had, and what becomes of a citation when they cannot.

`rules` decides, `looking` asks the network, `checking` brings both together and lets readers see what
changed; `archive` and `saving` know of archived copies, `citing` of who would miss a source, `by_hand` of
what editors say themselves, and `queue` has the lists of the desk.
"""
