use super::bench::{Bench, bench};
use jiff::SignedDuration;
use store::{
    Error,
    table::{
        job::{self, Counts, Job, State},
        setting,
    },
};

const LEASE: SignedDuration = SignedDuration::from_secs(60);
const READ: &str = "read_receipt";

fn enqueue(bench: &Bench, subject: &'static str) {
    bench.store.write_local(move |tx| job::enqueue(tx, READ, subject)).unwrap();
}

fn claim(bench: &Bench) -> Option<Job> {
    bench.store.write_local(|tx| job::claim(tx, READ, LEASE)).unwrap()
}

fn counts(bench: &Bench) -> Counts {
    bench.store.read(|view| job::counts(view, READ)).unwrap()
}

fn find(bench: &Bench, subject: &str) -> Job {
    bench.store.read(|view| job::find(view, READ, subject)).unwrap().expect("queued before")
}

#[test]
fn oldest_first_and_each_to_one_worker() {
    let bench = bench();
    for subject in ["a", "b"] {
        enqueue(&bench, subject);
        bench.clock.forward(1);
    }
    enqueue(&bench, "a");
    let subjects: Vec<_> = std::iter::from_fn(|| claim(&bench)).map(|job| job.subject).collect();
    assert_eq!(subjects, ["a", "b"], "each once, although one was queued twice");
    assert_eq!(counts(&bench), Counts { queued: 0, running: 2 }, "both are with a worker");
}

#[test]
fn the_effect_and_the_end_are_one() {
    let bench = bench();
    enqueue(&bench, "a");
    let job = claim(&bench).unwrap();
    bench.store.write_local(|tx| job::cancel(tx, READ, "a")).unwrap();
    let finished = bench.store.write_local(move |tx| {
        setting::set(tx, "effect", &true)?;
        job::finish(tx, &job)
    });
    assert!(matches!(finished, Err(Error::JobLost)), "a cancelled job's result is not wanted");
    assert_eq!(
        bench.store.read(|view| setting::find::<bool>(view, "effect")).unwrap(),
        None,
        "and leaves nothing"
    );
    assert_eq!(find(&bench, "a").state, State::Cancelled, "it stays cancelled");
}

#[test]
fn a_worker_that_was_overtaken_has_no_say() {
    let bench = bench();
    enqueue(&bench, "a");
    let slow = claim(&bench).unwrap();
    assert_eq!(claim(&bench), None, "while the lease holds nobody else has it");
    bench.clock.forward(60_000);
    let quick = claim(&bench).expect("a lease that ran out is free");
    assert_eq!((quick.id, quick.attempts), (slow.id, 2), "the same job, a second attempt");
    let late = slow.clone();
    assert!(
        matches!(bench.store.write_local(move |tx| job::finish(tx, &late)), Err(Error::JobLost)),
        "finish"
    );
    let late = slow.clone();
    assert!(
        matches!(
            bench.store.write_local(move |tx| job::renew(tx, &late, LEASE)),
            Err(Error::JobLost)
        ),
        "renew"
    );
    bench.store.write_local(move |tx| job::finish(tx, &quick)).unwrap();
    assert_eq!(find(&bench, "a").state, State::Done, "the one who holds it ends it");
    enqueue(&bench, "a");
    let anew = claim(&bench).unwrap();
    assert_eq!(anew.attempts, 1, "queued anew, attempts count anew");
    assert!(
        matches!(bench.store.write_local(move |tx| job::finish(tx, &slow)), Err(Error::JobLost)),
        "an old claim stays old"
    );
}

#[test]
fn renewing_holds_a_claim() {
    let bench = bench();
    enqueue(&bench, "a");
    let job = claim(&bench).unwrap();
    bench.clock.forward(50_000);
    bench.store.write_local(move |tx| job::renew(tx, &job, LEASE)).unwrap();
    bench.clock.forward(50_000);
    assert_eq!(claim(&bench), None, "a slow picture is not read twice at once");
}

#[test]
fn failing_trying_again_and_giving_up() {
    let bench = bench();
    enqueue(&bench, "a");
    let job = claim(&bench).unwrap();
    let later = bench.context().clock.now() + SignedDuration::from_secs(10);
    bench.store.write_local(move |tx| job::retry(tx, &job, "reader_crashed", later)).unwrap();
    assert_eq!(claim(&bench), None, "not before its time");
    bench.clock.forward(10_000);
    let job = claim(&bench).expect("its time has come");
    assert_eq!(
        (job.attempts, job.code.as_deref()),
        (2, Some("reader_crashed")),
        "with what happened before"
    );
    bench.store.write_local(move |tx| job::fail(tx, &job, "nothing_to_read")).unwrap();
    assert_eq!(
        (find(&bench, "a").state, claim(&bench)),
        (State::Failed, None),
        "given up is not tried again"
    );
    enqueue(&bench, "a");
    let again = find(&bench, "a");
    assert_eq!(
        (again.state, again.attempts, again.code),
        (State::Queued, 0, None),
        "unless the user asks"
    );
}

#[test]
fn a_restart_gives_back_what_ran() {
    let bench = bench();
    enqueue(&bench, "a");
    enqueue(&bench, "b");
    claim(&bench).unwrap();
    let bench = bench.reopen();
    assert_eq!(counts(&bench), Counts { queued: 2, running: 0 }, "nobody runs it any more");
    assert_eq!(
        claim(&bench).map(|job| job.attempts),
        Some(2),
        "at once, and the attempt counts: it may be what killed the process"
    );
}

#[test]
fn cancelling_what_waits() {
    let bench = bench();
    enqueue(&bench, "a");
    assert!(bench.store.write_local(|tx| job::cancel(tx, READ, "a")).unwrap(), "there was one");
    assert!(
        !bench.store.write_local(|tx| job::cancel(tx, READ, "a")).unwrap(),
        "and then there was none"
    );
    assert_eq!(claim(&bench), None, "cancelled is not read");
    assert!(
        bench.store.read(|view| job::live(view, READ)).unwrap().is_empty(),
        "nor shown as waiting"
    );
}
