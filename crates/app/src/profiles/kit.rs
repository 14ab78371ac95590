//! A new recovery kit in the place of the old one.
use super::{Error, OpenProfile, Proof, unlock::unlock};
use envelope::{Kit, Opener, WrapKind};
use money::Clock;
use secret::Keychain;

impl OpenProfile {
    /// Lets another kit open the profile instead of the present one. The data
    /// key stays: whoever has the old kit and an old header has it still.
    ///
    /// # Errors
    /// Those of opening, for the proof; a full disk. The old kit opens then.
    pub fn replace_kit(
        &self,
        proof: &Proof,
        kit: &Kit,
        clock: &dyn Clock,
        keychain: &dyn Keychain,
    ) -> Result<(), Error> {
        let _one_at_a_time = self.hold();
        let (header, data) = unlock(&self.folder, proof, clock, keychain)?;
        let others: Vec<WrapKind> = header.kinds().filter(|kind| *kind != WrapKind::Kit).collect();
        let renewed = header.rewrap(&data, &others, &Opener::Kit(kit))?;
        self.folder.header().replace(&renewed)?;
        self.folder.header().open(&Opener::Kit(kit))?;
        Ok(())
    }
}
