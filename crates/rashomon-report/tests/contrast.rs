//! Every pair of colours that text is set in meets WCAG AA, in light and in dark.

use std::collections::BTreeMap;

use rashomon_core::Comparison;
use rashomon_report::html;

/// Text colour and what it stands on.
const PAIRS: &[(&str, &str)] = &[
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "tint"),
    ("ink", "deep"),
    ("ink", "lit"),
    ("ink", "peer"),
    ("ink", "differs-bg"),
    ("ink", "against-bg"),
    ("ink", "reworded-bg"),
    ("soft", "paper"),
    ("soft", "card"),
    ("soft", "tint"),
    ("soft", "lit"),
    ("soft", "peer"),
    ("link", "paper"),
    ("link", "card"),
    ("link", "tint"),
    ("link", "deep"),
    ("link", "lit"),
    ("link", "peer"),
    ("said", "said-bg"),
    ("reworded", "reworded-bg"),
    ("against", "against-bg"),
    ("against", "paper"),
    ("other", "other-bg"),
    ("other", "paper"),
];

/// The colours of a rule, by name.
fn colours(rule: &str) -> BTreeMap<&str, [f64; 3]> {
    let declared = rule
        .split("--")
        .skip(1)
        .filter_map(|rest| rest.split(';').next()?.split_once(": #"));
    let channel = |hex: &str, at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
    declared
        .map(|(name, hex)| (name, [0, 2, 4].map(|at| channel(hex, at))))
        .collect()
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |c: f64| {
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    let [r, g, b] = colour.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[test]
fn text_can_be_read_on_what_it_stands_on() {
    let page = html(&Comparison::default());
    let mut rules = page
        .split(":root {")
        .skip(1)
        .map(|rest| colours(rest.split('}').next().unwrap()));
    let light = rules.next().expect("light colours");
    let mut dark = light.clone();
    dark.extend(rules.next().expect("dark colours"));
    for (scheme, colours) in [("light", light), ("dark", dark)] {
        for (text, ground) in PAIRS {
            let (a, b) = (luminance(colours[text]), luminance(colours[ground]));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(
                contrast >= 4.5,
                "{scheme}: {text} on {ground} has only {contrast:.2}"
            );
        }
    }
}
