//! Terminal text at several widths, and against hostile accounts.

mod sample;

use proptest::prelude::*;
use rashomon_core::Comparison;
use rashomon_report::{Style, terminal, terminal_account};
use unicode_width::UnicodeWidthStr;

fn plain(width: usize) -> Style {
    Style { width, colour: false }
}

/// The text without the escape sequences that this crate writes.
fn uncoloured(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('m').expect("a colour sequence ends in m");
        rest = &rest[at + end + 1..];
    }
    out + rest
}

#[test]
fn a_comparison_at_80_columns() {
    insta::assert_snapshot!(terminal(&sample::comparison(), plain(80)));
}

#[test]
fn a_comparison_at_48_columns() {
    insta::assert_snapshot!(terminal(&sample::comparison(), plain(48)));
}

#[test]
fn an_account_at_80_columns() {
    insta::assert_snapshot!(terminal_account(&sample::courier(), plain(80)));
}

#[test]
fn many_accounts_become_lists_with_the_silent_ones_on_one_line() {
    let text = terminal(&sample::many(), plain(80));
    assert!(
        text.contains("○ not mentioned: A D F H J L N P R T V X Z"),
        "{text}"
    );
    assert!(text.contains("— not analysed: C"));
}

#[test]
fn nothing_to_compare_says_so() {
    insta::assert_snapshot!(terminal(&Comparison::default(), plain(60)));
}

#[test]
fn colour_changes_nothing_but_colour() {
    let comparison = sample::comparison();
    let coloured = terminal(
        &comparison,
        Style {
            width: 80,
            colour: true,
        },
    );
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(uncoloured(&coloured), terminal(&comparison, plain(80)));
}

#[test]
fn no_line_is_wider_than_asked_and_nothing_acts_on_the_terminal() {
    for comparison in [
        sample::comparison(),
        sample::hostile(),
        sample::many(),
        Comparison::default(),
    ] {
        for width in [40, 48, 60, 80, 100, 120, 200] {
            let mut text = terminal(&comparison, plain(width));
            for annotated in &comparison.accounts {
                text.push_str(&terminal_account(annotated, plain(width)));
            }
            check(&text, width).unwrap();
        }
    }
}

#[test]
fn a_terminal_narrower_than_forty_columns_is_taken_as_forty() {
    assert_eq!(
        terminal(&sample::comparison(), plain(1)),
        terminal(&sample::comparison(), plain(40))
    );
}

/// That lines fit, and that no control or bidirectional override came through.
fn check(text: &str, width: usize) -> Result<(), TestCaseError> {
    for line in text.lines() {
        prop_assert!(line.width() <= width, "wider than {}: {:?}", width, line);
        prop_assert_eq!(line.trim_end(), line, "white space at the end");
        prop_assert!(!line.chars().any(|c| c.is_control()), "{:?}", line);
        prop_assert!(!line.chars().any(turns), "{:?}", line);
    }
    Ok(())
}

/// Whether a character turns the direction of writing.
fn turns(c: char) -> bool {
    ('\u{202a}'..='\u{202e}').contains(&c)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_account_fits_any_terminal(
        text in "[a-zA-Zéя海🙂\u{301}\u{1b}\u{9b}\u{202e} .\\n]{1,200}",
        width in 40usize..130,
    ) {
        let mut draft = sample::Draft::new(&text, &text, "en", &text);
        let (who, issue) = (draft.actor(&text, &text, &text), draft.issue(&text));
        draft.say(rashomon_core::Form::Direct, who, issue, &[text.as_str()], "", "");
        draft.warn("", &text);
        check(&terminal_account(&draft.0, plain(width)), width)?;
        let accounts = vec![draft.0.clone(), draft.0];
        check(&terminal(&Comparison { accounts, ..Comparison::default() }, plain(width)), width)?;
    }
}
