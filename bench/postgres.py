"""Databases of their own on the PostgreSQL of ASA_DATABASE_URL, which `make bench` starts."""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def url() -> str:
    """Where the PostgreSQL of this run is; "" where there is none."""
    return os.environ.get("ASA_DATABASE_URL", "")


def made(name: str, template: str = "template0") -> str:
    """The address of a new database in place of the one of this name."""
    with psycopg.connect(url(), autocommit=True) as connection:
        new, like = sql.Identifier(name), sql.Identifier(template)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(new))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(new, like))
    return urlunsplit(urlsplit(url())._replace(path=f"/{name}"))
