//! Writing an archive, entry by entry.
use crate::{ArchiveError, is_name, seal};
use age::stream::StreamWriter;
use std::io::{self, Read, Write};
use tar::{Builder, EntryType, Header};

/// An archive that is being written. It is whole once [`Writer::finish`] has returned.
pub struct Writer<W: Write>(Builder<Out<W>>);

impl<W: Write> Writer<W> {
    /// Begins one; without a passphrase anybody can read it.
    ///
    /// # Errors
    /// [`ArchiveError::File`].
    pub fn begin(out: W, passphrase: Option<&str>) -> Result<Self, ArchiveError> {
        let out = match passphrase {
            Some(passphrase) => seal::writer(out, passphrase).map(Box::new).map(Out::Sealed),
            None => Ok(Out::Plain(out)),
        };
        Ok(Self(Builder::new(out.map_err(ArchiveError::File)?)))
    }

    /// Adds an entry of exactly `len` bytes.
    ///
    /// # Errors
    /// [`ArchiveError::File`]; [`ArchiveError::Damaged`] for a name that none
    /// may have, and for content of another length.
    pub fn entry(
        &mut self,
        name: &str,
        len: u64,
        content: &mut dyn Read,
    ) -> Result<(), ArchiveError> {
        if !is_name(name) {
            return Err(ArchiveError::Damaged("a name"));
        }
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_size(len);
        header.set_mode(0o600);
        header.set_mtime(0);
        header.set_path(name).map_err(ArchiveError::File)?;
        header.set_cksum();
        let mut counted = Counted { content: content.take(len), read: 0 };
        self.0.append(&header, &mut counted).map_err(ArchiveError::File)?;
        if counted.read == len { Ok(()) } else { Err(ArchiveError::Damaged("a length")) }
    }

    /// Ends it.
    ///
    /// # Errors
    /// [`ArchiveError::File`].
    pub fn finish(self) -> Result<W, ArchiveError> {
        let out = self.0.into_inner().map_err(ArchiveError::File)?;
        match out {
            Out::Plain(out) => Ok(out),
            Out::Sealed(sealed) => sealed.finish().map_err(ArchiveError::File),
        }
    }
}

/// Where it is written to.
enum Out<W: Write> {
    Plain(W),
    Sealed(Box<StreamWriter<W>>),
}

impl<W: Write> Write for Out<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Sealed(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Sealed(out) => out.flush(),
        }
    }
}

struct Counted<R> {
    content: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(bytes)?;
        self.read += read as u64;
        Ok(read)
    }
}
