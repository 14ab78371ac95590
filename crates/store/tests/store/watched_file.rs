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
    bench.store.write_local(|tx| watched_file::remove(tx, &["/a/2.jpg".into()])).unwrap();
    assert_eq!(
        bench.store.read(watched_file::list).unwrap(),
        all[..1],
        "a folder that is watched no more leaves nothing"
    );
}
