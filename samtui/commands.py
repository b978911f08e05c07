"""The one table of commands. Keys, the key line, the palette, the help, the keymap file and the key tables of
the guide are all made from it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from textual.binding import Binding

from samtui.language import N_


class Place(StrEnum):
    """Where a command can be given."""

    EVERYWHERE = "everywhere"
    LOCK = "lock"
    CASELOAD = "caseload"
    FAMILY = "family"
    LOOKUP = "lookup"
    CARD = "card"
    CONSENTS = "consents"
    CONSENT = "consent"
    MEETINGS = "meetings"
    MEETING = "meeting"
    MINUTES = "minutes"
    TODO = "todo"
    FORM = "form"
    PICK = "pick"
    HELP = "help"
    PALETTE = "palette"
    LIST = "list"


PLACE_NAMES = {
    Place.EVERYWHERE: N_("Everywhere"),
    Place.LOCK: N_("The lock"),
    Place.CASELOAD: N_("Families"),
    Place.FAMILY: N_("Family card"),
    Place.LOOKUP: N_("Who does what"),
    Place.CARD: N_("A card of who does what"),
    Place.CONSENTS: N_("Consent"),
    Place.CONSENT: N_("The family's consents"),
    Place.MEETINGS: N_("Meetings"),
    Place.MEETING: N_("A meeting"),
    Place.MINUTES: N_("The minutes of a meeting"),
    Place.TODO: N_("To do"),
    Place.FORM: N_("A form"),
    Place.PICK: N_("A short list to choose from"),
    Place.HELP: N_("Help"),
    Place.PALETTE: N_("Go to"),
    Place.LIST: N_("A list"),
}


@dataclass(frozen=True)
class Command:
    """One command. ``keys`` are the default ones, the first is shown; ``short`` stands in the key line.

    ``action`` is the name of the method ``action_…`` of the place's screen (or of the app, everywhere).
    A command without ``short`` stands in the help and the palette only.
    """

    id: str
    place: Place
    keys: str
    action: str
    title: str
    short: str = ""
    help: str = ""
    in_palette: bool = True


def _everywhere() -> Iterable[Command]:
    place = Place.EVERYWHERE
    yield Command("help", place, "f1,question_mark", "help", N_("Help for this screen"), N_("Help"))
    yield Command("look_up", place, "f2", "look_up", N_("Look up who does what"), N_("Who?"))
    yield Command("palette", place, "ctrl+p,colon", "palette", N_("Go to anything by typing"), N_("Go to"))
    yield Command("section.caseload", place, "1", "section('caseload')", N_("Go to Families"))
    yield Command("section.lookup", place, "2", "section('lookup')", N_("Go to Who does what"))
    yield Command("section.consents", place, "3", "section('consents')", N_("Go to Consent"))
    yield Command("section.meetings", place, "4", "section('meetings')", N_("Go to Meetings"))
    yield Command("section.todo", place, "5", "section('todo')", N_("Go to To do"))
    yield Command("theme", place, "f8", "theme", N_("Change the theme"))
    yield Command("language", place, "f12", "language", N_("Change the language"))
    yield Command("lock", place, "ctrl+l", "lock", N_("Lock"), N_("Lock"))
    yield Command("quit", place, "ctrl+q", "quit", N_("Quit"), N_("Quit"))


def _lists() -> Iterable[Command]:
    for id_, keys, action, title in (
        ("list.up", "up,k", "move(-1)", N_("Up")),
        ("list.down", "down,j", "move(1)", N_("Down")),
        ("list.page_up", "pageup", "page(-1)", N_("A page up")),
        ("list.page_down", "pagedown", "page(1)", N_("A page down")),
        ("list.first", "home", "first", N_("First row")),
        ("list.last", "end", "last", N_("Last row")),
        ("list.open", "enter", "open", N_("Open")),
    ):
        yield Command(id_, Place.LIST, keys, action, title, in_palette=False)


def _caseload() -> Iterable[Command]:
    place = Place.CASELOAD
    yield Command("caseload.open", place, "enter", "open", N_("Open the family"), N_("Open"))
    yield Command("caseload.new", place, "n", "new", N_("New family"), N_("New family"))
    yield Command("caseload.filter", place, "slash,f3", "filter", N_("Filter the list"), N_("Filter"))
    yield Command("caseload.sort", place, "o", "sort", N_("Sort in another way"), N_("Sort"))
    yield Command("caseload.back", place, "escape", "back", N_("Clear the filter"), in_palette=False)


def _family() -> Iterable[Command]:
    place = Place.FAMILY
    yield Command("family.open", place, "enter", "open", N_("Open or change"), N_("Open"))
    yield Command("family.note", place, "t", "new('note')", N_("Note a contact"), N_("Contact"))
    yield Command("family.action", place, "p,å", "new('action')", N_("Note a promise"), N_("Promise"))
    yield Command("family.meeting", place, "m", "new('meeting')", N_("Plan a meeting"), N_("Meeting"))
    yield Command("family.consent", place, "s", "new('consent')", N_("Note a consent"), N_("Consent"))
    yield Command("family.need", place, "e", "new('need')", N_("Add a need"), N_("Need"))
    yield Command("family.actor", place, "a", "new('actor')", N_("Add an actor"), N_("Actor"))
    yield Command("family.child", place, "b", "new('child')", N_("Add a child"), N_("Child"))
    yield Command(
        "family.adult", place, "v", "new('adult')", N_("Add a guardian or another adult"), N_("Adult")
    )
    yield Command("family.contact", place, "c", "new('contact')", N_("New contact at the actor"))
    yield Command("family.new", place, "n", "new", N_("New one of what the list holds"))
    yield Command("family.edit", place, "f4", "edit", N_("Change the family itself"))
    yield Command("family.next_part", place, "right,tab", "part(1)", N_("Next part of the card"))
    yield Command(
        "family.previous_part", place, "left,shift+tab", "part(-1)", N_("Previous part of the card")
    )
    yield Command("family.earlier", place, "minus", "shift(-1)", N_("Move the need up"))
    yield Command("family.later", place, "plus", "shift(1)", N_("Move the need down"))
    yield Command("family.left", place, "l", "left", N_("The actor's part, or the contact, has ended"))
    yield Command("family.back", place, "escape,q", "back", N_("Back"), N_("Back"), in_palette=False)


def _lookup() -> Iterable[Command]:
    place = Place.LOOKUP
    yield Command("lookup.open", place, "enter", "open", N_("Open the card"), N_("Open"), in_palette=False)
    yield Command("lookup.box", place, "slash,f3", "filter", N_("To the search box"), N_("Search"))
    yield Command("lookup.new", place, "ctrl+n,n", "new", N_("New organisation"), N_("New organisation"))
    for id_, keys, action, title in (
        ("lookup.up", "up", "move(-1)", N_("Up among the answers, while typing")),
        ("lookup.down", "down", "move(1)", N_("Down among the answers, while typing")),
        ("lookup.page_up", "pageup", "page(-1)", N_("A page up among the answers")),
        ("lookup.page_down", "pagedown", "page(1)", N_("A page down among the answers")),
    ):
        yield Command(id_, place, keys, action, title, in_palette=False)
    yield Command(
        "lookup.back",
        place,
        "escape",
        "back",
        N_("Clear the search box; then back"),
        N_("Back"),
        in_palette=False,
    )
    place = Place.CARD
    yield Command("card.copy", place, "y", "copy", N_("Copy the phone number"), N_("Copy number"))
    yield Command("card.open", place, "enter", "open", N_("Open what is named on the card"), N_("Open"))
    yield Command("card.add", place, "a", "add", N_("Add to a family's actors"), N_("Add to family"))
    yield Command("card.contact", place, "n", "new_contact", N_("New contact here"), N_("New contact"))
    yield Command("card.back", place, "escape,q", "back", N_("Back"), N_("Back"), in_palette=False)


def _consent() -> Iterable[Command]:
    place = Place.CONSENTS
    yield Command("consents.open", place, "enter", "open", N_("Open the family's consents"), N_("Open"))
    yield Command("consents.filter", place, "slash,f3", "filter", N_("Filter the list"), N_("Filter"))
    yield Command("consents.back", place, "escape", "back", N_("Clear the filter"), in_palette=False)
    place = Place.CONSENT
    yield Command("consent.note", place, "s,n", "note('information')", N_("Note a consent to passing information"),
                  N_("Consent"))  # fmt: skip
    yield Command("consent.planning", place, "p", "note('planning')", N_("Note a consent to joint planning"),
                  N_("Joint planning"))  # fmt: skip
    yield Command("consent.answer", place, "enter", "answer", N_("Note an answer"), N_("Answer"))
    yield Command("consent.withdraw", place, "å,w", "withdraw", N_("Note that a consent is withdrawn"),
                  N_("Withdrawn"))  # fmt: skip
    yield Command("consent.switch", place, "tab", "switch", N_("To the other list"), in_palette=False)
    yield Command("consent.back", place, "escape,q", "back", N_("Back"), N_("Back"), in_palette=False)


def _meetings() -> Iterable[Command]:
    place = Place.MEETINGS
    yield Command("meetings.open", place, "enter", "open", N_("Open the meeting"), N_("Open"))
    yield Command("meetings.new", place, "n", "new", N_("Plan a meeting"), N_("New meeting"))
    yield Command("meetings.filter", place, "slash,f3", "filter", N_("Filter the list"), N_("Filter"))
    yield Command(
        "meetings.earlier", place, "o", "earlier", N_("Coming or earlier meetings"), N_("Coming/earlier")
    )
    yield Command("meetings.back", place, "escape", "back", N_("Clear the filter"), in_palette=False)
    place = Place.MEETING
    yield Command("meeting.live", place, "f5", "live", N_("Begin or end the meeting"), N_("Begin/end"))
    yield Command("meeting.promise", place, "f4", "promise", N_("A promise from this item"), N_("Promise"))
    yield Command("meeting.agree", place, "f6", "agree", N_("What we agreed on"), N_("Agreed"))
    yield Command("meeting.attendance", place, "f7", "attendance", N_("Who is there"), N_("Present"))
    yield Command("meeting.child", place, "f3", "child", N_("How the child took part"), N_("The child"))
    yield Command(
        "meeting.minutes", place, "f9", "minutes", N_("Read, lock and export the minutes"), N_("Read")
    )
    yield Command("meeting.next", place, "ctrl+down", "step(1)", N_("Next item"))
    yield Command("meeting.previous", place, "ctrl+up", "step(-1)", N_("Previous item"))
    yield Command("meeting.both", place, "ctrl+r", "both", N_("Put both texts together"), N_("Both texts"))
    yield Command("meeting.edit", place, "ctrl+e", "edit", N_("Time, place, questions, follow-up"))
    yield Command("meeting.invite", place, "ctrl+n", "invite", N_("Call or invite one more"))
    yield Command("meeting.uninvite", place, "ctrl+g", "uninvite", N_("Take somebody off the list"))
    yield Command("meeting.item", place, "ctrl+o", "item", N_("One more item on the agenda"))
    yield Command(
        "meeting.cancel", place, "ctrl+t", "cancel", N_("The meeting is cancelled, or takes place after all")
    )
    yield Command("meeting.back", place, "escape", "back", N_("Back"), N_("Back"), in_palette=False)


def _minutes() -> Iterable[Command]:
    place = Place.MINUTES
    yield Command(
        "minutes.lock", place, "l,f", "lock_minutes", N_("Lock the minutes"), N_("Lock the minutes")
    )
    yield Command("minutes.export", place, "e", "export", N_("Write the minutes to a file"), N_("To a file"))
    yield Command(
        "minutes.version", place, "v", "version", N_("A new version of locked minutes"), N_("New version")
    )
    yield Command("minutes.copy", place, "y", "copy", N_("Copy the text"), N_("Copy"))
    yield Command("minutes.back", place, "escape,q,f9", "back", N_("Back"), N_("Back"), in_palette=False)


def _pick() -> Iterable[Command]:
    place = Place.PICK
    yield Command("pick.choose", place, "enter", "choose", N_("Choose"), N_("Choose"), in_palette=False)
    yield Command("pick.up", place, "up", "move(-1)", N_("Up"), in_palette=False)
    yield Command("pick.down", place, "down", "move(1)", N_("Down"), in_palette=False)
    yield Command("pick.page_up", place, "pageup", "page(-1)", N_("A page up"), in_palette=False)
    yield Command("pick.page_down", place, "pagedown", "page(1)", N_("A page down"), in_palette=False)
    yield Command("pick.leave", place, "escape", "leave", N_("Leave"), N_("Leave"), in_palette=False)


def _todo() -> Iterable[Command]:
    place = Place.TODO
    yield Command("todo.done", place, "d,space", "done", N_("Done"), N_("Done"))
    yield Command("todo.reopen", place, "d,space", "reopen", N_("Take it up again"), N_("Take up again"))
    yield Command("todo.postpone", place, "plus", "postpone", N_("Postpone"), N_("Postpone"))
    yield Command("todo.give", place, "g", "give", N_("Give to somebody else"), N_("Give"))
    yield Command("todo.open", place, "enter", "open", N_("Change the promise"), N_("Change"))
    yield Command("todo.family", place, "f", "family", N_("Open the family"), N_("Family"))
    yield Command("todo.closed", place, "o", "closed", N_("Open or closed promises"), N_("Open/closed"))
    yield Command("todo.filter", place, "slash,f3", "filter", N_("Filter the list"), N_("Filter"))
    yield Command("todo.back", place, "escape", "back", N_("Clear the filter"), in_palette=False)


def _form() -> Iterable[Command]:
    place = Place.FORM
    yield Command("form.save", place, "ctrl+s", "save", N_("Save"), N_("Save"), in_palette=False)
    yield Command("form.leave", place, "escape", "leave", N_("Leave; what is typed is kept as a draft"), N_("Leave"),
                  in_palette=False)  # fmt: skip


def _finding() -> Iterable[Command]:
    place = Place.HELP
    yield Command("help.give", place, "enter", "give", N_("Give this command"), N_("Do it"), in_palette=False)
    yield Command("help.leave", place, "escape,q,f1", "leave", N_("Close"), N_("Close"), in_palette=False)
    place = Place.PALETTE
    for id_, keys, action, title, short in (
        ("palette.go", "enter", "go", N_("Go there, or give the command"), N_("Go")),
        ("palette.leave", "escape", "leave", N_("Close"), N_("Close")),
        ("palette.up", "up", "move(-1)", N_("Up"), ""),
        ("palette.down", "down", "move(1)", N_("Down"), ""),
        ("palette.page_up", "pageup", "page(-1)", N_("A page up"), ""),
        ("palette.page_down", "pagedown", "page(1)", N_("A page down"), ""),
    ):
        yield Command(id_, place, keys, action, title, short, in_palette=False)


COMMANDS: tuple[Command, ...] = (
    *_everywhere(), *_lists(), *_caseload(), *_family(), *_lookup(), *_consent(), *_meetings(), *_todo(), *_form(),
    *_minutes(), *_pick(),
    *_finding(),
)  # fmt: skip

WHILE_TYPING = frozenset({"help", "look_up", "palette", "theme", "language", "lock", "quit"})
"""Of the commands that hold everywhere, those that also hold in a sheet that lies over a screen."""


def commands_of(*places: Place) -> tuple[Command, ...]:
    """The commands that can be given in these places."""
    return tuple(command for command in COMMANDS if command.place in places)


def bindings_of(*places: Place) -> list[Binding]:
    """The same as key bindings. Their descriptions are messages, translated where they are shown."""
    return [
        Binding(
            command.keys,
            command.action,
            command.short or command.title,
            show=bool(command.short),
            id=command.id,
        )
        for command in commands_of(*places)
    ]


def bindings_over_a_screen() -> list[Binding]:
    """For a sheet that lies over a screen and hides the app's own bindings: locking, quitting, help …"""
    return [
        replace(binding, action=f"app.{binding.action}")
        for binding in bindings_of(Place.EVERYWHERE)
        if binding.id in WHILE_TYPING
    ]
