"""Stands for the owner of the machine's sleep: takes delays, says that it is
about to sleep once a file says so, and notes when nobody delays it any more."""
import os
import sys
from gi.repository import Gio, GLib

ASLEEP, RELEASED = (os.path.join(sys.argv[1], name) for name in ("asleep", "released"))
MANAGER = "org.freedesktop.login1.Manager"
NODE = Gio.DBusNodeInfo.new_for_xml(
    f"""<node><interface name="{MANAGER}"><method name="Inhibit">
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="h" direction="out"/></method></interface></node>"""
)
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def released(_, __, process):
    """What the process is called by now: it is another one once it is locked."""
    with open(f"/proc/{process}/cmdline") as words, open(RELEASED, "w") as said:
        said.write(words.read().replace("\0", " ") or "replaced just now")
    return False


def inhibit(bus, sender, path, interface, method, arguments, call):
    what, _, _, mode = arguments.unpack()
    assert (what, mode) == ("sleep", "delay")
    ours, theirs = os.pipe()
    asked = bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                          "GetConnectionUnixProcessID", GLib.Variant("(s)", (sender,)),
                          None, Gio.DBusCallFlags.NONE, -1, None)
    GLib.unix_fd_add_full(GLib.PRIORITY_DEFAULT, ours, GLib.IOCondition.HUP, released, asked[0])
    handles = Gio.UnixFDList.new_from_array([theirs])
    call.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), handles)


def sleep():
    if os.path.exists(ASLEEP):
        about = GLib.Variant("(b)", (True,))
        bus.emit_signal(None, "/org/freedesktop/login1", MANAGER, "PrepareForSleep", about)
    return True


bus.register_object("/org/freedesktop/login1", NODE.interfaces[0], inhibit, None, None)
Gio.bus_own_name_on_connection(bus, "org.freedesktop.login1", 0, None, None)
GLib.timeout_add(1000, sleep)
GLib.MainLoop().run()
