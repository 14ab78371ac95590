//! Running a test again, apart from the machine it is on.
use std::process::Command;

/// Set in the process that runs inside.
const INSIDE: &str = "QUITTANCE_APART";

/// Runs the calling test a second time in a namespace of its own, where a line
/// of shell has prepared it first. True in that second run; in the first one
/// false, once the second has passed.
///
/// # Panics
/// When the second run fails.
pub fn apart(test: &str, namespace: &str, prepare: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let mut again = Command::new("unshare");
    again.args([namespace, "--map-root-user", "--", "sh", "-c"]);
    again.arg(format!("{prepare} && exec \"$@\"")).arg("sh");
    again.arg(std::env::current_exe().expect("a test knows where it is"));
    again.args(["--exact", test, "--nocapture"]).env(INSIDE, "1");
    let run = again.output().expect("unshare is installed");
    let said = [run.stdout, run.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(run.status.success(), "the same test inside the namespace: {}\n{said}", run.status);
    assert!(said.contains("1 passed"), "there is no test {test}, so nothing was looked at");
    false
}
