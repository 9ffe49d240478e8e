//! What each account leaves out that another has.

use std::collections::BTreeMap;

use maud::{Markup, html};
use rashomon_core::Annotated;
use rashomon_core::comparison::{Nearest, Omission, Omitted, SURE_OMISSION};

use super::Page;
use super::text::named;
use crate::index::Said;
use crate::phrase::{confidence, count};

/// Statements above which an account's list is folded by speaker.
const UNFOLDED: usize = 8;

impl Page<'_> {
    /// Per account: the issues and statements of others that it lacks.
    pub fn omissions(&self) -> Markup {
        html! {
            section #omissions aria-labelledby="omissions-title" {
                h2 #omissions-title { "Left out" }
                @if self.index.comparison.omissions.is_empty() {
                    p.empty { "No account was found to lack what another has." }
                } @else {
                    p.lead {
                        "What others report and an account does not, with the passage that came nearest. \
                         A low likeness speaks for a real gap; a high one is worth reading."
                    }
                    div.lacking {
                        @for (place, annotated) in self.index.accounts() { (self.lacking(place, annotated)) }
                    }
                }
            }
        }
    }

    /// What one account lacks.
    pub fn lacking(&self, place: usize, annotated: &Annotated) -> Markup {
        let here = self.index.omissions_from(&annotated.account.id);
        let issues: Vec<_> = here.iter().filter_map(|o| issue(o)).collect();
        let statements = here.iter().filter_map(|o| self.missing(o));
        let (statements, doubtful): (Vec<_>, Vec<_>) =
            statements.partition(|(_, omission)| omission.confidence >= SURE_OMISSION);
        html! {
            section.account-gaps {
                h3 { (self.letter_and_name(place)) }
                @if !annotated.account.is_analysed() { (self.not_analysed(annotated)) }
                @else if here.is_empty() { p.empty { "Nothing that the others report was found missing." } }
                @else {
                    @if !issues.is_empty() {
                        h4 { (count(issues.len(), "issue")) " not mentioned" }
                        ul.gaps {
                            @for (label, omission) in &issues {
                                (self.gap(&named(label), omission, self.nearest_to_issue(label, annotated)))
                            }
                        }
                    }
                    @if !statements.is_empty() { (self.missing_statements(&statements)) }
                    @if !doubtful.is_empty() { (self.doubtful(&doubtful)) }
                }
            }
        }
    }

    fn missing<'o>(&self, omission: &'o Omission) -> Option<(Said<'_>, &'o Omission)> {
        match &omission.what {
            Omitted::Statement(reference) => Some((self.index.resolve(reference)?, omission)),
            Omitted::Issue(_) => None,
        }
    }

    fn missing_statements(&self, statements: &[(Said<'_>, &Omission)]) -> Markup {
        let mut speakers: BTreeMap<String, Vec<&(Said<'_>, &Omission)>> = BTreeMap::new();
        for missing in statements {
            speakers.entry(missing.0.speaker()).or_default().push(missing);
        }
        let mut speakers: Vec<_> = speakers.into_iter().collect();
        speakers.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
        html! {
            h4 { (count(statements.len(), "statement")) " not reported" }
            @for (speaker, missing) in speakers {
                details open[statements.len() <= UNFOLDED] {
                    summary { (named(&speaker)) " " span.number { (missing.len()) } }
                    ul.gaps {
                        @for (said, omission) in missing {
                            (self.gap(&self.unattributed(said, 160), omission, omission.nearest.as_ref()))
                        }
                    }
                }
            }
        }
    }

    /// What may well be there in other words.
    fn doubtful(&self, statements: &[(Said<'_>, &Omission)]) -> Markup {
        html! {
            details {
                summary { (count(statements.len(), "statement")) " perhaps told in other words" }
                ul.gaps {
                    @for (said, omission) in statements {
                        (self.gap(&self.unattributed(said, 160), omission, omission.nearest.as_ref()))
                    }
                }
            }
        }
    }

    fn gap(&self, what: &Markup, omission: &Omission, nearest: Option<&Nearest>) -> Markup {
        html! {
            li {
                div.what { (what) }
                p.by { "in " (self.names_of(&omission.present_in)) " · " (confidence(omission.confidence)) }
                @if let Some(nearest) = nearest { p.by { "nearest here:" } (self.nearest(nearest)) }
                (self.desk.omission(omission))
            }
        }
    }
}

fn issue(omission: &Omission) -> Option<(&str, &Omission)> {
    match &omission.what {
        Omitted::Issue(label) => Some((label, omission)),
        Omitted::Statement(_) => None,
    }
}
