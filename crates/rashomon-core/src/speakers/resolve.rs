//! From the words of a source to the someone they mean.

use super::cast::{Cast, Mention, add_role, tokens};
use super::lexicon::{
    Gender, is_body_word, is_function_word, is_pronoun, is_title, is_unnamed_head, title_gender,
};
use super::names::{Name, NameKind};
use crate::actor::ActorKind;
use crate::attribute::{Found, Rule};
use crate::gazetteer::{MentionAs, find_all, resolve_role};
use crate::span::Span;
use crate::text::sentences::split_sentences;
use jiff::civil::Date;

/// Resolves sources in the order of the text, each seeing what was resolved before it.
pub struct Resolver<'a> {
    text: &'a str,
    paragraphs: &'a [Span],
    sentences: Vec<Span>,
    /// What is inside quotation marks or a turn: names there are out of a narrator's sight.
    quoted: Vec<Span>,
    /// The day on which the account speaks.
    on: Option<Date>,
    /// The actors, growing as sources name new ones.
    pub cast: Cast,
    /// Sources resolved so far: where, and who.
    subjects: Vec<Mention>,
    /// Contents of resolved statements and their speakers, in order.
    said: Vec<(Span, usize)>,
}

impl<'a> Resolver<'a> {
    /// Starts on an account's paragraphs; `found` are its statements, in order.
    pub fn new(text: &'a str, paragraphs: &'a [Span], found: &[Found], on: Option<Date>, cast: Cast) -> Self {
        let sentences = paragraphs
            .iter()
            .flat_map(|p| split_sentences(text, *p))
            .collect();
        let quotations = paragraphs
            .iter()
            .flat_map(|p| crate::text::quotes::find_quotations(text, *p));
        let turns = found
            .iter()
            .filter(|f| f.rule == Some(Rule::Turn))
            .flat_map(|f| f.content.clone());
        let quoted = quotations
            .filter(|q| q.closed)
            .map(|q| q.span)
            .chain(turns)
            .collect();
        Self {
            text,
            paragraphs,
            sentences,
            quoted,
            on,
            cast,
            subjects: Vec::new(),
            said: Vec::new(),
        }
    }

    /// Names that only their use as a source shows to be people, made known before anything is resolved.
    pub fn introduce(&mut self, found: &[Found]) {
        for source in found.iter().filter_map(|f| f.source) {
            let known = self.cast.mentions.iter().any(|m| m.span.overlaps(source));
            if !known && !source.of(self.text).contains(" and ") {
                self.unclear_name(source);
            }
        }
    }

    /// The speaker of a statement, if the account lets one be known; also remembers it.
    pub fn speaker(&mut self, found: &Found) -> Option<usize> {
        let who = match found.source {
            Some(source) if found.rule == Some(Rule::Turn) => Some(self.turn_speaker(source)),
            Some(source) => self.source(source, found),
            None => self.unsaid(found),
        };
        if let Some(who) = who {
            if let Some(span) = found.source {
                self.subjects.push(Mention {
                    span,
                    name: span,
                    who,
                });
            }
            self.said.extend(found.content.iter().map(|c| (*c, who)));
        }
        who
    }

