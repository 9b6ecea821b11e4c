"""Linkers: Record to Record, names to candidates. None is built in yet."""
