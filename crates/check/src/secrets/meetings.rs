//! Withheld persons of meetings that are no rounds of a review.

use gian_digest::Nature;
use gian_model::keys;
use gian_model::meetings::OwnMeeting;

use super::Sorter;

impl Sorter<'_> {
    /// Nature of a value of `meetings.yaml` that is, or names, a withheld person; `None` for other values.
    pub(super) fn of_own_meeting(&self, steps: &[&str]) -> Option<Nature> {
        let index = |step: &str| step.parse::<usize>().ok();
        let [keys::MEETINGS, m, rest @ ..] = steps else { return None };
        let meeting = self.dossier.meetings.as_ref()?.meetings.get(index(m)?)?;
        match *rest {
            [keys::ATTENDANCE, group, keys::MEMBERS, person, key] => {
                let person = meeting.attendance.get(index(group)?)?.members.get(index(person)?)?;
                self.of_withheld(person, key)
            }
            [keys::AUTHOR, key] => self.of_withheld(&meeting.writer.to_person(), key),
            [keys::AGENDA, item, keys::STATEMENTS, statement, keys::SPEAKER] => {
                let item = meeting.items.get(index(item)?)?;
                self.of_name(meeting, &item.statements.get(index(statement)?)?.speaker.0)
            }
            [keys::CONFIRMERS, i] => self.of_name(meeting, &meeting.confirmers.get(index(i)?)?.0),
            _ => None,
        }
    }

    /// Nature of a name that refers to the lists of a meeting. One that no list has is withheld too.
    fn of_name(&self, meeting: &OwnMeeting, name: &str) -> Option<Nature> {
        match meeting.members().find(|person| person.name.0 == name) {
            Some(person) => self.of_withheld(person, keys::PERSON),
            None => Some(Nature::Name),
        }
    }
}
