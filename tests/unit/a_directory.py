"""Directories for tests: the national catalogue, and organisations and contacts that do not exist."""

from pathlib import Path

from samtui.models.directory import DirectoryContact, Organisation, Provision, Service
from samtui.models.principal import Principal
from samtui.practice.catalogue import catalogue_rows
from samtui.store.directory import keep_index
from samtui.store.loading import insert_rows
from samtui.store.schema import DIRECTORY
from samtui.store.search import index_all
from samtui.store.store import Store

KEY = bytes(range(32))

_ORGANISATIONS = (
    ("Björkskolan", "municipality", "08-465 004 00", "Grundskola, förskoleklass till årskurs 9", "björkis"),
    (
        "Elevhälsan Lingonköping",
        "municipality",
        "08-465 004 05",
        "Elevhälsa för kommunens skolor: kurator, psykolog, skolsköterska",
        "skolkuratorn\nskolpsykologen",
    ),
    ("Habiliteringen Lingonköping", "region", "+46 8 465 004 20", "Utredning, råd och träning", "hab\nBUH"),
    ("BUP Lingonköping", "region", "08-465 004 30, 08-465 004 31", "Barn- och ungdomspsykiatri", "barnpsyk"),
    ("LSS-enheten", "municipality", "08-465 004 40", "Utreder och beslutar om insatser enligt LSS", "lss"),
    ("Försäkringskassan Mellansjö", "state", "08-465 004 50", "Omvårdnadsbidrag, merkostnader", "kassan"),
    ("Korttidshemmet Gläntan", "private", "08-465 004 60", "Korttidsvistelse för barn", "korttids"),
    ("Föreningen Autism Mellansjö", "civil_society", "08-465 004 70", "Träffar för föräldrar", ""),
)

_CONTACTS = (
    ("Björkskolan", "Ylva Kummin", "mentor", "08-465 004 01"),
    ("Björkskolan", "Rustan Mejram", "rektor", "08-465 004 02"),
    ("Elevhälsan Lingonköping", "Maj Pimpinell", "kurator", "08-465 004 06"),
    ("Habiliteringen Lingonköping", "Disa Rölleka", "arbetsterapeut", "08-465 004 21"),
    ("Habiliteringen Lingonköping", "Nils Anis", "logoped", ""),
    ("BUP Lingonköping", "Tage Vänderot", "överläkare", "070-174 06 33"),
    ("LSS-enheten", "Hampus Gräslök", "LSS-handläggare", "08-465 004 41"),
    ("Försäkringskassan Mellansjö", "Siv Timjan", "handläggare", "08-465 004 51"),
)

_GIVES = (
    ("habilitering", "Habiliteringen Lingonköping"),
    ("lss-korttidsvistelse", "Korttidshemmet Gläntan"),
    ("lss-korttidsvistelse", "LSS-enheten"),
    ("lss-avlosarservice", "LSS-enheten"),
)


def an_empty_directory(folder: Path) -> Store:
    """An encrypted directory without rows; its search follows what is changed through the door."""
    store = Store.create(folder / "directory.db", KEY, DIRECTORY)
    store.before_commit.append(keep_index)
    return store


def a_directory(folder: Path) -> Store:
    """The national catalogue with eight organisations and eight contacts of Lingonköping."""
    store = an_empty_directory(folder)
    with store.load("begun") as connection:
        rows = catalogue_rows()
        insert_rows(connection, rows)
        index_all(connection)
    services = {row["slug"]: row["id"] for row in rows[Service]}
    with store.change("organisations added") as session:
        at: dict[str, Organisation] = {}
        for name, principal, phone, does, also in _ORGANISATIONS:
            at[name] = Organisation(
                name=name,
                principal=Principal(principal),
                municipality="Lingonköping",
                phone=phone,
                does=does,
                also=also,
            )
            session.add(at[name])
        session.flush()
        for place, name, title, phone in _CONTACTS:
            contact = DirectoryContact(organisation_id=at[place].id, name=name, title=title, phone=phone)
            session.add(contact)
        for slug, name in _GIVES:
            session.add(Provision(service_id=services[slug], organisation_id=at[name].id))
    return store
