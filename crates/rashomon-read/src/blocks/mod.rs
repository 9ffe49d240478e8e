//! What each stretch of a text is: headline, headings, prose, speaking turns, and what stands around them.
//!
//! The text is cut into paragraphs, addresses and credits are cut off their ends, and each rule then marks
//! or cuts the pieces that are still open. What no rule claims is prose.

mod evidence;
mod headline;
mod label;
mod margin;
mod narration;
mod paragraph;
mod run_in;
mod turn;

use rashomon_core::account::{Block, BlockKind};
use rashomon_core::span::Span;

pub(crate) use headline::title_text;
pub(crate) use margin::author;

/// A stretch of the text while its kind is being found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// Where it stands, trimmed.
    pub span: Span,
    /// What it is; `None` while no rule has claimed it.
    pub kind: Option<BlockKind>,
    /// Who speaks, for a turn.
    pub speaker: Option<Span>,
}

/// Tells what each stretch of a plain text is.
///
/// Spans are UTF-8 bytes into `text`, in order, disjoint, trimmed of white space, and cover every
/// character that is not white space. Empty when `text` has none. Paragraphs are what blank lines
/// separate, or single lines, or the joined lines of a hard-wrapped text. A speaker's turn goes on over
/// unlabelled paragraphs only in a transcript; those blocks repeat the span of the earlier label. Does not
/// look inside sentences, and takes what it does not recognise for prose.
///
/// ```
/// use rashomon_core::account::BlockKind;
///
/// let text = "Talks end\n\nThe ministers met on Monday.\n\nPhoto: Ilse Brandt";
/// let kinds: Vec<BlockKind> = rashomon_read::blocks(text).iter().map(|block| block.kind).collect();
/// assert_eq!(kinds, [BlockKind::Title, BlockKind::Prose, BlockKind::Credit]);
/// ```
pub fn blocks(text: &str) -> Vec<Block> {
    let open = |span| Piece {
        span,
        kind: None,
        speaker: None,
    };
    segment(text, paragraph::paragraphs(text).into_iter().map(open).collect())
}

/// Tells what each stretch is, given paragraphs of which some are known already.
pub(crate) fn segment(text: &str, paragraphs: Vec<Piece>) -> Vec<Block> {
    let mut pieces = Vec::with_capacity(paragraphs.len());
    for piece in paragraphs {
        if piece.kind.is_some() {
            pieces.push(piece);
            continue;
        }
        for span in margin::split(text, piece.span) {
            pieces.push(Piece {
                span,
                kind: margin::kind(span.of(text)),
                speaker: None,
            });
        }
    }
    let spoken = turn::leads_with_turn(text, &pieces);
    if !spoken {
        headline::mark_title(text, &mut pieces);
    }
    let pieces = turn::turns(text, pieces);
    let mut pieces = run_in::cut_run_in(text, pieces);
    headline::mark_headings(text, &mut pieces);
    pieces.into_iter().map(finished).collect()
}

/// A piece that no rule claimed is prose.
fn finished(piece: Piece) -> Block {
    Block {
        span: piece.span,
        kind: piece.kind.unwrap_or(BlockKind::Prose),
        speaker: piece.speaker,
    }
}
