//! `quittance-cli`.
fn main() {}
