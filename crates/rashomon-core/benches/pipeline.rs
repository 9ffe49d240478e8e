//! How long each stage takes: `cargo bench -p rashomon-core`.
//!
//! The accounts are the invented ones in `testdata/cases`; those of larger comparisons are mixed from their
//! paragraphs. The weights are read from `models/` at run time.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use divan::Bencher;
use rashomon_core::attribute::{paragraphs, tag};
use rashomon_core::compare::compare;
use rashomon_core::encode::{EncodeError, Encoder, Matrix, Sequence};
use rashomon_core::{Account, Annotated, Models, Warning, Weights, annotate};

static STORIES: LazyLock<Vec<String>> = LazyLock::new(stories);
static MODELS: LazyLock<Models> = LazyLock::new(models);

fn main() {
    divan::main();
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a folder, or folders in it, in the order of their names.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The English stories of all cases.
fn stories() -> Vec<String> {
    let cases = listed(&root().join("testdata/cases"));
    let files = cases
        .iter()
        .filter(|path| path.is_dir())
        .flat_map(|case| listed(case));
    let texts = files
        .filter(|file| file.extension().is_some_and(|e| e == "txt"))
        .map(|file| std::fs::read_to_string(file).unwrap());
    texts.filter(|text| read("story", text).0.is_analysed()).collect()
}

/// The newest weights of each kind.
fn models() -> Models {
    let newest = |kind: &str| {
        let is_kind = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(kind);
        let folder = listed(&root().join("models")).into_iter().rfind(is_kind).unwrap();
        let name: &'static str = String::leak(folder.file_name().unwrap().to_string_lossy().into_owned());
        (folder.clone(), name)
    };
    let bytes = |folder: &Path| -> &'static [u8] { std::fs::read(folder.join("model.onnx")).unwrap().leak() };
    let ((attribution, attribution_name), (sentences, sentences_name), (relations, relations_name)) =
        (newest("attribution"), newest("sentences"), newest("relations"));
    let text =
        |name: &str| -> &'static str { std::fs::read_to_string(attribution.join(name)).unwrap().leak() };
    Models::load(Weights {
        attribution: (attribution_name, bytes(&attribution)),
        config: text("config.json"),
        sentences: (sentences_name, bytes(&sentences)),
        relations: (relations_name, bytes(&relations)),
        tokenizer: text("tokenizer.json"),
    })
    .unwrap()
}

fn read(name: &str, text: &str) -> (Account, Vec<Warning>) {
    let path = format!("{name}.txt");
    rashomon_read::read(rashomon_read::Input {
        path: &path,
        bytes: text.as_bytes(),
    })
    .unwrap()
}

/// A read-out of a few sentences.
fn short() -> (Account, Vec<Warning>) {
    read("short", &STORIES[0])
}

/// A report as long as those of a newspaper's weekend edition: some 2,500 words.
fn long() -> (Account, Vec<Warning>) {
    let mut text = String::new();
    for story in STORIES.iter().cycle() {
        if text.len() > 15_000 {
            break;
        }
        text.push_str(story.trim_end());
        text.push_str("\n\n");
    }
    read("long", &text)
}

/// What the accounts of each round through the stories say for "said", so that few sentences are the same.
const SAID: [&str; 5] = ["said", "stated", "declared", "announced", "noted"];

/// So many different accounts, each one story with a third of another one's paragraphs, annotated.
fn mixed(count: usize) -> Vec<Annotated> {
    let mix = |number: usize| {
        let (own, other) = (
            &STORIES[number % STORIES.len()],
            &STORIES[(7 * number + 3) % STORIES.len()],
        );
        let borrowed = other
            .split("\n\n")
            .skip(1 + number / STORIES.len() % 3)
            .step_by(3);
        let text: Vec<&str> = own.split("\n\n").chain(borrowed).collect();
        let text = text
            .join("\n\n")
            .replace("said", SAID[number / STORIES.len() % SAID.len()]);
        let (account, warnings) = read(&format!("account-{number:02}"), &text);
        annotate(account, warnings, &MODELS).unwrap()
    };
    (0..count).map(mix).collect()
}

/// One account, from its text to everything found in it.
#[divan::bench_group(sample_count = 20, sample_size = 1, max_time = 5)]
mod annotating {
    use super::*;

    #[divan::bench]
    fn short_account(bencher: Bencher<'_, '_>) {
        LazyLock::force(&MODELS);
        bencher
            .with_inputs(short)
            .bench_values(|(account, warnings)| annotate(account, warnings, &MODELS).unwrap());
    }

    #[divan::bench(sample_count = 8)]
    fn long_account(bencher: Bencher<'_, '_>) {
        LazyLock::force(&MODELS);
        bencher
            .with_inputs(long)
            .bench_values(|(account, warnings)| annotate(account, warnings, &MODELS).unwrap());
    }
}

/// Answers with what another encoder answered before.
struct Recorded {
    answers: Mutex<HashMap<Vec<i32>, Vec<Matrix>>>,
}

impl Encoder for Recorded {
    fn name(&self) -> &str {
        MODELS.attribution.name()
    }

    fn wants_features(&self) -> bool {
        MODELS.attribution.wants_features()
    }

    fn encode(&self, sequence: Sequence<'_>) -> Result<Vec<Matrix>, EncodeError> {
        if let Some(answer) = self.answers.lock().unwrap().get(sequence.ids) {
            return Ok(answer.clone());
        }
        let answer = MODELS.attribution.encode(sequence)?;
        self.answers
            .lock()
            .unwrap()
            .insert(sequence.ids.to_vec(), answer.clone());
        Ok(answer)
    }
}

/// Tagging without the network: word pieces, windows, and scores to attributions.
#[divan::bench(sample_count = 50, max_time = 3)]
fn decoding_the_long_account(bencher: Bencher<'_, '_>) {
    let account = long().0;
    let spans = paragraphs(&account);
    let recorded = Recorded {
        answers: Mutex::default(),
    };
    let run = || tag(&account.text, &spans, &recorded, &MODELS.pieces).unwrap();
    run();
    bencher.bench_local(run);
}

/// Accounts that are annotated already.
#[divan::bench(args = [2, 10, 50], sample_count = 5, sample_size = 1, max_time = 10)]
fn comparing(bencher: Bencher<'_, '_>, accounts: usize) {
    let annotated = mixed(accounts);
    bencher
        .with_inputs(|| annotated.clone())
        .bench_values(|annotated| compare(annotated, &MODELS).unwrap());
}

/// A comparison as a page.
#[divan::bench(args = [2, 10, 50], sample_count = 20, sample_size = 1, max_time = 3)]
fn writing_the_report(bencher: Bencher<'_, '_>, accounts: usize) {
    let comparison = compare(mixed(accounts), &MODELS).unwrap();
    bencher.bench_local(|| rashomon_report::html(&comparison));
}
