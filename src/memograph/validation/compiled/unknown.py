"""What the compiled check says where it knows too little."""


class UnknownFeature(Exception):
    """The shapes use something of SHACL that the compiled check does not know."""


class Unsure(Exception):
    """The compiled check cannot tell whether a document conforms; pyshacl has to."""