    fn sentence_of(&self, offset: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= offset)
    }

    fn paragraph_of(&self, offset: usize) -> Option<Span> {
        self.paragraphs
            .iter()
            .copied()
            .find(|p| p.start <= offset && offset < p.end)
    }

    /// The label of a speaking turn.
    fn turn_speaker(&mut self, label: Span) -> usize {
        let words = label.of(self.text);
        let lower = words.to_lowercase();
        if matches!(
            lower.as_str(),
            "q" | "question" | "reporter" | "journalist" | "press" | "media"
        ) {
            return self.noted(label, "questioner", ActorKind::Unnamed, None);
        }
        let bare: Vec<&str> = words
            .split_whitespace()
            .filter(|w| !is_title(&w.to_lowercase()))
            .collect();
        if bare.is_empty() {
            return self.noted(label, &lower, ActorKind::Unnamed, None);
        }
        let role = words
            .split_whitespace()
            .filter(|w| is_title(&w.to_lowercase()))
            .collect::<Vec<_>>()
            .join(" ");
        let gender = words
            .split_whitespace()
            .find_map(|w| title_gender(&w.to_lowercase()));
        let name = bare.join(" ");
        let who = self.cast.known_person(&name, gender).unwrap_or_else(|| {
            let name = super::cast::tidy_name(&name);
            self.cast.keyed(&name, ActorKind::Person, None)
        });
        let someone = &mut self.cast.people[who];
        someone.gender = someone.gender.or(gender);
        add_role(someone, &super::cast::tidy_name(&role));
        self.mention(label, who);
        who
    }

    /// An actor by description, mentioned here.
    fn noted(&mut self, span: Span, name: &str, kind: ActorKind, side: Option<&str>) -> usize {
        let who = self.cast.keyed(name, kind, side);
        self.mention(span, who);
        who
    }

    fn mention(&mut self, span: Span, who: usize) {
        if !self
            .cast
            .mentions
            .iter()
            .any(|m| m.who == who && m.span.overlaps(span))
        {
            self.cast.mentions.push(Mention {
                span,
                name: span,
                who,
            });
            self.cast.sort();
        }
    }

    /// The someone that a source span means.
    fn source(&mut self, source: Span, found: &Found) -> Option<usize> {
        let words = source.of(self.text);
        let lower = words.to_lowercase();
        if is_pronoun(&lower) {
            return self.pronoun(source, &lower, found);
        }
        if is_function_word(&lower) && !lower.contains(' ') {
            return self.unsaid(found);
        }
        // A tag may stop inside an office ("Russian presidential aide [Yury Ushakov]").
        let whole = self
            .cast
            .mentions
            .iter()
            .filter(|m| m.span.overlaps(source))
            .fold(source, |s, m| s.cover(m.span));
        let inside: Vec<Mention> = self.cast.inside(whole).copied().collect();
        let people: Vec<Mention> = inside
            .iter()
            .copied()
            .filter(|m| self.is_head(*m, whole))
            .collect();
        if let Some(group) = self.group(whole, &people) {
            return Some(group);
        }
        let person = people
            .iter()
            .rev()
            .find(|m| self.cast.people[m.who].kind == ActorKind::Person);
        if let Some(person) = person.copied() {
            return Some(person.who);
        }
        if let Some(who) = self.unclear_name(whole) {
            return Some(who);
        }
        self.described(whole, &inside)
    }

    /// Whether a mention can be what the whole source is, rather than a possessor or part of a description.
    fn is_head(&self, mention: Mention, whole: Span) -> bool {
        let after = Span::new(mention.span.end, whole.end).of(self.text);
        let possessive = after.starts_with("’s ") || after.starts_with("'s ") || after.starts_with("s’ ");
        !possessive
    }

    /// Several people or states joined by "and": one group of them.
    fn group(&mut self, whole: Span, people: &[Mention]) -> Option<usize> {
        let mut whos: Vec<usize> = Vec::new();
        let joined = people.windows(2).all(|pair| {
            let between = Span::new(pair[0].span.end, pair[1].span.start.max(pair[0].span.end)).of(self.text);
            let between = between
                .trim_matches(|c: char| c.is_whitespace() || c == ',')
                .to_lowercase();
            matches!(
                between.as_str(),
                "" | "and" | "and the" | "the" | "as well as" | "along with" | "and his" | "&"
            )
        });
        for mention in people {
            if !whos.contains(&mention.who) {
                whos.push(mention.who);
            }
        }
        if whos.len() < 2 || !joined {
            return None;
        }
        Some(self.group_of(whole, &whos))
    }

    fn group_of(&mut self, span: Span, whos: &[usize]) -> usize {
        let words = |w: usize| {
            let here = self
                .cast
                .inside(span)
                .find(|m| m.who == w)
                .map(|m| m.name.of(self.text).to_owned());
            let state = self.cast.people[w].kind == ActorKind::Country;
            here.filter(|_| state)
                .unwrap_or_else(|| self.cast.people[w].name.clone())
        };
        let names: Vec<String> = whos.iter().map(|&w| words(w)).collect();
        let name = match &names[..] {
            [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => names.concat(),
        };
        self.noted(span, &name, ActorKind::Group, None)
    }

    /// A capitalised name that only its use as a source shows to be someone.
    fn unclear_name(&mut self, whole: Span) -> Option<usize> {
        let at = self.cast.unclear.iter().rposition(|n| whole.overlaps(n.name))?;
        let name = self.cast.unclear[at].clone();
        let after = Span::new(name.span.end, whole.end.max(name.span.end)).of(self.text);
        if after.starts_with("’s ") || after.starts_with("'s ") {
            return None;
        }
        let before = Span::new(whole.start, name.span.start.max(whole.start))
            .of(self.text)
            .to_lowercase();
        let article = before.trim_end().ends_with("the");
        let person = !article && tokens(name.name.of(self.text)).len() <= 3;
        let (text, same) = (self.text, tokens(name.name.of(self.text)));
        let who = if person {
            self.cast.person(
                text,
                &Name {
                    kind: NameKind::Person,
                    ..name
                },
            )
        } else {
            self.cast.body(name.name.of(text), None)
        };
        let unclear = std::mem::take(&mut self.cast.unclear);
        for other in unclear {
            let theirs = tokens(other.name.of(text));
            if theirs == same || person && theirs.len() == 1 && same.last() == theirs.last() {
                self.cast.mentions.push(Mention {
                    span: other.span,
                    name: other.name,
                    who,
                });
            } else {
                self.cast.unclear.push(other);
            }
        }
        self.cast.sort();
        Some(who)
    }

    /// A source given by description: an office, a body, a state, or someone unnamed.
    fn described(&mut self, whole: Span, inside: &[Mention]) -> Option<usize> {
        let words = whole.of(self.text);
        let lower = words.to_lowercase();
        let plain = lower
            .trim_start_matches("the ")
            .trim_start_matches("a ")
            .trim_start_matches("an ");
        let core = plain.split([',', '(']).next().unwrap_or(plain).trim();
        let states = find_all(words);
        let side = states.first().map(|(_, m)| m.country.name);
        let state = inside.iter().find(|m| {
            let kind = self.cast.people[m.who].kind;
            matches!(kind, ActorKind::Country | ActorKind::Organisation)
                && self.is_head(**m, whole)
                && m.span.len() + 5 >= whole.len()
        });
        if let Some(state) = state {
            return Some(state.who);
        }
        let head = head_word(core);
        let indefinite = lower.starts_with("a ") || lower.starts_with("an ") || lower.starts_with("one ");
        let plural = head.ends_with('s') && !head.ends_with("ss");
        if is_title(&head) && !indefinite && !plural {
            return Some(self.office(whole, &head, side));
        }
        let from = core.split(" from ").next().unwrap_or(core);
        let listed: Vec<&str> = core.split_whitespace().collect();
        if is_body_word(&head) {
            if let Some(body) = inside
                .iter()
                .rev()
                .find(|m| self.cast.people[m.who].kind == ActorKind::Organisation)
            {
                if body.span.end == whole.end {
                    return Some(body.who);
                }
            }
            let name = words.trim_start_matches("The ").trim_start_matches("the ");
            return Some(self.noted(whole, name, ActorKind::Organisation, side));
        }
        if plural
            && matches!(
                head.as_str(),
                "leaders" | "sides" | "ministers" | "presidents" | "parties" | "countries" | "two" | "three"
            )
        {
            if let Some(listed) = self.list_of(whole, core, &head) {
                return Some(listed);
            }
            return Some(self.noted(whole, core, ActorKind::Group, side));
        }
        if listed.iter().any(|w| is_unnamed_head(w)) || is_unnamed_head(&head_word(from)) || indefinite {
            return Some(self.noted(whole, core, ActorKind::Unnamed, side));
        }
        if let Some(m) = inside.iter().find(|m| self.is_head(**m, whole)) {
            return Some(m.who);
        }
        if core.is_empty() || !core.chars().any(char::is_alphabetic) {
            return None;
        }
        Some(self.noted(whole, core, ActorKind::Unnamed, side))
    }

    /// Someone given by office alone: whoever in the account has that office, the nearest before first.
    fn office(&mut self, whole: Span, head: &str, side: Option<&str>) -> usize {
        let words = whole.of(self.text).to_lowercase();
        let core = words.trim_start_matches("the ").to_owned();
        let fits = |role: &str, person_side: &Option<String>| {
            let role = role.to_lowercase();
            let has = role.split(|c: char| !c.is_alphanumeric()).any(|w| w == head)
                && (head != "minister" || !core.contains("prime") || role.contains("prime"));
            let states = find_all(&title_case_states(&role));
            let theirs = states
                .first()
                .map(|(_, m)| m.country.name)
                .or(person_side.as_deref());
            has && (side.is_none() || theirs.is_none() || side == theirs)
        };
        let holder = self
            .cast
            .mentions
            .iter()
            .filter(|m| {
                let someone = &self.cast.people[m.who];
                someone.kind == ActorKind::Person && someone.roles.iter().any(|r| fits(r, &someone.side))
            })
            .min_by_key(|m| (m.span.start > whole.start, m.span.start.abs_diff(whole.start)))
            .map(|m| m.who);
        let holder = holder.or_else(|| self.known_holder(whole, head, side));
        if let Some(who) = holder {
            self.mention(whole, who);
            return who;
        }
        let original = whole.of(self.text);
        let name = original
            .trim_start_matches("The ")
            .trim_start_matches("the ")
            .to_owned();
        let who = self.noted(whole, &name, ActorKind::Person, side);
        self.cast.people[who].named = false;
        self.cast.people[who].gender = title_gender(head);
        let role = name.clone();
        add_role(&mut self.cast.people[who], &role);
        who
    }

    /// The holder of an office by the actor table: of a side's office on the day, or, when no side is given,
    /// the person named nearest who holds such an office.
    fn known_holder(&mut self, whole: Span, head: &str, side: Option<&str>) -> Option<usize> {
        if side.is_some() {
            let tenure = resolve_role(whole.of(self.text), self.on)?;
            let who = self.cast.known_person(tenure.person.name, None);
            return Some(who.unwrap_or_else(|| {
                let who = self
                    .cast
                    .keyed(tenure.person.name, ActorKind::Person, Some(tenure.side));
                add_role(&mut self.cast.people[who], tenure.office);
                who
            }));
        }
        let holds = |who: usize| {
            self.cast.people[who].offices.iter().any(|t| {
                let office = t.office.to_lowercase();
                office.split(|c: char| !c.is_alphanumeric()).any(|w| w == head)
                    && !(head == "president" && office.contains("vice"))
            })
        };
        let mentions = self.cast.mentions.iter().filter(|m| holds(m.who));
        mentions
            .min_by_key(|m| (m.span.start > whole.start, m.span.start.abs_diff(whole.start)))
            .map(|m| m.who)
    }

    /// Whom a pronoun means.
    fn pronoun(&mut self, at: Span, lower: &str, found: &Found) -> Option<usize> {
        match lower {
            "i" | "we" | "you" => self.inside_of(found).or_else(|| self.carried(found)),
            "who" => self.before(at).or_else(|| self.carried(found)),
            "they" | "them" | "both" => self.plural(at).or_else(|| self.carried(found)),
            "it" | "one" => self.best(at, None, |kind| {
                matches!(kind, ActorKind::Country | ActorKind::Organisation)
            }),
            _ => {
                let gender = if matches!(lower, "she" | "her") {
                    Gender::Female
                } else {
                    Gender::Male
                };
                self.best(at, Some(gender), |kind| kind == ActorKind::Person)
            }
        }
    }

    /// The speaker of the statement that this one stands in.
    fn inside_of(&self, found: &Found) -> Option<usize> {
        let here = found.cue.first().or(found.content.first())?;
        self.said
            .iter()
            .rev()
            .find(|(content, _)| content.contains(*here))
            .map(|(_, who)| *who)
    }

    /// The person named last before an offset.
    fn before(&self, at: Span) -> Option<usize> {
        self.cast
            .mentions
            .iter()
            .rfind(|m| m.span.end <= at.start && at.start - m.span.end < 4)
            .map(|m| m.who)
    }

    /// The best antecedent by distance, place in the sentence and gender; features after Lappin and Leass
    /// (1994), weights set by hand.
    fn best(&self, at: Span, gender: Option<Gender>, kind: impl Fn(ActorKind) -> bool) -> Option<usize> {
        let here = self.sentence_of(at.start);
        let inside_quote = self.quoted.iter().any(|q| q.contains(at));
        let mut top: Option<(f32, usize)> = None;
        let known = self
            .subjects
            .iter()
            .filter(|m| m.span.end <= at.start)
            .map(|m| (m, true));
        let named = self
            .cast
            .mentions
            .iter()
            .filter(|m| m.span.end <= at.start)
            .map(|m| (m, false));
        for (mention, subject) in named.chain(known) {
            let someone = &self.cast.people[mention.who];
            if !kind(someone.kind) || gender.is_some() && someone.gender.is_some() && someone.gender != gender
            {
                continue;
            }
            let sentences_back = here.saturating_sub(self.sentence_of(mention.span.start));
            if sentences_back > 6 {
                continue;
            }
            let mut score = -(sentences_back as f32) - (at.start - mention.span.end) as f32 / 4000.0;
            if subject {
                score += 1.2;
            } else if self.leads_sentence(mention.span) {
                score += 1.0;
            } else if self.is_object(mention.span) {
                score -= 0.6;
            }
            if !inside_quote && self.quoted.iter().any(|q| q.contains(mention.span)) {
                score -= 1.5;
            }
            if self.paragraph_of(mention.span.start) != self.paragraph_of(at.start) {
                score -= 0.5;
            }
            if top.is_none_or(|(best, _)| score >= best) {
                top = Some((score, mention.who));
            }
        }
        top.map(|(_, who)| who)
    }

    /// Whether it is the first name of its sentence and no preposition stands before it there.
    fn leads_sentence(&self, mention: Span) -> bool {
        let Some(sentence) = self.sentences.get(self.sentence_of(mention.start)) else {
            return false;
        };
        let first = self
            .cast
            .mentions
            .iter()
            .find(|m| sentence.contains(m.span))
            .is_some_and(|m| m.span == mention);
        first && !self.is_object(mention)
    }

    /// Whether a preposition stands right before it.
    fn is_object(&self, mention: Span) -> bool {
        let before = self.text[..mention.start]
            .trim_end()
            .trim_end_matches("the")
            .trim_end();
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("")
            .to_lowercase();
        matches!(
            word.as_str(),
            "with"
                | "to"
                | "of"
                | "by"
                | "for"
                | "from"
                | "against"
                | "about"
                | "on"
                | "at"
                | "in"
                | "between"
                | "told"
                | "met"
                | "and"
                | "like"
                | "over"
                | "than"
                | "under"
                | "without"
                | "alongside"
                | "beside"
                | "via"
        )
    }

    /// Whom "they" means: the nearest list of actors before it, or a group or body.
    fn plural(&mut self, at: Span) -> Option<usize> {
        let here = self.sentence_of(at.start);
        for back in 0..3 {
            let sentence = *self.sentences.get(here.checked_sub(back)?)?;
            let window = Span::new(sentence.start, sentence.end.min(at.start));
            let inside: Vec<Mention> = self.cast.inside(window).copied().collect();
            for end in (2..=inside.len()).rev() {
                for start in 0..end - 1 {
                    let list = &inside[start..end];
                    let cover = list[0].span.cover(list[list.len() - 1].span);
                    let and = cover.of(self.text).contains(" and ");
                    if and && self.is_list(list) {
                        let whos: Vec<usize> = list.iter().map(|m| m.who).collect();
                        return Some(self.group_of(cover, &whos));
                    }
                }
            }
            let plural = inside.iter().rev().find(|m| {
                matches!(
                    self.cast.people[m.who].kind,
                    ActorKind::Group | ActorKind::Unnamed
                )
            });
            if let Some(found) = plural {
                return Some(found.who);
            }
        }
        self.best(at, None, |kind| {
            matches!(
                kind,
                ActorKind::Group | ActorKind::Organisation | ActorKind::Country
            )
        })
    }

    /// "the three sides", "both leaders": the nearest list before of as many people or states.
    fn list_of(&mut self, whole: Span, core: &str, head: &str) -> Option<usize> {
        let count = core.split_whitespace().find_map(|word| match word {
            "two" | "both" => Some(2),
            "three" => Some(3),
            "four" => Some(4),
            _ => None,
        });
        let persons = matches!(head, "leaders" | "presidents" | "ministers" | "men" | "women");
        let kind = if persons {
            ActorKind::Person
        } else {
            ActorKind::Country
        };
        let before: Vec<Mention> = self
            .cast
            .mentions
            .iter()
            .filter(|m| {
                m.span.end <= whole.start && (count.is_none() || self.cast.people[m.who].kind == kind)
            })
            .copied()
            .collect();
        let size = count.unwrap_or(2);
        let at = (0..(before.len() + 1).saturating_sub(size)).rev().find(|&i| {
            let list = &before[i..i + size];
            let cover = list[0].span.cover(list[size - 1].span).of(self.text);
            self.is_list(list) && cover.contains(" and ")
        })?;
        count?;
        let list = before[at..at + size].to_vec();
        let cover = list[0].span.cover(list[size - 1].span);
        let whos: Vec<usize> = list.iter().map(|m| m.who).collect();
        let who = self.group_of(cover, &whos);
        self.mention(whole, who);
        Some(who)
    }

    fn is_list(&self, list: &[Mention]) -> bool {
        list.windows(2).all(|pair| {
            if pair[0].span.end > pair[1].span.start {
                return false;
            }
            let between = Span::new(pair[0].span.end, pair[1].span.start)
                .of(self.text)
                .trim();
            matches!(between, "," | "and" | ", and" | "and the" | ", the" | ", and the")
        })
    }

    /// The speaker of a statement whose source is not said.
    fn unsaid(&self, found: &Found) -> Option<usize> {
        let cue = found.cue.first().copied();
        let words = cue.map(|c| c.of(self.text).to_lowercase()).unwrap_or_default();
        let passive = words
            .split_whitespace()
            .any(|w| matches!(w, "is" | "was" | "are" | "were" | "been" | "being"));
        if passive && !words.contains(" by") {
            return None;
        }
        cue.and_then(|cue| self.beside(cue))
            .or_else(|| self.carried(found))
    }

    /// "Acknowledging that …, Li said": the subject of a sentence that a participle begins.
    fn subject_after(&self, cue: Span) -> Option<usize> {
        let sentence = self.sentences.get(self.sentence_of(cue.start))?;
        let lead = self.text[sentence.start..cue.start].split_whitespace().count();
        if lead > 2 {
            return None;
        }
        let later = |m: &&Mention| sentence.contains(m.span) && m.span.start > cue.end;
        let after_comma = |m: &&Mention| {
            self.text[..m.span.start]
                .trim_end()
                .trim_end_matches("the")
                .trim_end()
                .ends_with(',')
        };
        let unquoted = |m: &&Mention| !self.quoted.iter().any(|q| q.contains(m.span));
        let person = |m: &&Mention| self.cast.people[m.who].kind != ActorKind::Country;
        self.cast
            .mentions
            .iter()
            .filter(later)
            .filter(unquoted)
            .filter(person)
            .find(after_comma)
            .map(|m| m.who)
    }

    /// Someone named right after the cue ("said Putin") or as the subject before it.
    fn beside(&self, cue: Span) -> Option<usize> {
        let person =
            |m: &&Mention| self.cast.people[m.who].kind != ActorKind::Country || m.span.end <= cue.start;
        let gap = |m: &&Mention| {
            self.text[cue.end..m.span.start]
                .trim()
                .trim_end_matches("the")
                .trim()
                .is_empty()
        };
        let after = self
            .cast
            .mentions
            .iter()
            .filter(person)
            .find(|m| m.span.start >= cue.end && gap(m));
        if let Some(after) = after {
            let words = cue.of(self.text).to_lowercase();
            if !words.starts_with("told") && !words.starts_with("tell") && !words.starts_with("warn") {
                return Some(after.who);
            }
        }
        let sentence = self.sentences.get(self.sentence_of(cue.start))?;
        let here = |m: &&Mention| sentence.contains(m.span) && m.span.end <= cue.start;
        let unquoted = |m: &&Mention| !self.quoted.iter().any(|q| q.contains(m.span));
        let subject = self.subjects.iter().filter(here).next_back();
        let named = self.cast.mentions.iter().filter(here).filter(unquoted);
        subject
            .or_else(|| named.filter(|m| !self.is_object(m.span)).next_back())
            .map(|m| m.who)
    }

    /// The speaker carried over from the statement before, or from the one after in the same paragraph.
    fn carried(&self, found: &Found) -> Option<usize> {
        let here = found.content.first()?;
        let paragraph = self.paragraph_of(here.start)?;
        let within = self
            .said
            .iter()
            .rev()
            .find(|(content, _)| paragraph.contains(*content) && content.start < here.end);
        if let Some((_, who)) = within {
            return Some(*who);
        }
        let before = self
            .said
            .iter()
            .filter(|(content, _)| content.end <= here.start)
            .max_by_key(|(content, _)| content.end);
        before.map(|(_, who)| *who)
    }
}

/// The last word before a preposition or relative clause: the head of a description.
fn head_word(core: &str) -> String {
    let stop = [
        "of", "from", "in", "at", "with", "for", "who", "on", "to", "familiar", "close", "briefed", "–", "—",
    ];
    let head = core
        .split_whitespace()
        .take_while(|w| !stop.contains(w))
        .last()
        .unwrap_or("");
    head.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// A lower-cased role with the first letters of its words in capitals, for the gazetteer.
fn title_case_states(role: &str) -> String {
    let upper = |word: &str| {
        if matches!(word, "us" | "u.s." | "uk" | "u.k." | "eu" | "un") {
            return word.to_uppercase();
        }
        let mut chars = word.chars();
        chars
            .next()
            .map(|c| c.to_uppercase().chain(chars).collect())
            .unwrap_or_default()
    };
    role.split(' ').map(upper).collect::<Vec<String>>().join(" ")
}

/// The side that the words of an office name ("Russian President" is Russia's).
pub fn side_of(role: &str) -> Option<&'static str> {
    let found = find_all(role);
    let state = found
        .iter()
        .find(|(_, m)| m.as_ != MentionAs::Capital)
        .or(found.first());
    state.map(|(_, m)| m.country.name)
}
