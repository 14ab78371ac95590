//! The recovery kit: shown until it is proven, then forgotten.
use crate::error::Error;
use crate::exports;
use crate::session::Session;
use crate::views::{Event, KitSaved, KitState, RecoveryKitView};
use envelope::{Kit, Opener};
use std::path::Path;
use store::table::setting;
use words::Words;

/// The words, kept inside the vault until the user has proven them.
pub(crate) const WORDS: &str = "recovery_kit_words";

/// The words of a kit that shall take the present one's place, until they are proven.
pub(crate) const NEXT_WORDS: &str = "recovery_kit_next_words";

/// Set when the user said *later*: one line in the inbox is left.
const DISMISSED: &str = "recovery_kit_dismissed";

/// The words and the two positions to prove: those of a kit that is to take the
/// present one's place, if there is one.
pub fn view(session: &Session) -> Result<RecoveryKitView, Error> {
    let next = kept(session, NEXT_WORDS)?;
    let words = next.map_or_else(|| kept(session, WORDS), |next| Ok(Some(next)))?;
    Ok(shown(words.ok_or(Error::NotFound { what: "kit" })?))
}

/// Checks the two words asked for; from then on the words are not kept.
pub fn prove(session: &Session, typed: &[String; 2]) -> Result<(), Error> {
    require_proof(&shown(kept(session, WORDS)?.ok_or(Error::NotFound { what: "kit" })?), typed)?;
    forget(session, &[WORDS])
}

/// The words of the kit that is to come, if the two asked for are right.
pub(crate) fn proven(session: &Session, typed: &[String; 2]) -> Result<Vec<String>, Error> {
    let next = shown(kept(session, NEXT_WORDS)?.ok_or(Error::NotFound { what: "kit" })?);
    require_proof(&next, typed)?;
    Ok(next.words)
}

/// The kit that was to come is the present one; the words of neither are kept.
pub(crate) fn forget_next(session: &Session) -> Result<(), Error> {
    forget(session, &[NEXT_WORDS, WORDS])
}

/// How it stands with the kit.
pub fn state(session: &Session) -> Result<KitState, Error> {
    if kept(session, NEXT_WORDS)?.is_some() {
        return Ok(KitState::Replacing);
    }
    Ok(if kept(session, WORDS)?.is_some() { KitState::Unproven } else { KitState::Proven })
}

/// Gives up a kit that was to come. One that has come, after which a kill left its
/// words here, stays what it is: proven, and the only one.
pub fn withdraw(session: &Session) -> Result<(), Error> {
    match kept(session, NEXT_WORDS)? {
        Some(next) if opens(session, &next)? => forget_next(session),
        _ => forget(session, &[NEXT_WORDS]),
    }
}

fn opens(session: &Session, words: &[String]) -> Result<bool, Error> {
    let kit = Kit::parse(&words.join(" "))?;
    Ok(session.open_profile().header()?.open(&Opener::Kit(&kit)).is_ok())
}

/// A kit's words, one by one.
pub(crate) fn words_of(kit: &envelope::Kit) -> Vec<String> {
    kit.to_words().expose().split(' ').map(str::to_owned).collect()
}

/// The words with the positions to prove.
pub(crate) fn shown(words: Vec<String>) -> RecoveryKitView {
    let prove = asked(&words);
    RecoveryKitView { words, prove }
}

fn require_proof(kit: &RecoveryKitView, typed: &[String; 2]) -> Result<(), Error> {
    let fits =
        kit.prove.iter().zip(typed).all(|(position, typed)| is_word(&kit.words, *position, typed));
    if fits { Ok(()) } else { Err(Error::WrongKit) }
}

fn forget(session: &Session, keys: &'static [&'static str]) -> Result<(), Error> {
    session.store().write_local(|tx| {
        keys.iter().try_for_each(|key| setting::set(tx, key, &Option::<Vec<String>>::None))
    })?;
    session.core.tell(Event::Changed);
    Ok(())
}

/// Saves the kit as a PDF that the user chose a place for. On the disk that
/// holds the vault only when the user knows it, which `beside_vault` says.
pub fn save(session: &Session, path: &Path, beside_vault: bool) -> Result<KitSaved, Error> {
    if !beside_vault && on_one_disk(&session.database(), path) {
        return Ok(KitSaved::BesideVault);
    }
    write(session, path)?;
    Ok(KitSaved::Saved)
}

fn write(session: &Session, path: &Path) -> Result<(), Error> {
    let kit = view(session)?;
    let words: Vec<&str> = kit.words.iter().map(String::as_str).collect();
    let labels = labels(&session.profile().name);
    let page = export::kit::render(
        &words,
        &labels,
        session.core.clock.today(),
        &export::Fonts::installed(),
    )?;
    Ok(exports::write_whole(path, &page.bytes)?)
}

