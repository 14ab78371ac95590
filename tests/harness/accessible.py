"""Asks the accessibility bus about the app, and answers in JSON.

accessible.py find ROLE[,ROLE] NAME   the first such thing whose name begins so; {} if none
accessible.py text                    every name and text on the screen
"""
import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

APP = "quittance"
PAGE = {"document web", "document frame", "internal frame"}


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def walk(node, into_page):
    """The node and everything under it; things may vanish meanwhile."""
    yield node
    try:
        if node.get_role_name() in PAGE and not into_page:
            return
        for child in list(children(node)):
            yield from walk(child, into_page)
    except GLib.Error:
        return


def everything(into_page):
    for app in children(Atspi.get_desktop(0)):
        if APP in (app.get_name() or "").lower():
            yield from walk(app, into_page)


def place(node):
    states = node.get_state_set()
    area = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
    return {
        "name": node.get_name() or "",
        "showing": states.contains(Atspi.StateType.SHOWING),
        "enabled": states.contains(Atspi.StateType.SENSITIVE)
        or states.contains(Atspi.StateType.ENABLED),
        "x": area.x,
        "y": area.y,
        "width": area.width,
        "height": area.height,
    }


def find(roles, name):
    native = all(role.endswith(("menu", "menu item", "file chooser")) for role in roles)
    hidden = {}
    for node in everything(into_page=not native):
        try:
            if node.get_role_name() in roles and (node.get_name() or "").startswith(name):
                found = place(node)
                if found["showing"]:
                    return found
                hidden = hidden or found
        except (GLib.Error, AttributeError):
            continue
    return hidden


def words(node):
    spoken = [node.get_name() or ""]
    text = node.get_text_iface()
    if text is not None:
        spoken.append(Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)))
    return spoken


def text():
    said = []
    for node in everything(into_page=True):
        try:
            if node.get_state_set().contains(Atspi.StateType.SHOWING):
                said.extend(words(node))
        except GLib.Error:
            continue
    return "\n".join(word for word in said if word)


def main():
    command, *rest = sys.argv[1:]
    answer = find(rest[0].split(","), rest[1]) if command == "find" else text()
    json.dump(answer, sys.stdout)


main()
