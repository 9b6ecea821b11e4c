"""The web: what memograph serves to browsers and programs on this machine."""
