//! Measures coreference on GUM and writes what the training scripts learn from.
//!
//!     cargo run -p rashomon-eval --example coreference -- score GUM/dev [--weights FOLDER] [--texts FOLDER] [NAME=FILE.jsonl ..]
//!     cargo run -p rashomon-eval --example coreference -- rows tagger GUM/train FILE
//!     cargo run -p rashomon-eval --example coreference -- rows pairs GUM/train FILE TAGGER.bin

use std::fs;
use std::path::Path;

use rashomon_core::Span;
use rashomon_core::coreference::weights::{BUCKETS, TaggerWeights, read_pairs, read_tagger};
use rashomon_core::coreference::{Chains, find_chains, find_chains_by};
use rashomon_eval::CodePoints;
use rashomon_eval::coreference::training::{PairRow, TaggerRow, pair_rows, tagger_rows};
use rashomon_eval::coreference::{
    Document, Found, PronounTally, Scope, Scores, found, judge, judge_pronouns, nearest_compatible, read_gum,
};

type Error = Box<dyn std::error::Error>;
/// The chains that one system finds in each document.
type Responses = Vec<Vec<Vec<Found>>>;

/// The genres nearest to news and read-outs.
const GENRES: [&str; 4] = ["news", "interview", "speech", "bio"];

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match &words[..] {
        ["score", folder, rest @ ..] => score(Path::new(folder), rest),
        ["rows", "tagger", folder, file] => rows(None, Path::new(folder), Path::new(file)),
        ["rows", "pairs", folder, file, tagger] => rows(
            Some(&read_weights(Path::new(tagger), read_tagger)?),
            Path::new(folder),
            Path::new(file),
        ),
        _ => Err("say `score FOLDER`, `rows tagger FOLDER FILE` or `rows pairs FOLDER FILE TAGGER`".into()),
    }
}

fn documents(folder: &Path) -> Result<Vec<Document>, Error> {
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .map(|e| Ok(e?.path()))
        .collect::<Result<_, Error>>()?;
    paths.sort();
    let mut out = Vec::new();
    for path in paths
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "conllu"))
    {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let document = read_gum(&name, &fs::read_to_string(path)?);
        out.push(document.map_err(|e| format!("{}: {e}", path.display()))?);
    }
    Ok(out)
}

