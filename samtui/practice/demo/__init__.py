"""The fictional caseload (påhittade familjer) and its directory, as plain rows that can be written at once.

Nobody here exists: families bear the names of birds, professionals those of herbs, telephone numbers come
from the series set aside for books and films.
"""

from samtui.practice.demo.directory import demo_directory
from samtui.practice.demo.families import demo_caseload
from samtui.practice.demo.generate import generated_caseload

__all__ = ["demo_caseload", "demo_directory", "generated_caseload"]
