use super::bench::bench;
use store::table::watched_file::{self, Verdict, WatchedFile};

#[test]
fn what_was_looked_at_is_known_after_a_restart() {
    let file =
        |path: &str, len, verdict| WatchedFile { path: path.into(), len, modified: 7, verdict };
    let bench = bench();
    let put =
        |one: WatchedFile| bench.store.write_local(move |tx| watched_file::put(tx, &one)).unwrap();
    put(file("/a/1.jpg", 10, Verdict::Offered));
    put(file("/a/2.jpg", 20, Verdict::Passed));
    put(file("/a/1.jpg", 11, Verdict::Settled));
    let bench = bench.reopen();
    let all = [file("/a/1.jpg", 11, Verdict::Settled), file("/a/2.jpg", 20, Verdict::Passed)];
    assert_eq!(
        bench.store.read(watched_file::list).unwrap(),
        all,
        "the last look at a path counts"
    );
    let thumb =
        |path: &'static str| bench.store.read(|view| watched_file::thumb(view, path)).unwrap();
    bench.store.write_local(|tx| watched_file::set_thumb(tx, "/a/1.jpg", b"JPEG")).unwrap();
    assert_eq!(thumb("/a/1.jpg"), Some(b"JPEG".to_vec()));
    assert_eq!((thumb("/a/2.jpg"), thumb("/a/3.jpg")), (None, None), "not kept, and not there");
    let settled = file("/a/1.jpg", 11, Verdict::Settled);
    bench.store.write_local(move |tx| watched_file::put(tx, &settled)).unwrap();
    assert_eq!(thumb("/a/1.jpg"), None, "what is offered no more leaves no picture");
    bench.store.write_local(|tx| watched_file::remove(tx, &["/a/2.jpg".into()])).unwrap();
    assert_eq!(
        bench.store.read(watched_file::list).unwrap(),
        all[..1],
        "a folder that is watched no more leaves nothing"
    );
}
