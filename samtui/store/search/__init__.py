"""Search as you type over the directory: services, organisations, contacts.

``index`` keeps the search tables, ``find`` asks them. Everything is folded first (see ``samtui.store.fold``).
"""

from samtui.store.search.find import Hit, find
from samtui.store.search.index import Key, index_all, index_some

__all__ = ["Hit", "Key", "find", "index_all", "index_some"]
