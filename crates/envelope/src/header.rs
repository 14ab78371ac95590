//! The header: a profile's wraps, bound together.
use crate::{
    DataKey, EnvelopeError, Opener, Purpose, WrapKind,
    wrap::{Salts, WRAP_LEN, Wrap},
};
use hkdf::hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A profile's id as the header holds it.
pub type ProfileBytes = [u8; 16];

const MAGIC: &[u8; 8] = b"QUITTNCE";
const VERSION: u16 = 1;
/// Magic, version and profile: what every wrap is bound to.
const PRELUDE_LEN: usize = 26;
const DIGEST_LEN: usize = 32;
const SEAL_LEN: usize = 32;
const MAX_WRAPS: usize = 4;

/// A profile's wrapped data key; the crate's docs have its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    profile: ProfileBytes,
    wraps: Vec<Wrap>,
    seal: [u8; SEAL_LEN],
}

impl Header {
    /// Wraps a data key for each way in.
    ///
    /// # Errors
    /// No randomness or memory, or two ways of one kind.
    pub fn make(
        profile: ProfileBytes,
        data: &DataKey,
        ways: &[Opener<'_>],
    ) -> Result<Self, EnvelopeError> {
        let mut wraps = Vec::with_capacity(ways.len());
        for way in ways {
            wraps.push(Wrap::seal(data, way, Salts::make_random()?, &profile, &prelude(&profile))?);
        }
        Self::seal(profile, data, wraps)
    }

    /// The same data key, with the ways of the kinds in `keep` and a new one.
    /// Nothing that the data key encrypts changes. The new way has opened it
    /// once before this returns.
    ///
    /// # Errors
    /// No randomness or memory; this data key is not the header's.
    pub fn rewrap(
        &self,
        data: &DataKey,
        keep: &[WrapKind],
        way: &Opener<'_>,
    ) -> Result<Self, EnvelopeError> {
        self.check_seal(data)?;
        let kept = |wrap: &&Wrap| wrap.kind != way.kind() && keep.contains(&wrap.kind);
        let mut wraps: Vec<Wrap> = self.wraps.iter().filter(kept).cloned().collect();
        wraps.push(Wrap::seal(
            data,
            way,
            Salts::make_random()?,
            &self.profile,
            &prelude(&self.profile),
        )?);
        let header = Self::seal(self.profile, data, wraps)?;
        header.open(way)?;
        Ok(header)
    }

    /// The data key, if the opener is the right one and the list of wraps is
    /// the one that was made with it.
    ///
    /// # Errors
    /// `NoWrap`, `Wrong`, `Damaged`, `OutOfMemory`.
    pub fn open(&self, opener: &Opener<'_>) -> Result<DataKey, EnvelopeError> {
        let kind = opener.kind();
        let wrap =
            self.wraps.iter().find(|wrap| wrap.kind == kind).ok_or(EnvelopeError::NoWrap(kind))?;
        let data = wrap.open(opener, &self.profile, &prelude(&self.profile))?;
        self.check_seal(&data)?;
        Ok(data)
    }

    /// The profile it belongs to.
    pub fn profile(&self) -> &ProfileBytes {
        &self.profile
    }

    /// The ways in that it has.
    pub fn kinds(&self) -> impl Iterator<Item = WrapKind> + '_ {
        self.wraps.iter().map(|wrap| wrap.kind)
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.body();
        bytes.extend_from_slice(&self.seal);
        let digest = Sha256::digest(&bytes);
        bytes.extend_from_slice(&digest);
        bytes
    }

