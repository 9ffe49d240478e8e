//! The tagger over a whole account.

use rayon::prelude::*;

use super::decode::{Attribution, Scores, decode};
use super::features::features;
use super::windows::{Window, windows};
use crate::encode::{EncodeError, Encoder, Pieces, Sequence};
use crate::span::Span;

/// What the tagger found in a text.
#[derive(Clone, Debug, Default)]
pub struct Tagged {
    /// The words of the text, as bytes.
    pub words: Vec<Span>,
    /// The attributions; runs index `words`.
    pub attributions: Vec<Attribution>,
}

impl Tagged {
    /// The bytes from a run's first word to its last.
    pub fn bytes(&self, run: (usize, usize)) -> Span {
        Span::new(self.words[run.0].start, self.words[run.1 - 1].end)
    }
}

/// Tags a text paragraph by paragraph. `paragraphs` are byte spans, in order and apart.
///
/// # Errors
/// Those of [`Encoder::encode`].
pub fn tag(
    text: &str,
    paragraphs: &[Span],
    encoder: &dyn Encoder,
    pieces: &Pieces,
) -> Result<Tagged, EncodeError> {
    let prepared = Prepared::new(text, paragraphs, pieces);
    let windows = windows(text, &prepared.words, &prepared.paragraphs, &prepared.sizes);
    let found: Result<Vec<_>, _> = windows
        .par_iter()
        .map(|window| tag_window(&prepared, *window, encoder))
        .collect();
    Ok(Tagged {
        attributions: found?.concat(),
        words: prepared.words,
    })
}

/// The attributions of one window; runs index the words of the text.
fn tag_window(
    prepared: &Prepared,
    window: Window,
    encoder: &dyn Encoder,
) -> Result<Vec<Attribution>, EncodeError> {
    let (mut ids, mut marks, mut heads) = (vec![super::CLS], vec![0], Vec::new());
    for word in window.first..window.end {
        heads.push(ids.len());
        let from = prepared.offsets[word];
        ids.extend_from_slice(&prepared.ids[from..from + prepared.sizes[word]]);
        marks.resize(ids.len(), prepared.features[word]);
    }
    ids.push(super::SEP);
    marks.push(0);
    let outputs = encoder.encode(Sequence {
        ids: &ids,
        features: &marks,
    })?;
    let [tags, arcs] = &outputs[..] else {
        let reason = format!("{} outputs where tag and arc scores were expected", outputs.len());
        return Err(EncodeError::Run {
            model: encoder.name().to_owned(),
            reason,
        });
    };
    let scores = Scores {
        tags,
        arcs,
        heads: &heads,
        body: window.body - window.first,
    };
    let found = decode(&scores).into_iter();
    Ok(found.map(|found| shifted(found, window.first)).collect())
}

fn shifted(found: Attribution, by: usize) -> Attribution {
    let shift = |(a, b): (usize, usize)| (a + by, b + by);
    Attribution {
        source: found.source.map(shift),
        cue: found.cue.map(shift),
        content: found.content.into_iter().map(shift).collect(),
        confidence: found.confidence,
    }
}

/// Words, pieces and features of the paragraphs.
struct Prepared {
    words: Vec<Span>,
    paragraphs: Vec<(usize, usize)>,
    ids: Vec<i32>,
    offsets: Vec<usize>,
    sizes: Vec<usize>,
    features: Vec<i32>,
}

impl Prepared {
    fn new(text: &str, paragraphs: &[Span], pieces: &Pieces) -> Self {
        let mut out = Self {
            words: Vec::new(),
            paragraphs: Vec::new(),
            ids: Vec::new(),
            offsets: Vec::new(),
            sizes: Vec::new(),
            features: Vec::new(),
        };
        for paragraph in paragraphs {
            let first = out.words.len();
            let shift = |word: Span| Span::new(word.start + paragraph.start, word.end + paragraph.start);
            let inner = crate::text::words::split_words(paragraph.of(text));
            out.words.extend(inner.into_iter().map(shift));
            if out.words.len() > first {
                out.paragraphs.push((first, out.words.len()));
                out.features.extend(features(text, &out.words[first..]));
            }
        }
        for word in &out.words {
            out.offsets.push(out.ids.len());
            out.sizes.push(pieces.append(word.of(text), &mut out.ids));
        }
        out
    }
}
