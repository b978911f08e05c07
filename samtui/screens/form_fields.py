"""The fields of a form as data, and the widgets they become."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from textual.widget import Widget
from textual.widgets import Input, TextArea

from samtui.widgets.choices import Choice, Marks
from samtui.widgets.suggest import Suggest, Suggester, Suggestion


class Kind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    LONG = "long"
    SECRET = "secret"
    CHOICE = "choice"
    MARKS = "marks"
    SUGGEST = "suggest"


@dataclass(frozen=True)
class Field:
    """One field: its name for the code, its label for the person, how it is filled in, what stands there.

    ``options`` are pairs of label and value, for CHOICE and MARKS. ``hint`` stands in an empty text field.
    ``only_when`` hides the field unless it holds for the values of the others. ``proposed``: what stands there
    is a proposal, and the first letter typed replaces it.

    SUGGEST is typed with a list under it: all there is to choose from in ``options`` (pairs of label and a
    text as the key), or what ``suggester`` finds for what is typed. Its value is a ``Picked``.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    value: Any = ""
    options: Sequence[tuple[str, Any]] = ()
    hint: str = ""
    only_when: Callable[[Mapping[str, Any]], bool] | None = None
    suggester: Suggester | None = None
    proposed: bool = False


@dataclass(frozen=True)
class FormPlan:
    """A whole form. ``save`` gets the values by name; what it refuses is shown at the field it names.

    ``draft`` names the form and the row it edits ("child/new/3"); empty where nothing is kept.
    ``said`` is what the toast says when it is saved.
    """

    title: str
    fields: Sequence[Field]
    save: Callable[[dict[str, Any]], Awaitable[Any]]
    draft: str = ""
    said: str = ""
    intro: str = ""


def widget_of(one: Field) -> Widget:
    """The widget in which the field is filled in; its id is ``in-`` and the field's name."""
    name = f"in-{one.name}"
    if one.kind is Kind.CHOICE:
        return Choice(one.options, one.value, id=name)
    if one.kind is Kind.MARKS:
        return Marks(one.options, one.value or (), id=name)
    if one.kind is Kind.SUGGEST:
        options = [Suggestion(str(key), label) for label, key in one.options]
        return Suggest(one.value, suggester=one.suggester, options=options, hint=one.hint, id=name)
    if one.kind is Kind.LONG:
        area = TextArea(str(one.value), id=name, compact=True, tab_behavior="focus", placeholder=one.hint)
        area.cursor_blink = False
        return area
    box = Input(
        str(one.value),
        id=name,
        compact=True,
        placeholder=one.hint,
        select_on_focus=one.proposed,
        password=one.kind is Kind.SECRET,
    )
    box.cursor_blink = False
    return box


def value_of(widget: Widget) -> Any:
    """What stands in a field's widget."""
    return widget.text if isinstance(widget, TextArea) else widget.value  # type: ignore[attr-defined]


def put(widget: Widget, value: Any) -> None:
    """Puts a kept value back. What is no longer an option is left as it is."""
    if isinstance(widget, TextArea):
        widget.text = str(value)
        widget.move_cursor(widget.document.end)
    elif isinstance(widget, Input):
        widget.value = str(value)
    elif isinstance(widget, (Choice, Marks)):
        if isinstance(widget, Choice):
            widget.choose(_as_option(widget, value))
        else:
            widget.choose([_as_option(widget, one) for one in value])
    elif isinstance(widget, Suggest):
        widget.choose(value)


def plain_values(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, (list, tuple)):
        return [plain_values(one) for one in value]
    return value if value is None or isinstance(value, (str, int, bool)) else str(value)


def _as_option(widget: "Choice[Any] | Marks[Any]", kept: Any) -> Any:
    return next(
        (option for _label, option in widget.options if plain_values(option) == plain_values(kept)), kept
    )
