//! The age layer: a passphrase, and nothing else.
use crate::ArchiveError;
use age::secrecy::SecretString;
use age::stream::{StreamReader, StreamWriter};
use age::{Decryptor, Encryptor, scrypt};
use std::io::{self, Read, Write};
use std::iter;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Two to this power is what a guess costs: 256 MiB, about a second.
const WORK: u8 = 18;
/// Twice as much, for what other programs seal. A file that asks for more is
/// refused, before it takes the machine's memory.
const MOST_WORK: u8 = WORK + 1;
/// Bytes of a file's header at most: a passphrase's has two hundred. It is parsed
/// again for every byte that comes, so that an endless one would never end.
pub(crate) const LONGEST_HEADER: u64 = 4096;
/// What its last line begins with.
const LAST_LINE: &[u8] = b"\n--- ";

/// Encrypts what is written to it; see [`StreamWriter::finish`].
pub(crate) fn writer<W: Write>(out: W, passphrase: &str) -> io::Result<StreamWriter<W>> {
    let mut recipient = scrypt::Recipient::new(composed(passphrase));
    recipient.set_work_factor(WORK);
    let one = iter::once(&recipient as &dyn age::Recipient);
    Encryptor::with_recipients(one).map_err(io::Error::other)?.wrap_output(out)
}

/// In one of the two forms that a keyboard may give an accented letter in: what is
/// sealed on one machine is opened on another. What some other program sealed as it
/// was typed is opened so too.
fn composed(passphrase: &str) -> SecretString {
    SecretString::from(passphrase.nfc().collect::<String>())
}

/// Whether the header ends within what a file begins with.
pub(crate) fn has_its_header(start: &[u8]) -> bool {
    start.windows(LAST_LINE.len()).any(|line| line == LAST_LINE)
}

/// Decrypts what is read from it.
pub(crate) fn reader<R: Read>(input: R, passphrase: &str) -> Result<StreamReader<R>, ArchiveError> {
    let typed = (!is_nfc(passphrase)).then(|| SecretString::from(passphrase.to_owned()));
    let mut ways: Vec<scrypt::Identity> =
        iter::once(composed(passphrase)).chain(typed).map(scrypt::Identity::new).collect();
    ways.iter_mut().for_each(|way| way.set_max_work_factor(MOST_WORK));
    let decryptor = Decryptor::new(input)?;
    if !decryptor.is_scrypt() {
        return Err(ArchiveError::WrongPassphrase);
    }
    Ok(decryptor.decrypt(ways.iter().map(|way| way as &dyn age::Identity))?)
}

/// One file's bytes, encrypted.
///
/// # Errors
/// [`ArchiveError::File`].
pub fn seal(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, ArchiveError> {
    let sealed = || {
        let mut writer = writer(Vec::with_capacity(bytes.len() + 1024), passphrase)?;
        writer.write_all(bytes)?;
        writer.finish()
    };
    sealed().map_err(ArchiveError::File)
}
