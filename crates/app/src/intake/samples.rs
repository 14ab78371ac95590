//! The bundled samples: invented receipts to try the app with.
use super::admit::Intake;
use crate::error::Error;
use crate::session::Session;
use crate::views::{Event, IntakeSummary};
use journal::{Action, ActionCode};
use store::table::receipt;

macro_rules! samples {
    ($($name:literal),+ $(,)?) => {
        &[$((concat!($name, ".jpg"), include_bytes!(concat!("../../../../assets/samples/", $name, ".jpg")))),+]
    };
}

/// File name and bytes of each sample.
const SAMPLES: &[(&str, &[u8])] = samples!(
    "bakery",
    "bookshop",
    "cafe",
    "clinic",
    "credit-note",
    "grocery",
    "hardware",
    "hypermarket",
    "invoice",
    "kopitiam",
    "parking",
    "petrol",
    "pharmacy",
    "restaurant",
);

/// Takes the samples in, badged as such.
pub fn add_samples(session: &Session) -> Result<IntakeSummary, Error> {
    let mut intake = Intake::new(session, SAMPLES.len());
    for (name, bytes) in SAMPLES {
        intake.take_bytes((*name).to_owned(), bytes.to_vec(), true)?;
    }
    intake.end()
}

/// All samples go to the bin in one step.
pub fn remove_samples(session: &Session) -> Result<(), Error> {
    session.store().write(Action::user(ActionCode::RemoveSamples), |tx| {
        let samples = receipt::samples(tx)?;
        for id in &samples {
            receipt::bin(tx, *id)?;
        }
        tx.describe(samples.len(), None);
        Ok(())
    })?;
    session.core.tell(Event::Changed);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_sample_is_listed() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/samples");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .expect("the samples are committed")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".jpg"))
            .collect();
        there.sort();
        let listed: Vec<&str> = SAMPLES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, there, "a sample that is drawn must be shown, and none twice");
    }
}
