use super::bench::{bench, device};
use store::table;

#[test]
fn a_new_file_knows_its_device() {
    let bench = bench();
    let id = bench.store.device();
    let devices = bench.store.read(table::device::list).unwrap();
    assert_eq!(
        devices.iter().map(|d| (d.id, d.name.as_str())).collect::<Vec<_>>(),
        [(id, "device 1")],
        "itself alone"
    );
    assert_eq!(bench.reopen().store.device(), id, "and is the same after a restart");
    assert_ne!(device(2, &[]).store.device(), id, "another file is another device");
}
