//! Separates withheld values of the sources from open ones, independently of the projection.
//!
//! The projection decides what a public reader gets; this module derives from the schema of the sources what they must
//! not get. `gian verify` and the rule `withheld-elsewhere` search for these values, so that a mistake in one of the
//! two is found by the other.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gian_diagnostics::{Place, Route};
use gian_digest::Outside;
pub use gian_digest::{Found, Nature};
use gian_korean::amount::{forms, parse_hangul, parse_mixed};
use gian_korean::personal::Contacts;
use gian_model::marks::Target;
use gian_model::read::kind_of;
use gian_model::record::State;
use gian_model::review::{CostItem, Person, Status};
use gian_model::schema::{FileKind, How, each_value};
use gian_model::withheld::APPOINTED;
use gian_model::{Department, Dossier, Record, Settings, Won, keys, marks, routes};
use gian_source::progress::{Watch, step};
use gian_source::yaml::Kind;
use gian_source::{File, Sources};
use gian_vocabulary::values::{Date, Disclosure, Ground};

mod meetings;
mod record_facts;

/// Published telephone numbers, e-mail addresses and accounts of the office, which are no secrets.
pub fn contacts(settings: &Settings, outside: &Outside) -> Contacts {
    let of = |d: &Department| {
        let agency = d.agency.as_ref().and_then(|a| a.phone.clone());
        [d.phone.clone(), d.fax.clone(), d.email.clone(), agency]
    };
    let departments = settings.departments.iter().flat_map(of).flatten();
    let authors = outside.documents().flat_map(|d| d.phone.iter().chain(&d.contacts).cloned());
    departments.chain(authors).chain(settings.contacts.iter().cloned()).collect()
}

/// A text that the public edition may contain.
#[derive(Debug, Clone)]
pub struct Open {
    /// The text.
    pub text: String,
    /// Its place in the sources.
    pub place: Place,
    /// Folder of its dossier; empty for the settings.
    pub folder: String,
}

/// Minimum length of a line of an unpublished document to search for; shorter ones may occur anywhere.
const LINE: usize = 10;

/// Texts of the settings, which are all open.
pub fn open_settings(sources: &Sources) -> Vec<Open> {
    let mut open = Vec::new();
    if let Some(tree) = sources.get("gian.yaml").and_then(|f| f.tree.as_ref()) {
        each_value(FileKind::Settings, tree, &mut |route, node, _| {
            if let Kind::Scalar { text, .. } = &node.kind {
                let place = Place::value("gian.yaml", route);
                open.push(Open { text: text.clone(), place, folder: String::new() });
            }
        });
    }
    open
}

/// Values of a dossier that the public edition must not contain, in the order of the files.
pub fn withheld(sources: &Sources, as_of: Option<Date>, dossier: &Dossier, watch: &dyn Watch) -> Vec<Found> {
    let mut found = Vec::new();
    let published = dossier.documents.iter().any(|d| has_page(&d.record, as_of));
    let sorter = Sorter { dossier, as_of, published, only: None };
    for (path, file) in sources.below(&dossier.folder) {
        step(watch, path, || sorter.file(path, file, &mut Sink::Withheld(&mut found)));
    }
    sorter.derived(&mut found);
    found
}

/// Texts of a dossier that the public edition may contain and that satisfy a condition, in the order of the files.
pub fn open_texts(
    sources: &Sources,
    as_of: Option<Date>,
    dossier: &Dossier,
    watch: &dyn Watch,
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<Open> {
    let mut open = Vec::new();
    let published = dossier.documents.iter().any(|d| has_page(&d.record, as_of));
    let sorter = Sorter { dossier, as_of, published, only: None };
    for (path, file) in sources.below(&dossier.folder) {
        step(watch, path, || sorter.file(path, file, &mut Sink::Open(&mut open, wanted)));
    }
    open
}

/// Withheld values for one document. Another document of the dossier may have disclosed a value that this one has not.
pub fn held_by(sources: &Sources, as_of: Option<Date>, dossier: &Dossier, record: &Record) -> Vec<Found> {
    let sorter = Sorter { dossier, as_of, published: true, only: Some(record) };
    let mut found = Vec::new();
    for (path, file) in sources.below(&dossier.folder) {
        // Skip the records of other documents, because they do not describe this one.
        let other =
            kind_of(path) == Some(FileKind::Record) && dossier.document(path).is_none_or(|d| d.record.id != record.id);
        if !other {
            sorter.file(path, file, &mut Sink::Withheld(&mut found));
        }
    }
    sorter.derived(&mut found);
    found
}

/// Receives the values of one class; those of the other are dropped.
enum Sink<'a> {
    Withheld(&'a mut Vec<Found>),
    Open(&'a mut Vec<Open>, &'a dyn Fn(&str) -> bool),
}

struct Sorter<'a> {
    dossier: &'a Dossier,
    as_of: Option<Date>,
    /// Whether any document of the dossier has a public page.
    published: bool,
    /// The document whose decisions apply; `None` for all documents of the dossier.
    only: Option<&'a Record>,
}