    /// Reads a header. Costs nothing but a digest, whatever the bytes say.
    ///
    /// # Errors
    /// `Damaged`, `Newer`.
    pub fn parse(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(EnvelopeError::Damaged("not a header"))?;
        require_digest(bytes)?;
        let (version, rest) = split::<2>(rest)?;
        let version = u16::from_le_bytes(*version);
        if version > VERSION {
            return Err(EnvelopeError::Newer(version));
        }
        let (profile, rest) = split::<16>(rest)?;
        let ([count], rest) = split::<1>(rest)?;
        let (wraps, rest) = parse_wraps(*count, rest)?;
        let (seal, rest) = split::<SEAL_LEN>(rest)?;
        let whole = version == VERSION && rest.len() == DIGEST_LEN;
        if whole {
            Ok(Self { profile: *profile, wraps, seal: *seal })
        } else {
            Err(EnvelopeError::Damaged("length"))
        }
    }

    pub(crate) fn seal(
        profile: ProfileBytes,
        data: &DataKey,
        mut wraps: Vec<Wrap>,
    ) -> Result<Self, EnvelopeError> {
        wraps.sort_by_key(|wrap| wrap.kind);
        require_canonical(&wraps)?;
        let mut header = Self { profile, wraps, seal: [0; SEAL_LEN] };
        header.seal = header.seal_under(data);
        Ok(header)
    }

    /// Everything that is sealed: all before the seal itself.
    fn body(&self) -> Vec<u8> {
        let mut body = prelude(&self.profile).to_vec();
        // At most MAX_WRAPS, as sealing and parsing require.
        body.push(self.wraps.len() as u8);
        body.extend(self.wraps.iter().flat_map(Wrap::to_bytes));
        body
    }

    fn seal_under(&self, data: &DataKey) -> [u8; SEAL_LEN] {
        let key = data.derive(Purpose::Header);
        let Ok(mac) = Hmac::<Sha256>::new_from_slice(key.expose()) else {
            unreachable!("HMAC takes a key of any length")
        };
        mac.chain_update(self.body()).finalize().into_bytes().into()
    }

    fn check_seal(&self, data: &DataKey) -> Result<(), EnvelopeError> {
        let same: bool = self.seal.ct_eq(&self.seal_under(data)).into();
        if same { Ok(()) } else { Err(EnvelopeError::Damaged("the list of wraps was changed")) }
    }
}

pub(crate) fn prelude(profile: &ProfileBytes) -> [u8; PRELUDE_LEN] {
    let mut prelude = [0; PRELUDE_LEN];
    prelude[..8].copy_from_slice(MAGIC);
    prelude[8..10].copy_from_slice(&VERSION.to_le_bytes());
    prelude[10..].copy_from_slice(profile);
    prelude
}

fn require_digest(bytes: &[u8]) -> Result<(), EnvelopeError> {
    let (before, digest) = bytes
        .split_last_chunk::<DIGEST_LEN>()
        .ok_or(EnvelopeError::Damaged("the header ends early"))?;
    if Sha256::digest(before).as_slice() == digest {
        Ok(())
    } else {
        Err(EnvelopeError::Damaged("digest"))
    }
}

fn parse_wraps(count: u8, mut rest: &[u8]) -> Result<(Vec<Wrap>, &[u8]), EnvelopeError> {
    let mut wraps = Vec::new();
    for _ in 0..usize::from(count).min(MAX_WRAPS + 1) {
        let (wrap, after) = split::<WRAP_LEN>(rest)?;
        wraps.push(Wrap::parse(wrap)?);
        rest = after;
    }
    require_canonical(&wraps)?;
    Ok((wraps, rest))
}

/// One to four wraps, each kind once, in order: one content, one form.
fn require_canonical(wraps: &[Wrap]) -> Result<(), EnvelopeError> {
    let ascending = wraps.windows(2).all(|pair| pair[0].kind < pair[1].kind);
    let canonical = ascending && (1..=MAX_WRAPS).contains(&wraps.len());
    if canonical { Ok(()) } else { Err(EnvelopeError::Damaged("the list of wraps")) }
}

fn split<const N: usize>(bytes: &[u8]) -> Result<(&[u8; N], &[u8]), EnvelopeError> {
    bytes.split_first_chunk::<N>().ok_or(EnvelopeError::Damaged("the header ends early"))
}
