use super::bench::bench;
use store::table::setting;

#[test]
fn a_setting_is_the_last_that_was_set() {
    let bench = bench();
    let find = |bench: &super::bench::Bench| {
        bench.store.read(|view| setting::find::<String>(view, "theme")).unwrap()
    };
    assert_eq!(find(&bench), None, "unset until it is set");
    for theme in ["dark", "light"] {
        bench.store.write_local(move |tx| setting::set(tx, "theme", &theme)).unwrap();
    }
    assert_eq!(find(&bench.reopen()).as_deref(), Some("light"), "after a restart too");
}
