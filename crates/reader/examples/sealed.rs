//! Seals itself as a reader does and then tries what a hostile picture might.
//! Prints one line a try; the tests read them.
use std::io::Write;
use std::net::{TcpStream, UdpSocket};
use std::process::Command;

fn main() {
    let sandbox = reader::sandbox::seal();
    let tries: [(&str, std::io::Result<()>); 9] = [
        ("read a file", std::fs::read("/etc/hostname").map(drop)),
        ("read its own program", std::fs::read("/proc/self/exe").map(drop)),
        ("list a folder", std::fs::read_dir("/").map(drop)),
        ("write a file", std::fs::write("/tmp/quittance-sealed", "x")),
        ("delete a file", std::fs::remove_file("/tmp/quittance-sealed")),
        ("connect", TcpStream::connect("127.0.0.1:9").map(drop)),
        ("send a datagram", UdpSocket::bind("127.0.0.1:0").map(drop)),
        ("start a program", Command::new("/bin/true").status().map(drop)),
        ("start a thread", std::thread::Builder::new().spawn(|| ()).map(drop)),
    ];
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| writeln!(out, "{line}").expect("the pipe is open");
    say(format!("walls: {sandbox:?}"));
    for (what, outcome) in tries {
        match outcome {
            Ok(()) => say(format!("{what}: allowed")),
            Err(error) => say(format!("{what}: {:?}", error.kind())),
        }
    }
    let hoard = std::panic::catch_unwind(|| Vec::<u8>::new().try_reserve(3 << 30).is_ok());
    say(format!("take 3 GiB: {}", if matches!(hoard, Ok(true)) { "allowed" } else { "refused" }));
}
