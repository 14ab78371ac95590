//! What the desktop says: that its screen was locked, that the machine is about
//! to sleep. Where it says nothing, there is no such occasion.
//!
//! Anybody on the session's bus can say that the screen was locked; that locks
//! the profile, and nothing more.
use crate::shell::Shell;
use app::lock::Occasion;
use tauri::{AppHandle, Manager};
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::{Message, Type};
use zbus::{MatchRule, zvariant::OwnedFd};

const LOGIND: &str = "org.freedesktop.login1";
const SCREEN_SAVERS: [&str; 2] = ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"];

/// Listens for as long as the program runs, each to one signal.
pub fn listen(app: &AppHandle) {
    on_thread(app, "sleep", await_sleep);
    on_thread(app, "session", await_session_lock);
    for interface in SCREEN_SAVERS {
        on_thread(app, "screen", move |app| await_screen_saver(app, interface));
    }
}

fn on_thread(
    app: &AppHandle,
    name: &str,
    hear: impl FnOnce(&AppHandle) -> zbus::Result<()> + Send + 'static,
) {
    let app = app.clone();
    let listening = std::thread::Builder::new().name(name.into()).spawn(move || {
        if let Err(error) = hear(&app) {
            tracing::info!(%error, "the desktop does not say when to lock");
        }
    });
    if let Err(error) = listening {
        tracing::warn!(%error, "the desktop is not listened to");
    }
}

/// The machine waits with its sleep for as long as this holds it back: where it
/// locks, until the process is replaced, with all that it knew.
fn await_sleep(app: &AppHandle) -> zbus::Result<()> {
    let bus = Connection::system()?;
    let rule = signal("org.freedesktop.login1.Manager", "PrepareForSleep")?.sender(LOGIND)?;
    let mut delay = hold_back(&bus);
    for message in MessageIterator::for_match_rule(rule.build(), &bus, None)? {
        if begins(&message?)? {
            if !app.state::<Shell>().lock_on(Occasion::Sleep) {
                drop(delay.take());
            }
        } else {
            delay = hold_back(&bus);
        }
    }
    Ok(())
}

/// None where it is not allowed: then the profile locks as soon as it can.
fn hold_back(bus: &Connection) -> Option<OwnedFd> {
    let why = ("sleep", "Quittance", "Locks the open profile", "delay");
    let manager = Some("org.freedesktop.login1.Manager");
    let path = "/org/freedesktop/login1";
    let reply = bus.call_method(Some(LOGIND), path, manager, "Inhibit", &why);
    reply.and_then(|reply| reply.body().deserialize()).ok()
}

/// `loginctl lock-session`, and desktops that lock that way.
fn await_session_lock(app: &AppHandle) -> zbus::Result<()> {
    let rule = signal("org.freedesktop.login1.Session", "Lock")?.sender(LOGIND)?;
    let bus = Connection::system()?;
    for message in MessageIterator::for_match_rule(rule.build(), &bus, None)? {
        message?;
        app.state::<Shell>().lock_on(Occasion::ScreenLocked);
    }
    Ok(())
}

fn await_screen_saver(app: &AppHandle, interface: &'static str) -> zbus::Result<()> {
    let bus = Connection::session()?;
    let rule = signal(interface, "ActiveChanged")?;
    for message in MessageIterator::for_match_rule(rule.build(), &bus, None)? {
        if begins(&message?)? {
            app.state::<Shell>().lock_on(Occasion::ScreenLocked);
        }
    }
    Ok(())
}

fn signal(
    interface: &'static str,
    member: &'static str,
) -> zbus::Result<zbus::match_rule::Builder<'static>> {
    MatchRule::builder().msg_type(Type::Signal).interface(interface)?.member(member)
}

/// Whether it says that something begins, and not that it is over.
fn begins(message: &Message) -> zbus::Result<bool> {
    message.body().deserialize()
}
