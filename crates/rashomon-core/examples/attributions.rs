//! Tags the `text/*.txt` files of a folder and prints one JSON line a document, with offsets in code
//! points: `attributions MODEL.onnx TOKENIZER.json FOLDER`.
use std::error::Error;

use rashomon_core::encode::{OnnxEncoder, Pieces};
use rashomon_core::{Span, attribute};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [model, tokenizer, folder] = &arguments[..] else {
        return Err("MODEL TOKENIZER FOLDER".into());
    };
    let weights: &'static [u8] = std::fs::read(model)?.leak();
    let encoder = OnnxEncoder::load("attribution", weights)?;
    let pieces = Pieces::from_json(&std::fs::read_to_string(tokenizer)?)?;
    let mut files: Vec<_> = std::fs::read_dir(folder)?
        .map(|f| f.map(|f| f.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        let paragraphs = paragraphs(&text);
        let tagged = attribute::tag(&text, &paragraphs, &encoder, &pieces)?;
        let points = |run: (usize, usize)| {
            let span = tagged.bytes(run);
            [
                text[..span.start].chars().count(),
                text[..span.end].chars().count(),
            ]
        };
        let found: Vec<_> = tagged
            .attributions
            .iter()
            .map(|a| {
                serde_json::json!({
                    "source": a.source.map(|run| [points(run)]),
                    "cue": a.cue.map(|run| [points(run)]),
                    "content": a.content.iter().map(|&run| points(run)).collect::<Vec<_>>(),
                })
            })
            .collect();
        let stem = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        println!("{}", serde_json::json!({"doc": stem, "attributions": found}));
    }
    Ok(())
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        out.push(Span::new(start, start + line.len()));
        start += line.len();
    }
    out
}
