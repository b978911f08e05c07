"""The directory store: who does what. Nothing about a family stands here."""

from samtui.models.base import DirectoryRow
from samtui.models.directory.organisations import DirectoryContact, Organisation
from samtui.models.directory.services import Provision, Service, ServiceText

metadata = DirectoryRow.metadata

__all__ = ["DirectoryContact", "Organisation", "Provision", "Service", "ServiceText", "metadata"]
