"""Which stores are fetched: the one place of their versions. Oxigraph's is in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

JARS = Path(__file__).resolve().parents[3] / "build" / "stores"
FUSEKI_VERSION = "5.6.0"  # the last line that runs on Java 17
FUSEKI = f"org.apache.jena:jena-fuseki-server:{FUSEKI_VERSION}"
FUSEKI_JAR = JARS / f"jena-fuseki-server-{FUSEKI_VERSION}.jar"
RDF4J_VERSION = "4.1.3"  # the newest whose server is on Maven
RDF4J = f"org.eclipse.rdf4j:rdf4j-http-server:{RDF4J_VERSION}:war"
RDF4J_WAR = JARS / f"rdf4j-http-server-{RDF4J_VERSION}.war"
JETTY_VERSION = "9.4.58.v20250814"  # the last line of javax.servlet
JETTY = f"org.eclipse.jetty:jetty-runner:{JETTY_VERSION}"
JETTY_JAR = JARS / f"jetty-runner-{JETTY_VERSION}.jar"
JAVA = 17
VIRTUOSO = ("virtuoso-opensource-7-bin", "virtuoso-opensource-7-common")
"""Packages of Debian, whose release holds one version."""
