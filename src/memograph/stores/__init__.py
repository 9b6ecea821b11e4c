"""Stores: where quads and reports are put. `files` is the only one so far."""
