"""Tests see nothing committed, so no listener puts their rows into the index: they do it by themselves."""

from search.index import rebuild


def index_everything():
    for _number in rebuild():
        pass
