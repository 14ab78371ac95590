//! Started where there is no screen.
use harness::{Home, program};

#[test]
fn without_a_display_one_sentence_names_the_command_line() {
    let output = Home::new().command(program("quittance")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "a script can tell: {said}");
    assert_eq!(said.lines().count(), 1, "a sentence, and no toolkit's complaint: {said}");
    assert!(said.contains("no display") && said.contains("quittance-cli"), "{said}");
    assert!(output.stdout.is_empty(), "nothing else");
}
