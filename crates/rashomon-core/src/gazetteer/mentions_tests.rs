use super::*;
use proptest::prelude::*;

fn found(text: &str) -> Vec<(&str, &str, MentionAs)> {
    find_all(text)
        .into_iter()
        .map(|(span, m)| (span.of(text), m.country.name, m.as_))
        .collect()
}

fn names(text: &str) -> Vec<&str> {
    find_all(text).into_iter().map(|(_, m)| m.country.name).collect()
}

#[test]
fn the_pronoun_is_not_a_country() {
    assert_eq!(
        names("They told us that US officials told U.S. allies."),
        ["United States", "United States"]
    );
    assert_eq!(names("Join us. US$5 million is a lot."), [""; 0]);
}

#[test]
fn the_longest_words_win() {
    use MentionAs::*;
    assert_eq!(
        found("Seoul says North Korea and the Islamic Republic of Iran wrote to South Koreans."),
        [
            ("Seoul", "South Korea", Capital),
            ("North Korea", "North Korea", Name),
            ("Islamic Republic of Iran", "Iran", Name),
            ("South Koreans", "South Korea", Demonym),
        ]
    );
    assert_eq!(
        names("South Sudan, Guinea-Bissau and Papua New Guinea"),
        ["South Sudan", "Guinea-Bissau", "Papua New Guinea"]
    );
}

#[test]
fn possessives_stay_outside() {
    let text = "Russia’s reply and the Kremlin's silence";
    assert_eq!(
        found(text),
        [
            ("Russia", "Russia", MentionAs::Name),
            ("Kremlin", "Russia", MentionAs::Metonym)
        ]
    );
}

#[test]
fn bodies_are_named() {
    let body = |word| by_word(word).and_then(|m| m.body);
    assert_eq!(body("Foggy Bottom"), Some("Department of State"));
    assert_eq!(body("Élysée"), Some("Presidency of France"));
    assert_eq!(body("Elysee"), Some("Presidency of France"));
    assert_eq!(
        body("Quai d’Orsay"),
        Some("Ministry for Europe and Foreign Affairs")
    );
    assert_eq!(body("Moscow"), None);
}

#[test]
fn regions_and_papers_are_not_states() {
    assert_eq!(
        names("a South American minister told the Washington Post about the Gulf of Mexico"),
        [""; 0]
    );
    assert_eq!(names("the Minsk agreements and the Paris Agreement"), [""; 0]);
}

#[test]
fn people_who_bear_a_country_name() {
    assert_eq!(names("He admired Michael Jordan and Jordan Smith."), [""; 0]);
    assert_eq!(names("The bust of George Washington"), [""; 0]);
    assert_eq!(
        names("Visiting Jordan, he flew on to Georgia."),
        ["Jordan", "Georgia"]
    );
    assert_eq!(
        names("Georgia’s President spoke; Jordan Foreign Minister too"),
        ["Georgia", "Jordan"]
    );
    assert_eq!(
        names("flights between Amman in Jordan and Chad"),
        ["Jordan", "Jordan", "Chad"]
    );
}

#[test]
fn headlines_in_capitals() {
    assert_eq!(names("RUSSIA AND TURKEY AGREE"), ["Russia", "Turkey"]);
}

#[test]
fn hyphens_part_two_states() {
    assert_eq!(
        names("Russian-American ties, a pro-Iranian group, US-China trade"),
        ["Russia", "United States", "Iran", "United States", "China"]
    );
}

#[test]
fn capital_or_union() {
    assert_eq!(names("Brussels"), ["European Union"]);
    assert_eq!(names("Belgian"), ["Belgium"]);
}

#[test]
fn every_word_of_the_table_is_found() {
    for c in countries() {
        for word in std::iter::once(&c.name).chain(&c.other_names).chain(&c.demonyms) {
            assert_eq!(by_word(word).map(|m| m.country.name), Some(c.name), "{word}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_gives_ordered_disjoint_spans(text in "\\PC*|([A-Z][a-z]{0,5}[ .’'-]|US|Jordan |Russia’s )*") {
        let mut last = 0;
        for (span, _) in find_all(&text) {
            prop_assert!(span.start >= last && !span.is_empty());
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            last = span.end;
        }
    }
}
