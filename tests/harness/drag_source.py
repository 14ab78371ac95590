"""A small window to drag files from: drag_source.py FILE...

Says "ready" once it is on the screen, at its right edge.
"""
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

URIS = [Path(name).absolute().as_uri() for name in sys.argv[1:]]


def hand_over(_widget, _context, selection, _info, _time):
    selection.set_uris(URIS)


def say_ready(_widget, _event):
    GLib.timeout_add(200, lambda: print("ready", flush=True))


def main():
    window = Gtk.Window(title="Files to drag")
    window.set_default_size(160, 100)
    window.set_keep_above(True)
    window.move(1420, 40)
    handle = Gtk.EventBox()
    handle.add(Gtk.Label(label=f"{len(URIS)} files"))
    handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
    handle.drag_source_add_uri_targets()
    handle.connect("drag-data-get", hand_over)
    window.add(handle)
    window.connect("map-event", say_ready)
    window.connect("destroy", Gtk.main_quit)
    window.show_all()
    Gtk.main()


main()
