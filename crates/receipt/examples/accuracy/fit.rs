//! Fits linear models by plain gradient descent: the same data give the same weights.
use receipt::Features;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Rounds, step and pull towards zero.
const ROUNDS: usize = 500;
const STEP: f64 = 0.5;
const PULL: f64 = 0.004;

/// The candidates of one receipt, the right ones' places, and how much the receipt counts.
pub struct Choice<'a> {
    pub candidates: Vec<&'a Features>,
    pub right: Vec<usize>,
    pub weight: f64,
}

/// Features of something that is right or not, and how much it counts.
pub struct Verdict<'a> {
    pub features: &'a Features,
    pub right: bool,
    pub weight: f64,
}

/// Features by number, so that a round is arithmetic alone.
type Numbered = Vec<(usize, f64)>;

#[derive(Default)]
struct Names(BTreeMap<&'static str, usize>);

impl Names {
    fn number(&mut self, features: &Features) -> Numbered {
        let mut place = |name| {
            let next = self.0.len();
            *self.0.entry(name).or_insert(next)
        };
        features.iter().map(|(name, value)| (place(*name), f64::from(*value))).collect()
    }

    /// One section of the weights' file.
    fn section(&self, title: &str, weights: &[f64]) -> String {
        let mut text = format!("[{title}]\n");
        for (name, at) in &self.0 {
            let _ = writeln!(text, "{name} {:.3}", weights[*at]);
        }
        text + "\n"
    }
}

/// The section of weights that put the right one of several first.
pub fn rank(title: &str, choices: &[Choice<'_>]) -> String {
    let mut names = Names::default();
    let numbered: Vec<Vec<Numbered>> = choices
        .iter()
        .map(|choice| choice.candidates.iter().map(|one| names.number(one)).collect())
        .collect();
    let all: f64 = choices.iter().map(|choice| choice.weight).sum();
    let mut weights = vec![0.0; names.0.len()];
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0; weights.len()];
        for (choice, candidates) in choices.iter().zip(&numbered) {
            let chances = softmax(candidates.iter().map(|one| score(&weights, one)).collect());
            let among: f64 = choice.right.iter().map(|at| chances[*at]).sum();
            for (at, candidate) in candidates.iter().enumerate() {
                let right = choice.right.contains(&at);
                let wanted = if right { chances[at] / among.max(1e-9) } else { 0.0 };
                push(&mut slope, candidate, choice.weight * (wanted - chances[at]));
            }
        }
        step(&mut weights, &slope, all, None);
    }
    names.section(title, &weights)
}

/// The section of weights that tell how likely something is right, with a bias.
pub fn chance(title: &str, verdicts: &[Verdict<'_>]) -> String {
    let mut names = Names::default();
    let bias = names.number(&vec![("bias", 1.0)]);
    let numbered: Vec<Numbered> = verdicts
        .iter()
        .map(|verdict| [names.number(verdict.features), bias.clone()].concat())
        .collect();
    let all: f64 = verdicts.iter().map(|verdict| verdict.weight).sum();
    let mut weights = vec![0.0; names.0.len()];
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0; weights.len()];
        for (verdict, features) in verdicts.iter().zip(&numbered) {
            let chance = 1.0 / (1.0 + (-score(&weights, features)).exp());
            let miss = f64::from(u8::from(verdict.right)) - chance;
            push(&mut slope, features, verdict.weight * miss);
        }
        step(&mut weights, &slope, all, Some(0));
    }
    names.section(title, &weights)
}

fn score(weights: &[f64], features: &Numbered) -> f64 {
    features.iter().map(|(at, value)| weights[*at] * value).sum()
}

fn softmax(scores: Vec<f64>) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let all: f64 = powers.iter().sum();
    powers.iter().map(|power| power / all).collect()
}

fn push(slope: &mut [f64], features: &Numbered, by: f64) {
    features.iter().for_each(|(at, value)| slope[*at] += by * value);
}

/// One step along the slope; all weights but the bias are pulled towards zero.
fn step(weights: &mut [f64], slope: &[f64], all: f64, bias: Option<usize>) {
    for (at, weight) in weights.iter_mut().enumerate() {
        let pull = if bias == Some(at) { 0.0 } else { PULL * *weight };
        *weight += STEP * (slope[at] / all.max(1.0) - pull);
    }
}
