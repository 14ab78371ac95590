//! Readers that die, and the walls around them.
use super::*;
use std::process::Command;

/// The readers that this test program started, by `/proc`.
fn children() -> Vec<i32> {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    let lists =
        tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("children")).ok());
    lists
        .flat_map(|list| {
            list.split_whitespace().map(|pid| pid.parse().unwrap()).collect::<Vec<_>>()
        })
        .collect()
}

fn signal(name: &str, pid: i32) {
    let status = Command::new("kill").args([name, &pid.to_string()]).status();
    assert!(status.unwrap().success(), "{pid} ran");
}

fn the_only_child() -> i32 {
    let [pid] = children()[..] else { panic!("one reader: {:?}", children()) };
    pid
}

/// Whether this is a program of its own for one test, in which all children
/// are that test's; otherwise runs it so.
fn is_alone(test: &str) -> bool {
    if std::env::var_os("READER_TEST_ALONE").is_some() {
        return true;
    }
    let own = std::env::current_exe().unwrap();
    let alone = Command::new(own).args(["--exact", test]).env("READER_TEST_ALONE", "1").output();
    let alone = alone.unwrap();
    assert!(alone.status.success(), "{}", String::from_utf8_lossy(&alone.stdout));
    false
}

/// What comes of a reader that is a shell script: the shell takes the place
/// of the program, and the script that of the languages.
fn outcome(script: &str) -> ReadError {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reader.sh");
    std::fs::write(&path, script).unwrap();
    let pool = Pool::start(PoolConfig {
        program: "/bin/sh".into(),
        languages: vec![path.to_str().unwrap().into()],
        timeout: Duration::from_secs(5),
        size: 1,
        tessdata: None,
    });
    read(&pool, &drawn::jpeg()).unwrap_err()
}

#[test]
fn a_reader_that_breaks_the_protocol_is_a_crash() {
    assert!(matches!(outcome("exit 3"), ReadError::Crashed(_)), "it ends before its hello");
    assert!(matches!(outcome("echo hello there, parent"), ReadError::Crashed(_)), "noise");
    let lie = r"printf '\377\377\377\377\377\377\377\377'; exec sleep 9";
    assert!(matches!(outcome(lie), ReadError::Crashed(_)), "a length of 4 GiB");
    assert!(matches!(outcome("exec sleep 60"), ReadError::TimedOut), "it never says a word");
    assert!(matches!(outcome("exit 127"), ReadError::Missing(_)), "a library is not there");
}

#[test]
fn a_reader_killed_while_it_reads_costs_that_picture() {
    if !is_alone("killed::a_reader_killed_while_it_reads_costs_that_picture") {
        return;
    }
    let pool = pool(1);
    let mut kill = |_| signal("-KILL", the_only_child());
    let none = CancelToken::new();
    let error = pool.read(&drawn::slow_page(), &context(), &none, &mut kill).unwrap_err();
    assert!(matches!(error, ReadError::Crashed(_)), "{error:?}");
    assert!(read(&pool, &drawn::jpeg()).is_ok(), "the next one has a new reader");
    signal("-KILL", the_only_child());
    assert!(read(&pool, &drawn::jpeg()).is_ok(), "one killed while idle costs nothing");
    drop(pool);
    assert_eq!(children(), Vec::<i32>::new(), "a pool leaves no process behind");
}

#[test]
fn a_reader_that_hangs_costs_its_time_and_that_picture() {
    if !is_alone("killed::a_reader_that_hangs_costs_its_time_and_that_picture") {
        return;
    }
    let timeout = Duration::from_secs(10);
    let pool = Pool::start(PoolConfig { size: 1, timeout, ..config() });
    let none = CancelToken::new();
    let start = Instant::now();
    let mut hang = |_| signal("-STOP", the_only_child());
    let error = pool.read(&drawn::slow_page(), &context(), &none, &mut hang).unwrap_err();
    assert_eq!(error, ReadError::TimedOut);
    assert!(start.elapsed() >= timeout, "not before its time: {:?}", start.elapsed());
    assert!(read(&pool, &drawn::jpeg()).is_ok(), "the next has a new reader and its own time");
}

#[test]
fn a_reader_outlives_the_thread_that_asked() {
    if !is_alone("killed::a_reader_outlives_the_thread_that_asked") {
        return;
    }
    let pool = pool(1);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| read(&pool, &drawn::jpeg()).is_ok());
        assert!(first.join().unwrap());
    });
    let before = the_only_child();
    std::thread::sleep(Duration::from_millis(200));
    assert!(read(&pool, &drawn::jpeg()).is_ok());
    assert_eq!(the_only_child(), before, "the thread that asked first may end, the reader stays");
}

#[test]
fn the_walls_stand_and_the_environment_is_bare() {
    let hello = pool(1).check().unwrap();
    assert!(hello.sandbox.limits && hello.sandbox.calls, "{:?}", hello.sandbox);
    assert_eq!(hello.languages, ["eng"]);
    assert!(hello.installed.contains(&"eng".to_owned()));
}
