//! Changing how a profile opens. What the data key encrypts stays as it is.
use super::{Error, OpenProfile, Proof, entry::Entry, label::Label, mode, unlock::unlock};
use crate::views::{OpenMode, ProfileColour};
use envelope::WrapKind;
use money::Clock;
use secret::Keychain;
use zeroize::Zeroizing;

impl OpenProfile {
    /// That somebody may do what ends with the profile closed: it would open by this.
    ///
    /// # Errors
    /// Those of opening.
    pub fn prove(
        &self,
        proof: &Proof,
        clock: &dyn Clock,
        keychain: &dyn Keychain,
    ) -> Result<(), Error> {
        let _one_at_a_time = self.hold();
        unlock(&self.folder, proof, clock, keychain).map(drop)
    }

    /// Lets the profile open in a mode, with a new passphrase and a new secret
    /// of the keychain where the mode has them. Every other way goes but the
    /// kit's: whoever knows the old passphrase is kept out of this header.
    ///
    /// The keychain comes first, the header second, and the keychain's old
    /// entry goes last: after a kill one of the two headers opens.
    ///
    /// # Errors
    /// Those of opening, for the proof; a passphrase that is too short or too
    /// long; a keychain that is missing, denied or forgets; a full disk. The
    /// profile opens as before then.
    pub fn change_mode(
        &self,
        proof: &Proof,
        mode: OpenMode,
        passphrase: Option<Zeroizing<String>>,
        clock: &dyn Clock,
        keychain: &dyn Keychain,
    ) -> Result<(), Error> {
        let _one_at_a_time = self.hold();
        let passphrase = mode::chosen(mode, passphrase)?;
        let (header, data) = unlock(&self.folder, proof, clock, keychain)?;
        let entry = Entry::of(self.folder.id, keychain);
        let secret = mode.asks_keychain().then(|| entry.make_next()).transpose()?;
        let way = mode::opener(passphrase.as_ref(), secret.as_ref())?;
        self.folder.header().replace(&header.rewrap(&data, &[WrapKind::Kit], &way)?)?;
        // The previous header goes once the new one has opened.
        self.folder.header().open(&way)?;
        match &secret {
            Some(secret) => entry.settle(secret),
            None => entry.forget(),
        }
        self.relabel(|label| Label { mode, ..label });
        Ok(())
    }

    /// Shows it under another name and colour.
    pub(super) fn relabel(&self, change: impl FnOnce(Label) -> Label) {
        let label = change(Label::of(&self.folder));
        if let Err(error) = label.write(&self.folder) {
            tracing::warn!(%error, "the profile's label could not be renewed");
        }
    }
}

/// Renames a profile, which need not be open, and gives it a colour.
///
/// # Errors
/// A name that cannot be used or is taken; [`Error::Missing`]; [`Error::File`].
pub fn rename(
    id: &str,
    name: &str,
    colour: Option<ProfileColour>,
    dir: &super::DataDir,
) -> Result<(), Error> {
    let _held = dir.hold()?;
    let folder = dir.finished(id)?;
    let label = Label::of(&folder);
    let taken: Vec<String> =
        super::list::names(dir)?.into_iter().filter(|other| *other != label.name).collect();
    let name = super::name::validate(name, &taken)?.to_owned();
    let colour = colour.unwrap_or(label.colour);
    Ok(Label { name, colour, ..label }.write(&folder)?)
}
