//! `meetings.yaml`: meetings that are no rounds of a review, each with its own attendance and minutes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::record::person::NamedPerson;
use super::review::{Attendance, Person, Vote};
use super::values::{Clock, Date};
use super::{Line, Markdown};

/// 검토의 회차가 아닌 회의: 협의회, 간담회, 보고회 (회의마다 참석과 발언을 따로 적습니다)
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingsFile {
    /// 회의
    #[serde(rename(deserialize = "회의"))]
    #[schemars(length(min = 1, max = 500))]
    pub meetings: Vec<OwnMeeting>,
}

/// 검토의 회차가 아닌 회의
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnMeeting {
    /// 회의 이름: 회의록의 `회의`가 이 이름으로 가리킵니다
    #[serde(rename(deserialize = "이름"))]
    pub name: Line,
    /// 회의를 연 기관 (적지 않으면 gian.yaml의 기관)
    #[serde(rename(deserialize = "개최기관"))]
    pub host: Option<Line>,
    /// 날짜
    #[serde(rename(deserialize = "날짜"))]
    pub date: Date,
    /// 시작 시각
    #[serde(rename(deserialize = "시작"))]
    pub start: Clock,
    /// 끝 시각
    #[serde(rename(deserialize = "끝"))]
    pub end: Option<Clock>,
    /// 장소
    #[serde(rename(deserialize = "장소"))]
    pub place: Line,
    /// 재적: 회의의 모든 위원 (명)
    #[serde(rename(deserialize = "재적"))]
    #[schemars(range(min = 1, max = 1000))]
    pub seats: Option<u32>,
    /// 출석: 배석을 뺀 참석 인원에 위임을 더한 수 (명; 있으면 `참석`과 견줍니다)
    #[serde(rename(deserialize = "출석"))]
    #[schemars(range(min = 1, max = 100_000))]
    pub present: Option<u32>,
    /// 위임: 나오지 않고 의결을 위임한 위원 (명)
    #[serde(rename(deserialize = "위임"), default)]
    #[schemars(range(min = 0, max = 1000))]
    pub proxies: u32,
    /// 의결정족수: 의결하는 데 있어야 하는 출석 (명; 적지 않으면 재적의 과반수)
    #[serde(rename(deserialize = "의결정족수"))]
    #[schemars(range(min = 1, max = 1000))]
    pub quorum: Option<u32>,
    /// 참석: 내부위원, 외부위원, 배석한 사람들
    #[serde(rename(deserialize = "참석"))]
    #[schemars(length(min = 1, max = 50))]
    pub attendance: Vec<Attendance>,
    /// 진행 순서: 개회, 안건 설명, 토의, 폐회
    #[serde(rename(deserialize = "진행순서"), default)]
    pub programme: Vec<Line>,
    /// 안건
    #[serde(rename(deserialize = "안건"))]
    #[schemars(length(min = 1, max = 100))]
    pub items: Vec<AgendaItem>,
    /// 회의를 마치며 정한 것
    #[serde(rename(deserialize = "결정사항"), default)]
    pub decisions: Vec<Markdown>,
    /// 표결
    #[serde(rename(deserialize = "표결"), default)]
    pub votes: Vec<Vote>,
    /// 회의록을 쓴 사람
    #[serde(rename(deserialize = "작성자"))]
    pub writer: NamedPerson,
    /// 회의록을 확인하고 서명하는 사람: `참석`의 명단에 있는 성명
    #[serde(rename(deserialize = "확인자"), default)]
    #[schemars(length(max = 20))]
    pub confirmers: Vec<Line>,
    /// 회의록을 확인한 날
    #[serde(rename(deserialize = "확인일"))]
    pub confirmed_on: Option<Date>,
}

/// 안건 하나: 나온 말과 정한 것
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// 안건의 제목
    #[serde(rename(deserialize = "제목"))]
    pub title: Markdown,
    /// 안건의 설명
    #[serde(rename(deserialize = "설명"))]
    pub note: Option<Markdown>,
    /// 발언
    #[serde(rename(deserialize = "발언"), default)]
    pub statements: Vec<Statement>,
    /// 이 안건에서 정한 것
    #[serde(rename(deserialize = "결정"))]
    pub decision: Option<Markdown>,
}

/// 한 사람의 발언
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// 발언자: `참석`의 명단에 있는 성명
    #[serde(rename(deserialize = "발언자"))]
    pub speaker: Line,
    /// 발언의 요지
    #[serde(rename(deserialize = "내용"))]
    pub body: Markdown,
}

impl MeetingsFile {
    /// The meeting that a record names; names are compared as they are written, marks included.
    pub fn find(&self, name: &Line) -> Option<&OwnMeeting> {
        self.meetings.iter().find(|meeting| meeting.name == *name)
    }
}

impl OwnMeeting {
    /// Everybody on the lists of those present, observers included.
    pub fn members(&self) -> impl Iterator<Item = &Person> {
        self.attendance.iter().flat_map(|group| &group.members)
    }

    /// The person of this name on the lists; names are compared as they are written, marks included.
    pub fn member(&self, name: &Line) -> Option<&Person> {
        self.members().find(|person| person.name == *name)
    }

    /// How many take part in decisions in person.
    pub fn voters(&self) -> u32 {
        self.attendance.iter().filter(|group| !group.observers).fold(0, |sum, group| sum.saturating_add(group.count))
    }

    /// How many count as present: in person or by proxy.
    pub fn counted(&self) -> u32 {
        self.voters().saturating_add(self.proxies)
    }

    /// How many must be present to decide; `None` if the meeting has no fixed number of members.
    pub fn needed(&self) -> Option<u32> {
        self.quorum.or_else(|| self.seats.map(|seats| seats / 2 + 1))
    }

    /// Whether the meeting decided something.
    pub fn decides(&self) -> bool {
        let of_item = |item: &AgendaItem| item.decision.is_some();
        !self.decisions.is_empty() || !self.votes.is_empty() || self.items.iter().any(of_item)
    }
}
