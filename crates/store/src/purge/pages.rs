//! Looking for values in the file as it lies on the disk: every page of it,
//! used, free or half used, decrypted without SQLite's own idea of what is in it.
use super::Vault;
use crate::{
    Error, Result,
    raw_page::{PAGE, decrypt},
};
use aho_corasick::AhoCorasick;
use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufReader, ErrorKind, Read},
};

/// Values from this length have halves that can be told from chance too. A value
/// that lies across two pages is found by one of them.
const HALVED: usize = 16;

/// What is looked for. Case is passed over: the index keeps words in lower case.
pub(crate) struct Sought {
    automaton: AhoCorasick,
    /// Whose value each needle is: itself, or half of it.
    owners: Vec<usize>,
    values: usize,
}

impl Sought {
    pub(crate) fn new(values: BTreeSet<Vec<u8>>) -> Result<Self> {
        let (mut needles, mut owners) = (Vec::new(), Vec::new());
        for (owner, value) in values.iter().enumerate() {
            let (start, end) = value.split_at(value.len() / 2);
            let halves = [start, end].into_iter().filter(|_| value.len() >= HALVED);
            for needle in [value.as_slice()].into_iter().chain(halves) {
                needles.push(needle.to_vec());
                owners.push(owner);
            }
        }
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(&needles);
        let automaton = automaton.map_err(|_| Error::Invalid("purge"))?;
        Ok(Self { automaton, owners, values: values.len() })
    }

    /// How many different values.
    pub(crate) fn values(&self) -> usize {
        self.values
    }

    /// Of how many values these are needles.
    pub(crate) fn owners(&self, needles: &BTreeSet<usize>) -> usize {
        let owners = needles.iter().filter_map(|needle| self.owners.get(*needle));
        owners.collect::<BTreeSet<_>>().len()
    }

    /// Notes every needle that stands in some bytes.
    pub(crate) fn find_in(&self, bytes: &[u8], found: &mut BTreeSet<usize>) {
        let hits = self.automaton.find_overlapping_iter(bytes);
        found.extend(hits.map(|hit| hit.pattern().as_usize()));
    }
}

/// The needles that are in the file.
pub(crate) fn search(vault: &Vault, sought: &Sought) -> Result<BTreeSet<usize>> {
    let mut file = BufReader::with_capacity(1 << 20, File::open(&vault.path)?);
    let (mut page, mut found, mut first) = ([0; PAGE], BTreeSet::new(), true);
    loop {
        match file.read_exact(&mut page) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(found),
            Err(error) => return Err(error.into()),
        }
        sought.find_in(decrypt(&mut page, &vault.key, first)?, &mut found);
        first = false;
    }
}
