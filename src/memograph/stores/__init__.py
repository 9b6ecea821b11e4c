"""Stores: where quads and reports are put: `files`, and triplestores, by their `profiles`."""
