//! How hard a passphrase is to guess, said while it is being chosen.
use crate::views::StrengthView;
use envelope::Passphrase;
use fault::Coded;
use zxcvbn::feedback::Warning;

/// Judges a passphrase. The name of the profile and the app's own count as
/// words that a guesser tries first. It advises: only what [`Passphrase`]
/// does not take is refused.
pub fn estimate(passphrase: &str, profile: &str) -> StrengthView {
    let entropy = zxcvbn::zxcvbn(passphrase, &[profile, "quittance"]);
    let weakness = entropy.feedback().and_then(|feedback| feedback.warning()).map(name);
    StrengthView {
        score: entropy.score().into(),
        guesses_digits: decimal_digits(entropy.guesses()),
        weakness: weakness.map(str::to_owned),
        refused: Passphrase::choose(passphrase).err().map(|error| error.code()),
    }
}

fn decimal_digits(guesses: u64) -> u32 {
    guesses.checked_ilog10().map_or(1, |log| log + 1)
}

/// What the words are found by.
fn name(warning: Warning) -> &'static str {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess
        | Warning::ShortKeyboardPatternsAreEasyToGuess => "keyboard",
        Warning::RepeatsLikeAaaAreEasyToGuess
        | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => "repeats",
        Warning::SequencesLikeAbcAreEasyToGuess => "sequence",
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => "date",
        Warning::AWordByItselfIsEasyToGuess => "one_word",
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => "names",
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => "common",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fault::Code;
    use std::time::{Duration, Instant};
    use words::Words;

    #[test]
    fn what_is_guessed_first_is_told_from_what_is_not() {
        let weak = estimate("password1", "Aina");
        assert_eq!((weak.score, weak.refused), (0, None), "it is told, and taken all the same");
        assert_eq!(weak.weakness.as_deref(), Some("common"));
        let strong = estimate("walnut anchor seven drifting meadows", "Aina");
        assert_eq!((strong.score, strong.weakness), (4, None));
        assert!(strong.guesses_digits > weak.guesses_digits);
        assert!(estimate("Ainaquittance", "Aina").score < 2, "names that stand on the screen");
    }

    #[test]
    fn what_cannot_be_taken_says_why() {
        assert_eq!(estimate("", "").refused, Some(Code::PassphraseTooShort));
        assert_eq!(estimate("seven77", "").refused, Some(Code::PassphraseTooShort));
        assert_eq!(estimate(&"x".repeat(5000), "").refused, Some(Code::InvalidValue));
        assert_eq!(estimate(&"correct horse ".repeat(73), "").refused, None, "a thousand signs");
    }

    #[test]
    fn an_endless_one_does_not_hold_up_the_window() {
        let begun = Instant::now();
        estimate(&"aB3$".repeat(1_000_000), "Aina");
        assert!(begun.elapsed() < Duration::from_secs(5), "it is judged at every key");
    }

    #[test]
    fn every_score_and_weakness_has_words() {
        let words = Words::english();
        let weaknesses = ["keyboard", "repeats", "sequence", "date", "one_word", "names", "common"];
        for key in ["0", "1", "2", "3", "4"].iter().chain(&weaknesses) {
            assert!(words.has(&format!("strength.{key}")), "{key} would be shown as a key");
        }
    }
}
