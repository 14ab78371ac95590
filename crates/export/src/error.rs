//! Why a report could not be made.
use analytics::AnalyticsError;
use fault::{Code, Coded};

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There are no rows.
    #[error("there is nothing to export")]
    Empty,
    /// The amounts of one row are in different currencies.
    #[error("a row's amounts are in different currencies")]
    MixedCurrencies,
    /// A total does not fit.
    #[error(transparent)]
    Totals(#[from] AnalyticsError),
    /// No usable font is installed, so text cannot be drawn.
    #[error("no usable font is installed")]
    NoFont,
    /// A font could not be cut down to the characters in use.
    #[error("a font could not be subset")]
    FontDamaged,
    /// The chart could not be drawn.
    #[error("the chart could not be drawn")]
    Chart,
    /// The writer that was passed in refused.
    #[error("the rows could not be written")]
    Write(#[source] std::io::Error),
}

impl Coded for ExportError {
    fn code(&self) -> Code {
        match self {
            Self::Empty => Code::NothingToExport,
            Self::Totals(error) => error.code(),
            Self::Write(error) => written(error),
            Self::NoFont => Code::NoFont,
            Self::MixedCurrencies | Self::FontDamaged | Self::Chart => Code::Internal,
        }
    }
}

fn written(error: &std::io::Error) -> Code {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Code::DiskFull,
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            Code::TargetDenied
        }
        _ => Code::Internal,
    }
}