/// Whether a file that is to be written would lie on the disk of one that is
/// there. Where the system cannot tell, it would not.
pub(crate) fn on_one_disk(here: &Path, target: &Path) -> bool {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    match (disk(here), disk(folder.unwrap_or(Path::new(".")))) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

#[cfg(unix)]
fn disk(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|metadata| metadata.dev())
}

#[cfg(windows)]
fn disk(path: &Path) -> Option<std::ffi::OsString> {
    let whole = path.canonicalize().ok()?;
    whole.components().next().map(|drive| drive.as_os_str().to_owned())
}

/// Later.
pub fn dismiss(session: &Session) -> Result<(), Error> {
    session.store().write_local(|tx| setting::set(tx, DISMISSED, &true))?;
    session.core.tell(Event::Changed);
    Ok(())
}

/// Whether to bring it up: not proven, and not put off.
pub(crate) fn is_to_be_offered(session: &Session) -> Result<bool, Error> {
    let put_off =
        session.store().read(|view| setting::find::<bool>(view, DISMISSED))?.unwrap_or(false);
    Ok(!put_off && kept(session, WORDS)?.is_some())
}

fn kept(session: &Session, key: &str) -> Result<Option<Vec<String>>, Error> {
    Ok(session.store().read(|view| setting::find::<Option<Vec<String>>>(view, key))?.flatten())
}

/// Two positions, from 1, that follow from the words themselves, so that they
/// are the same each time the page is opened.
fn asked(words: &[String]) -> [u32; 2] {
    let letters: usize = words.iter().map(String::len).sum();
    let half = (words.len() / 2).max(1);
    let position = |at: usize| u32::try_from(at + 1).unwrap_or(1);
    [position(letters % half), position(half + letters % (words.len() - half).max(1))]
}

fn is_word(words: &[String], position: u32, typed: &str) -> bool {
    let at = usize::try_from(position).unwrap_or_default().wrapping_sub(1);
    words.get(at).is_some_and(|word| word.eq_ignore_ascii_case(typed.trim()))
}

fn labels(profile: &str) -> export::kit::Labels {
    let words = Words::english();
    let get = |key: &str| words.get(&format!("kit.page.{key}"), &[("name", profile)]);
    export::kit::Labels {
        title: get("title"),
        paragraphs: vec![get("promise"), get("warning")],
        disclaimer: get("not_a_wallet"),
        footer: get("footer"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_different_words_are_asked_for() {
        for length in 2..40 {
            let words: Vec<String> = (0..length).map(|n| "x".repeat(n % 7 + 3)).collect();
            let [first, second] = asked(&words);
            assert!(first < second, "the same word twice proves half as much");
            assert!(second as usize <= length, "there is no word {second} of {length}");
        }
    }

    #[test]
    fn a_place_beside_the_vault_is_told_from_a_stick() {
        let vault = tempfile::NamedTempFile::new_in(env!("CARGO_MANIFEST_DIR")).expect("a file");
        let beside = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).expect("a folder");
        assert!(
            on_one_disk(vault.path(), &beside.path().join("kit.pdf")),
            "the key would lie beside the lock and nobody would be told"
        );
        if cfg!(target_os = "linux") {
            let elsewhere = Path::new("/dev/shm/kit.pdf");
            assert!(!on_one_disk(vault.path(), elsewhere), "a stick is another disk");
        }
        let nowhere = beside.path().join("gone/kit.pdf");
        assert!(!on_one_disk(vault.path(), &nowhere), "the writing will say that it is gone");
    }

    /// As a kill leaves it after the new kit took the old one's place.
    #[test]
    fn a_kit_that_has_come_is_not_given_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = crate::Machine::at(&folder.path().join("data")).expect("a machine");
        let request = crate::views::CreateProfileRequest {
            name: "Aina".into(),
            mode: crate::views::OpenMode::Passphrase,
            passphrase: Some("correct horse battery".into()),
        };
        let session = machine.create(request, std::sync::Arc::new(|_| {})).expect("a profile");
        let words = view(&session).expect("its kit").words;
        let left = session.store().write_local(|tx| setting::set(tx, NEXT_WORDS, &Some(words)));
        left.expect("a setting");
        withdraw(&session).expect("it is settled");
        assert_eq!(state(&session).expect("a state"), KitState::Proven, "it opens the profile");
    }

    #[test]
    fn a_word_is_known_in_any_case_and_nothing_else_is() {
        let words = vec!["amber".to_owned(), "bottle".to_owned()];
        assert!(is_word(&words, 1, " Amber "));
        assert!(
            !is_word(&words, 0, "amber")
                && !is_word(&words, 3, "amber")
                && !is_word(&words, 2, "amber")
        );
    }
}
