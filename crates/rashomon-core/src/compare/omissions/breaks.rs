//! Accounts that break off in the middle of a sentence: nothing is counted as left out of them.

use crate::account::{BlockKind, Warning};
use crate::annotated::Annotated;

use super::super::terms::is_function_word;

/// Fewest words of a last paragraph that can be one broken off; shorter ones are names and addresses.
const FEWEST_WORDS: usize = 8;

/// What a reader is told of an account that breaks off.
const BREAKS_OFF: &str =
    "The text breaks off in the middle of a sentence, so nothing is counted as left out of it.";

/// Says of each account that breaks off in the middle of a sentence that it does.
pub(crate) fn warn_of_breaks(accounts: &mut [Annotated]) {
    for annotated in accounts
        .iter_mut()
        .filter(|a| a.account.is_analysed() && breaks_off(a))
    {
        if annotated
            .warnings
            .iter()
            .all(|warning| warning.message != BREAKS_OFF)
        {
            annotated.warnings.push(Warning {
                span: annotated.account.blocks.last().map(|block| block.span),
                message: BREAKS_OFF.to_owned(),
            });
        }
    }
}

/// Whether the last paragraph ends in the middle of a sentence.
pub(super) fn breaks_off(annotated: &Annotated) -> bool {
    let last = annotated
        .account
        .blocks
        .last()
        .filter(|block| block.kind == BlockKind::Prose);
    last.is_some_and(|block| {
        let text = block.span.of(&annotated.account.text).trim_end();
        let last_word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        let dangling = text.ends_with([',', '-', '–']) || is_function_word(last_word);
        // A caption or a note may end without a full stop, but not after sentences that have theirs.
        let unended = text.ends_with(char::is_lowercase) && text.contains(". ");
        let words = text.split_whitespace().count();
        dangling && words >= FEWEST_WORDS || unended && words >= 2 * FEWEST_WORDS
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Account, Block};
    use crate::span::Span;

    fn one_paragraph(text: &str) -> Annotated {
        let block = Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Prose,
            speaker: None,
        };
        let account = Account {
            text: text.into(),
            language: Some("en".into()),
            blocks: vec![block],
            ..Account::default()
        };
        Annotated {
            account,
            ..Annotated::default()
        }
    }

    #[test]
    fn a_text_that_breaks_off_is_said_to() {
        let whole = "The minister said on Monday that the ferry would sail again in May.";
        let cut = "The minister said on Monday that the ferry would sail again in";
        let address = "Press office, harbour street";
        assert!(!breaks_off(&one_paragraph(whole)) && !breaks_off(&one_paragraph(address)));
        let mut accounts = [one_paragraph(cut)];
        warn_of_breaks(&mut accounts);
        warn_of_breaks(&mut accounts);
        assert_eq!(accounts[0].warnings.len(), 1);
    }
}
