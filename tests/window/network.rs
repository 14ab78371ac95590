//! The app in a network namespace with nothing but loopback, under strace.
use crate::steps;
use harness::{App, Desktop, Launch, Process, apart, samples, within};
use std::fs;
use std::path::Path;
use std::process::Command;

const NAME: &str = "network::the_app_speaks_to_nobody";
const STRACE: [&str; 6] = ["strace", "-f", "-qqq", "--seccomp-bpf", "-e", "trace=%network"];

#[test]
fn the_app_speaks_to_nobody() {
    if apart(NAME, "--net", "ip link set lo up") {
        goes_the_whole_way();
    }
}

fn goes_the_whole_way() {
    let interfaces = fs::read_to_string("/proc/net/dev").unwrap();
    assert_eq!(interfaces.lines().count(), 3, "two headings and loopback:\n{interfaces}");
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("calls");
    let desktop = Desktop::start();
    let through =
        STRACE.iter().map(ToString::to_string).chain(["-o".into(), log.display().to_string()]);
    let mut app =
        App::launch_as(&desktop, Launch { through: through.collect(), ..Launch::default() });
    steps::make_profile(&app);
    steps::drop_and_read(&app, &samples()[..2]);
    steps::confirm_everything(&app);
    app.quit();
    let calls = fs::read_to_string(&log).unwrap();
    assert!(calls.contains("AF_UNIX"), "strace saw the app speak to its screen");
    let outside = outside(&calls);
    assert!(outside.is_empty(), "the app spoke to somebody:\n{}", outside.join("\n"));
    assert_eq!(steps::confirmed(&desktop, "").len(), 2, "it did its work all the same");
}

#[test]
fn a_connection_to_the_outside_is_caught() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("calls");
    let speak =
        "import socket; s = socket.socket(); s.settimeout(0.2); s.connect_ex(('192.0.2.1', 9))";
    let mut command = Command::new(STRACE[0]);
    command.args(&STRACE[1..]).arg("-o").arg(&log).args(["/usr/bin/python3", "-c", speak]);
    let _process = Process::start(&mut command);
    let caught = within(20, "the connection in the log", || {
        Some(outside(&read(&log))).filter(|caught| !caught.is_empty())
    });
    assert!(caught[0].contains("192.0.2.1"), "{caught:?}");
}

fn read(log: &Path) -> String {
    fs::read_to_string(log).unwrap_or_default()
}

/// Calls with an internet address that is not this machine's, and sockets below
/// the protocols.
fn outside(calls: &str) -> Vec<String> {
    let suspect = |line: &&str| {
        let internet = line.contains("sa_family=AF_INET");
        let here = line.contains("inet_addr(\"127.") || line.contains("\"::1\"");
        internet && !here
            || line.contains("socket(AF_PACKET")
            || line.contains("SOCK_RAW|SOCK_CLOEXEC, IPPROTO_RAW")
    };
    calls.lines().filter(suspect).map(str::to_owned).collect()
}

#[test]
fn this_machine_is_told_from_the_outside() {
    let here = "7 connect(9, {sa_family=AF_INET, sin_port=htons(4444), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0
7 connect(9, {sa_family=AF_UNIX, sun_path=@\"/tmp/.X11-unix/X1\"}, 20) = 0";
    assert_eq!(outside(here), Vec::<String>::new());
    let there = "7 sendto(9, \"x\", 1, 0, {sa_family=AF_INET6, sin6_port=htons(53), inet_pton(AF_INET6, \"2001:db8::1\", &sin6_addr)}, 28) = 1";
    assert_eq!(outside(there).len(), 1, "a datagram needs no connect");
}
