//! `quittance`, the desktop app.
fn main() {}
