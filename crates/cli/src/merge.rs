//! `merge`: import from another Quittance.
use crate::arguments::{MergeArguments, VaultArguments};
use crate::{say, vault};
use app::views::MergeRequest;
use fault::Fault;
use std::process::ExitCode;

pub fn run(arguments: &VaultArguments, merge: &MergeArguments) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    let proof = vault::proof(arguments);
    let request = MergeRequest {
        proof: vault::file_proof(proof.clone()),
        archive_passphrase: vault::file_passphrase(arguments, false)?,
    };
    let session = vault::open_as(&machine, &profile, proof)?;
    let told = |error| {
        let name = merge.file.file_name().map(|name| name.to_string_lossy().into_owned());
        let fault = vault::fault::<app::Error>(error);
        Fault { about: fault.about.clone().or(name), ..fault }
    };
    if merge.preview {
        let preview = machine.preview_merge(&session, &merge.file, &request, &app::unwatched);
        say::json(&preview.map_err(told)?);
        return Ok(ExitCode::SUCCESS);
    }
    let done = machine.merge(&session, &merge.file, &request, &app::unwatched);
    say::json(&done.map_err(told)?);
    Ok(ExitCode::SUCCESS)
}