/// Weights of a file, which stay in memory until the program ends.
fn read_weights<W>(file: &Path, read: impl Fn(&'static [u8]) -> Option<W>) -> Result<W, Error> {
    read(fs::read(file)?.leak()).ok_or_else(|| format!("{}: not such weights", file.display()).into())
}

fn score(folder: &Path, rest: &[&str]) -> Result<(), Error> {
    let mut documents = documents(folder)?;
    documents.retain(|d| GENRES.contains(&d.genre()));
    let mut rest = rest;
    let mut find: Box<dyn Fn(&Document) -> Chains> = Box::new(|d| find_chains(&d.text, &d.paragraphs));
    if let ["--weights", from, after @ ..] = rest {
        let tagger = read_weights(&Path::new(from).join("tagger.bin"), read_tagger)?;
        let pairs = read_weights(&Path::new(from).join("pairs.bin"), read_pairs)?;
        find = Box::new(move |d| find_chains_by(&d.text, &d.paragraphs, &tagger, &pairs));
        rest = after;
    }
    if let ["--texts", to, after @ ..] = rest {
        for document in &documents {
            fs::write(
                Path::new(to).join(format!("{}.txt", document.name)),
                &document.text,
            )?;
        }
        rest = after;
    }
    let ours: Vec<Chains> = documents.iter().map(find).collect();
    let nearest: Responses = ours
        .iter()
        .map(|c| found(&nearest_compatible(&c.mentions)))
        .collect();
    let mut systems: Vec<(&str, Responses)> = vec![("nearest compatible", nearest)];
    for peer in rest {
        let (name, file) = peer.split_once('=').ok_or("a peer is NAME=FILE")?;
        systems.push((name, responses(&documents, Path::new(file))?));
    }
    systems.push(("rashomon", ours.iter().map(found).collect()));
    let actors = ["person", "organization", "place"];
    for (title, classes) in [
        ("persons, organisations, places", &actors[..]),
        ("all entities", &[][..]),
    ] {
        for singletons in [false, true] {
            let and = if singletons { ", with singletons" } else { "" };
            println!("\n{title}{and}");
            table(&documents, &systems, Scope { classes, singletons });
        }
    }
    println!("\nthird-person pronouns: antecedent right (right with the nearest earlier name or noun)");
    for (name, responses) in &systems {
        let mut tally = PronounTally::default();
        for (document, response) in documents.iter().zip(responses) {
            tally.add(judge_pronouns(document, response));
        }
        let share = |n: usize| 100.0 * n as f64 / tally.all.max(1) as f64;
        println!(
            "{name:24} {:5.1} ({:.1}) of {}",
            share(tally.right),
            share(tally.right_noun),
            tally.all
        );
    }
    Ok(())
}

fn table(documents: &[Document], systems: &[(&str, Responses)], scope: Scope<'_>) {
    println!(
        "{:24}   MUC R     P    F1   B3 R     P    F1   CEAFe R  P    F1   mean   by genre",
        ""
    );
    for (name, responses) in systems {
        let mut all = Scores::default();
        let mut by_genre = [Scores::default(); GENRES.len()];
        for (document, response) in documents.iter().zip(responses) {
            let scores = judge(document, response, scope);
            all.add(&scores);
            if let Some(genre) = GENRES.iter().position(|g| *g == document.genre()) {
                by_genre[genre].add(&scores);
            }
        }
        let rates = [all.muc, all.b_cubed, all.ceaf_e].map(|s| {
            let [r, p, f] = [s.recall(), s.precision(), s.f1()].map(|x| 100.0 * x);
            format!("{r:5.1} {p:5.1} {f:5.1}")
        });
        let genres: Vec<String> = GENRES
            .iter()
            .zip(by_genre)
            .map(|(genre, scores)| format!("{genre} {:.1}", 100.0 * scores.mean()))
            .collect();
        println!(
            "{name:24} {}   {:5.1}   {}",
            rates.join("  "),
            100.0 * all.mean(),
            genres.join("  ")
        );
    }
}

/// One JSON object a line: `{"doc", "chains": [[{"span": [s, e], "head": [s, e]}..]..]}`, in code points.
fn responses(documents: &[Document], file: &Path) -> Result<Responses, Error> {
    let mut out: Responses = vec![Vec::new(); documents.len()];
    for line in fs::read_to_string(file)?.lines() {
        let value: serde_json::Value = serde_json::from_str(line)?;
        let Some(at) = documents.iter().position(|d| value["doc"] == d.name.as_str()) else {
            continue;
        };
        let points = CodePoints::of(&documents[at].text);
        let span = |value: &serde_json::Value| -> Option<Span> {
            let [start, end]: [usize; 2] = serde_json::from_value(value.clone()).ok()?;
            points.span(start, end)
        };
        let mention = |m: &serde_json::Value| {
            let (span, head) = (span(&m["span"])?, span(&m["head"])?);
            Some(Found { span, head })
        };
        let chains = value["chains"].as_array().ok_or("no chains")?;
        for chain in chains {
            let mentions: Option<Vec<Found>> = chain
                .as_array()
                .ok_or("not a chain")?
                .iter()
                .map(mention)
                .collect();
            out[at]
                .push(mentions.ok_or_else(|| format!("{}: an offset outside the text", documents[at].name))?);
        }
    }
    Ok(out)
}

/// Writes one file for each column, named FILE.COLUMN, of little-endian numbers.
fn rows(tagger: Option<&TaggerWeights>, folder: &Path, file: &Path) -> Result<(), Error> {
    let mut columns = Columns::default();
    for document in documents(folder)? {
        let weight = if GENRES.contains(&document.genre()) { 2 } else { 1 };
        match tagger {
            None => columns.add_words(tagger_rows(&document), weight),
            Some(tagger) => columns.add_mentions(pair_rows(&document, tagger), weight),
        }
    }
    columns.write(file)
}

/// The columns of a table of rows.
#[derive(Default)]
struct Columns {
    /// Features of all choices, one after the other.
    ids: Vec<u16>,
    /// Their values, in 255ths.
    values: Vec<u8>,
    /// How many features each choice has.
    counts: Vec<u8>,
    /// The tag of each word, or whether each choice is right.
    right: Vec<u8>,
    /// How many choices each mention has.
    choices: Vec<u16>,
    /// The weight of each word or mention.
    weights: Vec<u8>,
}

impl Columns {
    fn add_words(&mut self, rows: Vec<TaggerRow>, weight: u8) {
        for (features, tag) in rows {
            self.ids
                .extend(features.iter().map(|f| (*f as usize % BUCKETS) as u16));
            self.right.push(tag as u8);
            self.weights.push(weight);
        }
    }

    fn add_mentions(&mut self, rows: Vec<PairRow>, weight: u8) {
        for row in rows {
            self.choices.push(row.len() as u16);
            self.weights.push(weight);
            for (features, right) in row {
                self.counts.push(features.len() as u8);
                self.right.push(u8::from(right));
                self.ids.extend(features.iter().map(|(feature, _)| feature));
                self.values
                    .extend(features.iter().map(|(_, value)| (value * 255.0).round() as u8));
            }
        }
    }

    fn write(&self, file: &Path) -> Result<(), Error> {
        let wide = |column: &[u16]| column.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
        let columns = [
            ("ids", wide(&self.ids)),
            ("values", self.values.clone()),
            ("counts", self.counts.clone()),
            ("right", self.right.clone()),
            ("choices", wide(&self.choices)),
            ("weights", self.weights.clone()),
        ];
        for (name, bytes) in columns {
            fs::write(file.with_extension(name), bytes)?;
        }
        Ok(())
    }
}
