use super::bench::bench;
use page::Turn;
use store::table::{
    attachment::{self, Stored},
    attachment_page::{self, Look},
};

#[test]
fn what_decoding_finds_is_noted_of_each_page() {
    let bench = bench();
    let stored = bench
        .store
        .write_local(|tx| attachment::insert(tx, "a.pdf", "application/pdf", &b"bytes"[..]))
        .unwrap();
    let Stored::New(id) = stored else { panic!("it was new") };
    let look = |width| Look { phash: u64::MAX - 5, width, height: 3400, turn: Turn::Left };
    for (page, width) in [(0, 1), (1, 2), (0, 3)] {
        let look = look(width);
        bench.store.write_local(move |tx| attachment_page::put(tx, id, page, &look)).unwrap();
    }
    let find = |page| bench.store.read(|view| attachment_page::find(view, id, page)).unwrap();
    assert_eq!(find(0), Some(look(3)), "all 64 bits, and the later look");
    assert_eq!(find(1), Some(look(2)), "each page its own");
    assert_eq!(find(2), None, "not decoded yet");
}
