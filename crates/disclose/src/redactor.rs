//! Reads values for one edition and records what it withholds.

use gian_document::escape;
use gian_model::marks::{Mark, Target};
use gian_model::plan::Point;
use gian_model::record::Record;
use gian_model::review::{Person, Status};
use gian_model::withheld::{APPOINTED, Decision as Decided};
use gian_model::{Dossier, Line, Markdown, Secret, Settings, Won, marks};
use gian_view::rules::Rule;
use gian_view::*;
use gian_vocabulary::values::{Disclosure, Ground};

/// Ground of values that are personal by nature (제9조제1항제6호).
pub(crate) const PERSONAL: Ground = Ground(6);

/// Redactor: reads values for one edition and records what it withholds.
pub(crate) struct Redactor<'a> {
    pub(crate) edition: Edition,
    pub(crate) dossier: &'a Dossier,
    /// Decisions of the document.
    pub(crate) decisions: &'a [Decided],
    /// Grounds that the document states.
    pub(crate) stated: &'a [Ground],
    /// Class and grounds in force.
    pub(crate) class: Disclosure,
    pub(crate) grounds: &'a [Ground],
    pub(crate) held: Vec<Held>,
    pub(crate) opened: Vec<String>,
}

impl<'a> Redactor<'a> {
    /// A redactor for one document of a dossier.
    pub(crate) fn of_document(settings: &Settings, dossier: &'a Dossier, record: &'a Record, edition: Edition) -> Self {
        let (class, grounds) = record.class(settings.archive.as_of);
        let (decisions, stated) = (&*record.decisions, &*record.grounds);
        Self { edition, dossier, decisions, stated, class, grounds, held: Vec::new(), opened: Vec::new() }
    }

    /// A redactor that knows no decision, so that every mark stays in force.
    pub(crate) fn strict(dossier: &'a Dossier, edition: Edition) -> Self {
        let class = Disclosure::Closed;
        Self {
            edition,
            dossier,
            decisions: &[],
            stated: &[],
            class,
            grounds: &[],
            held: Vec::new(),
            opened: Vec::new(),
        }
    }
}

