"""Laptops in one room: they find each other, are paired by comparing a short code, and exchange changes over TLS with pinned keys.

Nothing here knows a row, a window or a workspace: what is exchanged is handed over as sealed pieces (`talking.Shares`). No socket is
opened before somebody switches it on, and none leaves the local network.
"""
