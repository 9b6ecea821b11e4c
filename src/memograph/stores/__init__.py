"""Stores: where quads and reports are put, and what can be asked.

`files` writes, `loading` puts graphs into triplestores by their `profiles`; `folder` (by `embedded`
or `by_rdflib`), `embedded` and `endpoint` are asked through the Protocol of `asked`.
"""
