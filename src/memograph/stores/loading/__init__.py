"""Loading: graphs put into triplestores, wholly or not at all, counted, told of and removed.

`store` says what a store is to whoever loads it, `embedded` and `endpoint` are the two kinds,
`targets` opens what a user names.
"""
