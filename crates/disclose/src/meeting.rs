//! Projection of a meeting that is no round of a review.

use gian_model::meetings::OwnMeeting;
use gian_model::review::{Attendance, Person, Vote};
use gian_model::{Dossier, Line, Record};
use gian_view::meeting::{AgendaItemView, OwnMeetingView, StatementView};
use gian_view::{AttendanceView, PersonView, VoteView};

use crate::redactor::Redactor;

/// The meeting that the record of a document names. A view has no other meeting, so that no template can show one.
pub(crate) fn own_meeting(redactor: &mut Redactor<'_>, dossier: &Dossier, record: &Record) -> Option<OwnMeetingView> {
    let meeting = dossier.meetings.as_ref()?.find(record.meeting.as_ref()?)?;
    Some(redactor.own_meeting(meeting))
}

impl Redactor<'_> {
    fn own_meeting(&mut self, meeting: &OwnMeeting) -> OwnMeetingView {
        OwnMeetingView {
            name: self.line(&meeting.name, "회의 이름"),
            host: meeting.host.as_ref().map(|host| self.line(host, "개최기관")),
            date: meeting.date,
            start: meeting.start,
            end: meeting.end,
            place: self.line(&meeting.place, "회의 장소"),
            seats: meeting.seats,
            present: meeting.counted(),
            proxies: meeting.proxies,
            quorum: meeting.quorum,
            attendance: meeting.attendance.iter().map(|group| self.attendance(group)).collect(),
            programme: meeting.programme.iter().map(|step| self.line(step, "진행 순서")).collect(),
            items: meeting
                .items
                .iter()
                .map(|item| AgendaItemView {
                    title: self.markdown(&item.title, "회의 안건"),
                    note: item.note.as_ref().map(|note| self.markdown(note, "회의 안건")),
                    statements: item
                        .statements
                        .iter()
                        .map(|statement| StatementView {
                            speaker: self.present(meeting, &statement.speaker, "발언한 사람"),
                            body: self.markdown(&statement.body, "발언"),
                        })
                        .collect(),
                    decision: item.decision.as_ref().map(|decision| self.markdown(decision, "결정 사항")),
                })
                .collect(),
            decisions: meeting.decisions.iter().map(|decision| self.markdown(decision, "결정 사항")).collect(),
            votes: meeting.votes.iter().map(|vote| self.vote(vote)).collect(),
            writer: self.person_at(&meeting.writer.to_person(), "회의록 작성자"),
            confirmers: meeting
                .confirmers
                .iter()
                .map(|name| self.present(meeting, name, "회의록을 확인한 사람"))
                .collect(),
            confirmed_on: meeting.confirmed_on,
        }
    }

    /// The person of a name on the lists of a meeting. A name that no list has is withheld like that of an undecided
    /// person (`meeting-speaker` and `meeting-confirmer` report it), because the lists decide who is named.
    fn present(&mut self, meeting: &OwnMeeting, name: &Line, place: &'static str) -> PersonView {
        let identity = match meeting.member(name) {
            // Numbers and accounts belong to the list, and not to what somebody said.
            Some(person) => Person { resident_no: None, contact: None, account: None, ..person.clone() },
            None => Person::withheld(name.clone()),
        };
        self.person_at(&identity, place)
    }

    pub(crate) fn attendance(&mut self, group: &Attendance) -> AttendanceView {
        AttendanceView {
            group: self.line(&group.group, "참석 구분"),
            count: group.count,
            words: group.words.as_ref().map(|words| self.markdown(words, "참석 대상")),
            observers: group.observers,
            members: group.members.iter().map(|person| self.person(person)).collect(),
        }
    }

    pub(crate) fn vote(&mut self, vote: &Vote) -> VoteView {
        VoteView {
            topic: self.markdown(&vote.topic, "표결"),
            yes: vote.yes,
            no: vote.no,
            abstained: vote.abstained,
            result: vote.result.as_ref().map(|result| self.line(result, "표결")),
        }
    }
}
