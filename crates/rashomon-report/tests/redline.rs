//! A redline as page and as text.

use rashomon_core::redline::{Change, ChangeKind, Fate, Redline, Sentence, Series};
use rashomon_core::{Account, Span};
use rashomon_report::{Style, redline_html, redline_json, redline_terminal};
use unicode_width::UnicodeWidthStr as _;

const OLD: &str = "The talks were frank. Nobody <b>paid</b>\u{202e} anything at all.";
const NEW: &str = "The talks were cordial. Ships sail.";

fn span(text: &str, words: &str) -> Option<Span> {
    let start = text.find(words).unwrap();
    Some(Span::new(start, start + words.len()))
}

fn account(id: &str, text: &str) -> Account {
    Account {
        id: id.into(),
        path: format!("{id}.txt"),
        text: text.into(),
        ..Account::default()
    }
}

fn series() -> Series {
    let sentence = |fate, earlier, later| Sentence {
        fate,
        earlier,
        later,
        moved: false,
        likeness: 0.8,
    };
    let change = |kind, earlier, later, at, sentence| Change {
        kind,
        earlier,
        later,
        at,
        sentence,
    };
    let dropped = span(OLD, "Nobody <b>paid</b>\u{202e} anything at all.");
    Series {
        schema: rashomon_core::SCHEMA.into(),
        steps: vec![Redline {
            schema: rashomon_core::SCHEMA.into(),
            earlier: account("old", OLD),
            later: account("new", NEW),
            sentences: vec![
                sentence(Fate::Changed, Some(Span::new(0, 21)), Some(Span::new(0, 23))),
                sentence(Fate::Dropped, dropped, None),
                sentence(Fate::Added, None, span(NEW, "Ships sail.")),
            ],
            changes: vec![
                change(
                    ChangeKind::Warmed,
                    span(OLD, "frank"),
                    span(NEW, "cordial"),
                    15,
                    0,
                ),
                change(ChangeKind::Dropped, dropped, None, 23, 1),
                change(ChangeKind::Added, None, span(NEW, "Ships sail."), 24, 2),
            ],
        }],
    }
}

#[test]
fn the_page_shows_changes_in_place_and_no_markup_of_the_texts() {
    let page = redline_html(&series());
    assert!(
        page.contains("The talks were <del>frank</del> <ins>cordial</ins>"),
        "{page}"
    );
    assert!(page.contains("warmer") && page.contains("<ins>Ships sail.</ins>"));
    assert!(!page.contains("<b>paid") && !page.contains('\u{202e}') && page.contains("U+202E"));
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn text_keeps_to_its_width_at_any_width() {
    for width in [40, 60, 80, 132] {
        let style = Style { width, colour: false };
        let text = redline_terminal(&series(), style);
        assert!(text.lines().all(|line| line.width() <= width), "{text}");
        assert!(!text.contains('\u{202e}'));
    }
    let text = redline_terminal(&series(), Style::default());
    assert!(text.contains("~ The talks were [-frank-] {+cordial+}"), "{text}");
    assert!(text.contains("+ {+Ships sail.+}"), "{text}");
}

#[test]
fn one_step_is_one_object_and_several_are_a_list() {
    let one: serde_json::Value = serde_json::from_str(&redline_json(&series())).unwrap();
    assert_eq!(one["changes"][0]["kind"], "warmed");
    let mut two = series();
    two.steps.push(two.steps[0].clone());
    let two: serde_json::Value = serde_json::from_str(&redline_json(&two)).unwrap();
    assert_eq!(two["steps"].as_array().unwrap().len(), 2);
}
