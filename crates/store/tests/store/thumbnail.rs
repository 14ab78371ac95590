use super::bench::bench;
use store::table::{
    attachment::{self, Stored},
    thumbnail::{self, Picture, Size},
};

#[test]
fn one_picture_a_size_and_the_newer_replaces() {
    let bench = bench();
    let stored = bench
        .store
        .write_local(|tx| attachment::insert(tx, "a", "image/png", &b"bytes"[..]))
        .unwrap();
    let Stored::New(id) = stored else { panic!("it was new") };
    let picture = |byte: u8| Picture { mime: "image/jpeg".into(), bytes: vec![byte; 300] };
    for byte in [1, 2] {
        let picture = picture(byte);
        bench
            .store
            .write_local(move |tx| thumbnail::put(tx, id, 0, Size::Thumb, &picture))
            .unwrap();
    }
    let find = |size| bench.store.read(|view| thumbnail::find(view, id, 0, size)).unwrap();
    assert_eq!(find(Size::Thumb), Some(picture(2)), "the newer one");
    assert_eq!(find(Size::View), None, "another size is not there yet");
    let second = bench.store.read(|view| thumbnail::find(view, id, 1, Size::Thumb)).unwrap();
    assert_eq!(second, None, "nor another page");
}