impl Sorter<'_> {
    fn file(&self, path: &str, file: &File, sink: &mut Sink<'_>) {
        let (Some(kind), Some(tree)) = (kind_of(path), &file.tree) else { return };
        let record = self.dossier.document(path).map(|d| &d.record);
        each_value(kind, tree, &mut |route, node, shape| {
            if let Kind::Scalar { text, .. } = &node.kind {
                self.value(path, kind, record, route, text, shape.how, sink);
            }
        });
        if let Some(at) = file.body {
            self.value(path, kind, record, &Route::body(), &file.text[at..], Some(How::Marks), sink);
        }
    }

    /// Products, sums and balances from which a withheld amount could be computed.
    fn derived(&self, found: &mut Vec<Found>) {
        self.derived_of_records(found);
        let private = &self.dossier.private;
        let mut hold = |won: Option<i64>, place: Place| {
            for value in won.filter(|w| *w != 0).map(forms).unwrap_or_default() {
                let folder = self.dossier.folder.clone();
                found.push(Found { value, place: place.clone(), nature: Nature::Amount, folder });
            }
        };
        if let Some(costs) = self.dossier.review.as_ref().and_then(|r| r.costs.as_ref()) {
            let path = self.dossier.review_path();
            let held: Vec<usize> = (0..costs.items.len())
                .filter(|i| self.amount_is_withheld(FileKind::Review, &routes::cost_item(*i).key(keys::UNIT_PRICE)))
                .collect();
            let place =
                |i: usize| self.origin(&costs.items[i].unit_price, &path, &routes::cost_item(i).key(keys::UNIT_PRICE));
            for i in &held {
                hold(costs.items[*i].product(private), place(*i));
            }
            if let Some(first) = held.first() {
                let all: Option<Vec<i64>> = costs.items.iter().map(|i| i.product(private)).collect();
                hold(all.map(|a| a.iter().sum()), place(*first));
            }
        }
        self.derived_from_budget(&mut hold);
        let Some(grant) = &self.dossier.grant else { return };
        if !self.amount_is_withheld(FileKind::Grant, &Route::root()) {
            return;
        }
        let marked = grant.amounts().into_iter().find(|(_, won)| won.mark().is_some());
        let place = marked.map_or(
            Place::value(&self.dossier.grant_path(), routes::grant_decision().key(keys::AMOUNT)),
            |(route, won)| self.origin(won, &self.dossier.grant_path(), &route),
        );
        let here = || place.clone();
        let value = |won: &Won| won.value(private);
        let sum = |all: Vec<Option<i64>>| all.into_iter().collect::<Option<Vec<i64>>>().map(|a| a.iter().sum::<i64>());
        hold(sum(grant.payments.iter().map(|p| value(&p.amount)).collect()), here());
        let budget = sum(grant.spending.iter().map(|s| value(&s.budget)).collect());
        let spent = sum(grant.spending.iter().map(|s| s.spent.as_ref().map_or(Some(0), value)).collect());
        let balance = budget.zip(spent).map(|(b, s)| b - s);
        let interest = grant.settlement.as_ref().and_then(|s| s.interest.as_ref()).and_then(value).unwrap_or(0);
        for total in [budget, spent, balance, balance.map(|b| b + interest)] {
            hold(total, here());
        }
        for item in &grant.spending {
            let spent = item.spent.as_ref().and_then(value);
            hold(value(&item.budget).zip(spent).map(|(b, s)| b - s), here());
        }
    }

    /// Sums and balances of the budget of the plan, if one of its amounts is withheld.
    fn derived_from_budget(&self, hold: &mut dyn FnMut(Option<i64>, Place)) {
        let Some(budget) = self.dossier.plan.as_ref().and_then(|p| p.budget.as_ref()) else { return };
        if !self.amount_is_withheld(FileKind::Plan, &Route::root()) {
            return;
        }
        let path = self.dossier.plan_path();
        let marked = budget.amounts().into_iter().find(|(_, won)| won.mark().is_some());
        let Some(place) = marked.map(|(route, won)| self.origin(won, &path, &route)) else { return };
        // Sums of amounts and of spending: of all items, by 비목, 연도, 재원, and by 비목 and 연도; and the items alone.
        let value = |won: &Won| won.value(&self.dossier.private);
        let mut sums: BTreeMap<String, (i64, i64)> = BTreeMap::new();
        for (no, item) in budget.items.iter().enumerate() {
            let spent = item.spent.as_ref().map_or(Some(0), value);
            let (Some(amount), Some(spent)) = (value(&item.amount), spent) else { continue };
            let (label, year, funding) = (&item.label.0, item.year, item.funding);
            let of = [
                String::new(),
                format!("item {no}"),
                format!("label {label}"),
                format!("year {year:?}"),
                format!("funding {funding:?}"),
                format!("both {year:?} {label}"),
            ];
            for sum in of {
                let sum = sums.entry(sum).or_default();
                *sum = (sum.0.saturating_add(amount), sum.1.saturating_add(spent));
            }
        }
        for (amount, spent) in sums.into_values() {
            for total in [amount, spent, amount.saturating_sub(spent)] {
                hold(Some(total), place.clone());
            }
        }
    }

    /// Place where an amount is withheld: its key, or the amount itself.
    fn origin(&self, won: &Won, path: &str, route: &Route) -> Place {
        match won.mark().map(|m| m.target) {
            Some(Target::Key(key)) => Place::key(&self.dossier.withheld_path(), Route::of(&key)),
            Some(Target::Ground(_)) | None => Place::value(path, route),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what is known of one value")]
    fn value(
        &self,
        path: &str,
        kind: FileKind,
        record: Option<&Record>,
        route: &Route,
        text: &str,
        how: Option<How>,
        sink: &mut Sink<'_>,
    ) {
        let mut hold = |value: &str, place: &dyn Fn() -> Place, nature: Nature| {
            if let Sink::Withheld(found) = sink
                && !value.trim().is_empty()
            {
                let folder = self.dossier.folder.clone();
                found.push(Found { value: value.trim().to_owned(), place: place(), nature, folder });
            }
        };
        let here = || Place::value(path, route);
        if stays_inside(kind, route, record) {
            return;
        }
        if kind == FileKind::Private {
            let key = route.first().unwrap_or_default().into_owned();
            let lifted = self.dossier.withheld.get(&key).is_some_and(|f| self.lifts(f.ground, None));
            if !self.opens(&key) && !lifted {
                hold(text, &here, if tells_nothing(text) { Nature::Detail } else { Nature::Private });
            }
            return;
        }
        let is_amount = how == Some(How::Whole);
        if is_amount && (self.amount_is_withheld(kind, route) || self.record_amount_is_withheld(record, route)) {
            let won = serde_json::from_str::<Won>(text).unwrap_or(Won::Marked(text.to_owned()));
            let place = match won.mark().map(|m| m.target) {
                Some(Target::Key(key)) => Place::key(&self.dossier.withheld_path(), Route::of(&key)),
                _ => here(),
            };
            for written in won.value(&self.dossier.private).map(forms).unwrap_or_default() {
                hold(&written, &|| place.clone(), Nature::Amount);
            }
            return;
        }
        // The price and the number of things in 산출 give the amount. Short ones (`1식`) occur anywhere.
        if kind == FileKind::Plan
            && route.last().as_deref() == Some(keys::CALCULATION)
            && text.chars().count() >= LINE
            && marks::complete(text).is_empty()
            && self.amount_is_withheld(kind, route)
        {
            return hold(text, &here, Nature::Words);
        }
        let rest = match how {
            Some(How::Always) if gian_model::withheld::whole_mark(text).is_none() => {
                // Many have an account at the same bank, or a postcode.
                let shared = [keys::BANK, keys::POSTCODE].map(Some).contains(&route.last().as_deref());
                let bank = shared || tells_nothing(text);
                return hold(text, &here, if bank { Nature::Detail } else { Nature::Private });
            }
            Some(_) => {
                let found = marks::complete(text);
                for mark in &found {
                    if let Target::Ground(ground) = mark.target
                        && !self.lifts(ground, record)
                    {
                        let place = || Place::within(path, route, mark.words.clone());
                        hold(&text[mark.words.clone()], &place, Nature::Words);
                        let (number, unit) = (&text[mark.words.clone()], &text[mark.range.end..]);
                        for form in marked_amount(number, unit).map(forms).unwrap_or_default() {
                            if form != number {
                                hold(&form, &place, Nature::Amount);
                            }
                        }
                    }
                }
                // Replace the mark by as many bytes, so that offsets stay valid and its neighbours stay separate.
                match found.is_empty() {
                    true => Cow::Borrowed(text),
                    false => Cow::Owned(marks::replace(text, |mark| "\u{0}".repeat(mark.range.len()))),
                }
            }
            None => Cow::Borrowed(text),
        };
        if let Some(nature) = self.of_person(kind, route).or_else(|| self.of_record_person(record, route)) {
            return hold(&rest, &here, nature);
        }
        if self.tells_withheld_amount(record, route) {
            return hold(&rest, &here, Nature::Words);
        }
        let unpublished = match record {
            Some(record) => !has_page(record, self.as_of) && !is_listed(record, self.as_of, route),
            None => !self.published,
        };
        // Skip enumerated words, dates and ids, which identify nothing; keep text of writers.
        if unpublished && how.is_some() {
            for line in rest.lines().map(|l| l.trim_matches(|c: char| !c.is_alphanumeric())) {
                if line.chars().count() >= LINE && !line.contains('\u{0}') {
                    hold(line, &here, Nature::Document);
                }
            }
        }
        if let Sink::Open(open, wanted) = sink
            && !unpublished
            && wanted(&rest)
        {
            open.push(Open { text: rest.into_owned(), place: here(), folder: self.dossier.folder.clone() });
        }
    }

    /// Whether an amount is marked, or could be computed from one that is.
    fn amount_is_withheld(&self, kind: FileKind, route: &Route) -> bool {
        let held = |won: &Won| match won.mark().map(|m| m.target) {
            Some(Target::Ground(ground)) => !self.lifts(ground, None),
            Some(Target::Key(key)) => !self.opens(&key),
            None => false,
        };
        if kind == FileKind::Grant {
            // Each amount could be computed from the others.
            return self.dossier.grant.as_ref().is_some_and(|g| g.amounts().iter().any(|(_, won)| held(won)));
        }
        if kind == FileKind::Record {
            return false;
        }
        if kind == FileKind::Plan {
            let budget = self.dossier.plan.as_ref().and_then(|p| p.budget.as_ref());
            return budget.is_some_and(|b| b.amounts().iter().any(|(_, won)| held(won)));
        }
        let Some(costs) = self.dossier.review.as_ref().and_then(|r| r.costs.as_ref()) else { return false };
        let item_held = |i: &CostItem| held(&i.unit_price) || i.amount.as_ref().is_some_and(held);
        match steps(&route.steps().collect::<Vec<_>>())[..] {
            [keys::COSTS, keys::ITEMS, item, _] => {
                item.parse::<usize>().ok().and_then(|i| costs.items.get(i)).is_some_and(item_held)
            }
            _ => costs.items.iter().any(item_held) || costs.total.as_ref().is_some_and(held),
        }
    }

    /// Nature of a value at a route inside a withheld person; `None` if the person is not withheld.
    fn of_person(&self, kind: FileKind, route: &Route) -> Option<Nature> {
        // The last step decides for most values, without taking the route apart.
        let of_persons = [keys::PERSON, keys::AFFILIATION, keys::POSITION];
        if kind == FileKind::Meetings {
            return self.of_own_meeting(&steps(&route.steps().collect::<Vec<_>>()));
        }
        if !route.last().is_some_and(|last| of_persons.contains(&&*last)) {
            return None;
        }
        let all: Vec<_> = route.steps().collect();
        let [keys::ROUNDS, round, keys::ATTENDANCE, group, keys::MEMBERS, person, key] = steps(&all)[..] else {
            return None;
        };
        let index = |step: &str| step.parse::<usize>().ok();
        let round = self.dossier.review.as_ref()?.rounds.get(index(round)?)?;
        let person = round.attendance.get(index(group)?)?.members.get(index(person)?)?;
        self.of_withheld(person, key)
    }

    /// Nature of the value of a key of a person; `None` if the person is not withheld.
    fn of_withheld(&self, person: &Person, key: &str) -> Option<Nature> {
        if !self.withholds(person, None) {
            return None;
        }
        match key {
            keys::PERSON => Some(Nature::Name),
            keys::AFFILIATION | keys::POSITION => Some(Nature::Detail),
            _ => None,
        }
    }

    /// Whether a person is withheld: of the review, or of a record, which decides for itself.
    fn withholds(&self, person: &Person, record: Option<&Record>) -> bool {
        let marked = person.withheld.is_some_and(|g| !self.lifts(g, record));
        marked || (person.status == Some(Status::Appointed) && !self.opens(APPOINTED))
    }

    /// Whether any document of the dossier decided to disclose a subject.
    fn opens(&self, subject: &str) -> bool {
        let shows = |r: &Record| {
            has_page(r, self.as_of)
                && r.decisions.iter().any(|d| d.subject.as_deref() == Some(subject) && d.class == Disclosure::Open)
        };
        match self.only {
            Some(record) => shows(record),
            None => self.dossier.documents.iter().any(|d| shows(&d.record)),
        }
    }

    /// Whether a change of class lifted a ground of a document (or of any document).
    fn lifts(&self, ground: Ground, record: Option<&Record>) -> bool {
        let lifts = |r: &Record| {
            has_page(r, self.as_of) && r.grounds.contains(&ground) && !r.class(self.as_of).1.contains(&ground)
        };
        match record.or(self.only) {
            Some(record) => lifts(record),
            None => self.dossier.documents.iter().any(|d| lifts(&d.record)),
        }
    }
}

/// The won of a marked number: one with its unit, or with `원` or `천원` after the mark. Numbers without a unit of money
/// count things.
fn marked_amount(number: &str, after: &str) -> Option<i64> {
    let after = after.trim_start();
    let units = [("천원", 1_000), ("만원", 10_000), ("백만원", 1_000_000), ("억원", 100_000_000), ("원", 1)];
    let written = number.trim().trim_start_matches('금');
    let (number, unit) = units.iter().find_map(|(unit, won)| {
        let inside = written.strip_suffix(unit).map(|number| (number, *won));
        inside.or_else(|| after.starts_with(unit).then_some((written, *won)))
    })?;
    let won = parse_mixed(number).or_else(|| parse_hangul(number).map(|reading| reading.won))?.checked_mul(unit)?;
    i64::try_from(won).ok().filter(|won| *won >= 10_000)
}

/// Whether a document has a public page. Computed here again, independently of the projection.
pub fn has_page(record: &Record, as_of: Option<Date>) -> bool {
    record.class(as_of).0 != Disclosure::Closed && record.state != State::Draft
}

/// Whether the public list shows this part of a document without a page.
fn is_listed(record: &Record, as_of: Option<Date>, route: &Route) -> bool {
    let all: Vec<_> = route.steps().collect();
    let named = matches!(steps(&all)[..], [keys::TITLE] | [keys::DISCLOSURE_CHANGES, .., keys::REASON]);
    record.class(as_of).0 == Disclosure::Closed && record.state != State::Draft && named
}

/// Whether a value is internal, because no page of either edition prints it for the public: decisions, reasons, names
/// of files that are not offered.
pub fn stays_inside(kind: FileKind, route: &Route, record: Option<&Record>) -> bool {
    // The first step decides for most values, without taking the route apart.
    let looked_at = [keys::DISCLOSURE_DECISIONS, keys::OTHER_WORDS, keys::ATTACHMENTS, keys::ORIGINALS];
    match kind {
        FileKind::Withheld => return true,
        FileKind::Record if route.first().is_some_and(|first| looked_at.contains(&&*first)) => {}
        _ => return false,
    }
    let all: Vec<_> = route.steps().collect();
    match (kind, steps(&all).as_slice()) {
        (FileKind::Record, [keys::DISCLOSURE_DECISIONS | keys::OTHER_WORDS, ..]) => true,
        (FileKind::Record, [keys::ATTACHMENTS | keys::ORIGINALS, _, keys::REASON | keys::AUTHOR | keys::SEEN, ..]) => {
            true
        }
        (FileKind::Record, [keys::ATTACHMENTS, i, keys::FILE]) => {
            let attachment = i.parse::<usize>().ok().and_then(|i| record?.attachments.get(i));
            attachment.is_some_and(|a| a.disclosure != Disclosure::Open)
        }
        (FileKind::Record, [keys::ORIGINALS, i, keys::FILE]) => {
            let original = i.parse::<usize>().ok().and_then(|i| record?.originals.get(i));
            original.is_some_and(|o| o.disclosure != Disclosure::Open)
        }
        _ => false,
    }
}

fn steps<'a>(all: &'a [Cow<'a, str>]) -> Vec<&'a str> {
    all.iter().map(|step| &**step).collect()
}

/// Whether a value is too short to be distinguished from other text.
fn tells_nothing(value: &str) -> bool {
    let letters = value.chars().filter(|c| c.is_alphanumeric()).count();
    letters < 2 || (letters < 5 && value.is_ascii())
}
