//! The thread that starts children.
//!
//! On Linux a child asks to die with its parent, and the kernel takes *parent*
//! to be the thread that started it. So one thread, which lives as long as the
//! pool, starts them all.
use std::io;
use std::process::{Child, Command};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

type Request = (Command, SyncSender<io::Result<Child>>);

/// Starts children from one long-lived thread, itself started when first needed.
#[derive(Default)]
pub(crate) struct Spawner(OnceLock<SyncSender<Request>>);

impl Spawner {
    /// Starts a child.
    pub(crate) fn spawn(&self, command: Command) -> io::Result<Child> {
        let gone = || io::Error::other("the starting thread is gone");
        let (reply, answer) = sync_channel(1);
        self.0.get_or_init(start).send((command, reply)).map_err(|_| gone())?;
        answer.recv().map_err(|_| gone())?
    }
}

fn start() -> SyncSender<Request> {
    let (sender, requests) = sync_channel(0);
    // If the system has no thread left, the receiver is dropped with the
    // closure and every request says so.
    let started = std::thread::Builder::new().name("reader-spawner".into()).spawn(|| run(requests));
    if let Err(error) = started {
        tracing::error!(%error, "no thread to start readers from");
    }
    sender
}

fn run(requests: Receiver<Request>) {
    for (mut command, reply) in requests {
        // Whoever asked may have gone: then the child is dropped and sees its pipe close.
        let _ = reply.send(command.spawn());
    }
}