impl Redactor<'_> {
    pub(crate) fn public(&self) -> bool {
        self.edition == Edition::Public
    }

    /// Records that a value is withheld, and returns the redaction mark for it.
    pub(crate) fn hold(&mut self, place: &'static str, rule: Rule, ground: Ground, key: Option<&str>) -> String {
        self.held.push(Held { place: place.into(), rule, ground, key: key.map(str::to_owned) });
        redaction::mark(ground).to_string()
    }

    /// Whether a later change of class lifted the ground.
    pub(crate) fn lifted(&self, ground: Ground) -> bool {
        // A document that is closed as a whole lifts nothing, regardless of its new grounds.
        let closed = self.class == Disclosure::Closed;
        !closed && self.stated.contains(&ground) && !self.grounds.contains(&ground)
    }

    /// Whether a decision of the document discloses the subject.
    pub(crate) fn decided_open(&self, subject: &str) -> bool {
        self.decisions.iter().any(|d| d.subject.as_deref() == Some(subject) && d.class == Disclosure::Open)
    }

    /// Whether a decision of the document withholds the subject.
    pub(crate) fn decided_closed(&self, subject: &str) -> bool {
        self.decisions.iter().any(|d| d.subject.as_deref() == Some(subject) && d.class != Disclosure::Open)
    }

    /// The rule and ground by which this edition withholds a mark; `None` if it shows the value.
    pub(crate) fn withholds(&self, mark: &Mark) -> Option<(Rule, Ground)> {
        let (rule, ground, open) = match &mark.target {
            Target::Ground(ground) => (Rule::MarkedWords, *ground, false),
            Target::Key(key) => {
                let ground = self.dossier.withheld.get(key).map_or(PERSONAL, |f| f.ground);
                (Rule::KeyedValue, ground, self.decided_open(key))
            }
        };
        // A decision to withhold stays in force until it is revoked, even if the class changes.
        let decided = matches!(&mark.target, Target::Key(key) if self.decided_closed(key));
        let lifted = !decided && self.lifted(ground);
        (self.public() && rule.holds() && !open && !lifted).then_some((rule, ground))
    }

    pub(crate) fn markdown(&mut self, markdown: &Markdown, place: &'static str) -> String {
        self.text(&markdown.0, place)
    }

    /// Resolves the marks of Markdown; values of keys are escaped.
    pub(crate) fn text(&mut self, text: &str, place: &'static str) -> String {
        self.resolve(text, place, escape::encode)
    }

    /// Resolves the marks of plain text.
    pub(crate) fn line(&mut self, line: &Line, place: &'static str) -> String {
        self.resolve(&line.0, place, str::to_owned)
    }

    pub(crate) fn resolve(&mut self, text: &str, place: &'static str, write: fn(&str) -> String) -> String {
        marks::replace(text, |mark| {
            let key = match &mark.target {
                Target::Key(key) => Some(key.as_str()),
                Target::Ground(_) => None,
            };
            if let Some((rule, ground)) = self.withholds(mark) {
                return self.hold(place, rule, ground, key);
            }
            match key {
                None => text[mark.words.clone()].to_owned(),
                Some(key) => match self.dossier.private.get(key) {
                    Some(value) => {
                        if self.public() {
                            self.opened.push(key.to_owned());
                        }
                        write(&value.0)
                    }
                    // In a checkout without `private/` the value is unknown, so that the mask is shown.
                    None => {
                        let ground = self.dossier.withheld.get(key).map_or(PERSONAL, |f| f.ground);
                        if self.public() {
                            self.opened.push(key.to_owned());
                        }
                        redaction::mark(ground).to_string()
                    }
                },
            }
        })
    }

    pub(crate) fn points(&mut self, points: &[Point], place: &'static str) -> Vec<PointView> {
        points
            .iter()
            .map(|p| PointView {
                text: self.markdown(&p.text, place),
                details: p.details.iter().map(|d| self.markdown(d, place)).collect(),
            })
            .collect()
    }

    /// The rule and ground by which this edition withholds a person; `None` if the person is named.
    pub(crate) fn withholds_person(&self, person: &Person) -> Option<(Rule, Ground)> {
        if !self.public() {
            return None;
        }
        let by_mark = person.withheld.filter(|g| Rule::Person.holds() && !self.lifted(*g)).map(|g| (Rule::Person, g));
        let undecided = person.status == Some(Status::Appointed) && !self.decided_open(APPOINTED);
        // Appointed members are named only if the document decided so.
        let appointed = || {
            let decided = self.decisions.iter().find(|d| d.subject.as_deref() == Some(APPOINTED));
            let ground = decided.and_then(|d| d.ground).unwrap_or(PERSONAL);
            // Require a decision: a change of class alone does not disclose names.
            (undecided && Rule::AppointedMember.holds()).then_some((Rule::AppointedMember, ground))
        };
        by_mark.or_else(appointed)
    }

    pub(crate) fn person(&mut self, person: &Person) -> PersonView {
        self.person_at(person, "참석자 명단")
    }

    pub(crate) fn person_at(&mut self, person: &Person, place: &'static str) -> PersonView {
        let resident_no = person.resident_no.as_ref().map(|s| self.secret(s));
        let contact = person.contact.as_ref().map(|s| self.secret(s));
        let account = person.account.as_ref().map(|a| AccountView {
            bank: self.secret(&a.bank),
            number: self.secret(&a.number),
            holder: a.holder.as_ref().map(|s| self.secret(s)),
        });
        let (name, affiliation, title, withheld) = match self.withholds_person(person) {
            Some((rule, ground)) => (self.hold(place, rule, ground, None), None, None, Some(ground)),
            None => (
                self.line(&person.name, place),
                person.affiliation.as_ref().map(|a| self.line(a, place)),
                person.title.as_ref().map(|t| self.line(t, place)),
                person.withheld.filter(|_| !self.public()),
            ),
        };
        PersonView { name, affiliation, title, withheld, resident_no, contact, account }
    }

    /// A value for the internal edition only.
    pub(crate) fn secret(&mut self, secret: &Secret) -> String {
        match self.edition {
            Edition::Public if Rule::PersonalNumber.holds() => {
                self.hold("참석자 명단", Rule::PersonalNumber, PERSONAL, None)
            }
            _ => Line(secret.0.clone()).plain(&self.dossier.private),
        }
    }

    pub(crate) fn won(&mut self, won: &Won) -> AmountView {
        let Some(mark) = won.mark() else {
            return match won {
                Won::Open(amount) => AmountView::Won(*amount),
                Won::Marked(_) => AmountView::Withheld(redaction::mark(PERSONAL).to_string()),
            };
        };
        let key = match &mark.target {
            Target::Key(key) => Some(key.clone()),
            Target::Ground(_) => None,
        };
        let held = self.withholds(&mark).filter(|_| Rule::Amount.holds());
        match (held, won.value(&self.dossier.private)) {
            (Some((_, ground)), _) => AmountView::Withheld(self.hold("비용", Rule::Amount, ground, key.as_deref())),
            (None, Some(amount)) => {
                if let Some(key) = key.filter(|_| self.public()) {
                    self.opened.push(key);
                }
                AmountView::Won(amount)
            }
            (None, None) => {
                let ground = key.as_ref().and_then(|k| self.dossier.withheld.get(k)).map_or(PERSONAL, |f| f.ground);
                AmountView::Withheld(redaction::mark(ground).to_string())
            }
        }
    }

    /// Adds to a sum. If one part is withheld, so is the sum, because the open parts and the sum would give it away.
    pub(crate) fn add(&self, sum: AmountView, part: &AmountView) -> AmountView {
        match (sum, part) {
            (AmountView::Won(a), AmountView::Won(b)) => AmountView::Won(a.saturating_add(*b)),
            (sum, AmountView::Withheld(_)) if !Rule::DerivedAmount.holds() => sum,
            (AmountView::Withheld(token), _) => AmountView::Withheld(token),
            (_, AmountView::Withheld(token)) => AmountView::Withheld(token.clone()),
        }
    }
}

/// Negates an amount.
pub(crate) fn negative(amount: &AmountView) -> AmountView {
    match amount {
        AmountView::Won(won) => AmountView::Won(won.saturating_neg()),
        AmountView::Withheld(token) => AmountView::Withheld(token.clone()),
    }
}

/// `part` in percent of `whole`, rounded to one decimal: `98.7`; `-` if `whole` is 0.
pub(crate) fn rate(whole: &AmountView, part: &AmountView) -> String {
    match (whole, part) {
        (AmountView::Withheld(token), _) | (_, AmountView::Withheld(token)) => token.clone(),
        (AmountView::Won(0), _) => "-".to_owned(),
        (AmountView::Won(whole), AmountView::Won(part)) => {
            let (whole, part) = (i128::from(*whole), i128::from(*part));
            // Round half away from zero, as in accounting.
            let tenths = (part * 2000 + whole.signum() * part.signum() * whole) / (whole * 2);
            let sign = if tenths < 0 { "△" } else { "" };
            format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
        }
    }
}
