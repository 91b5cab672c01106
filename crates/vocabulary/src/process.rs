//! The process of a review as data: what it is called, what its parts are called, and the words of its results.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::korean_enum;

/// 절차: 검토를 무엇이라 부르고 무엇으로 끝내는가
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// 절차의 이름: 심의, 자문, 공모 심사 (review.yaml의 `절차`가 가리킵니다)
    #[serde(rename(deserialize = "이름"))]
    #[schemars(length(min = 1, max = 20))]
    pub name: String,
    /// 검토하는 것을 부르는 말: 안건, 신청 단체, 점검 시설 (적지 않으면 대상)
    #[serde(rename(deserialize = "대상"))]
    #[schemars(length(min = 1, max = 20))]
    pub subject: Option<String>,
    /// 의견을 부르는 말: 심의의견 (적지 않으면 검토의견)
    #[serde(rename(deserialize = "의견"))]
    #[schemars(length(min = 1, max = 20))]
    pub opinion: Option<String>,
    /// 위원을 부르는 말: 심사위원 (적지 않으면 위원)
    #[serde(rename(deserialize = "위원"))]
    #[schemars(length(min = 1, max = 20))]
    pub member: Option<String>,
    /// 사람에게 주는 비용을 부르는 말: 심사 수당 (적지 않으면 회의 수당)
    #[serde(rename(deserialize = "수당"))]
    #[schemars(length(min = 1, max = 20))]
    pub allowance: Option<String>,
    /// 그 밖의 비용(인쇄, 다과, 임차)을 부르는 말: 심사 비용 (적지 않으면 회의 비용)
    #[serde(rename(deserialize = "비용"))]
    #[schemars(length(min = 1, max = 20))]
    pub costs: Option<String>,
    /// 결과로 쓰는 말 (적지 않으면 흔히 쓰는 말 모두)
    #[serde(rename(deserialize = "결과"), default)]
    pub results: Vec<ResultWord>,
    /// Whether the office has described it, so that its results are the only ones.
    #[serde(skip, default = "described")]
    #[schemars(skip)]
    is_of_office: bool,
}

/// A process that is read from `gian.yaml` is described by the office.
fn described() -> bool {
    true
}

/// 결과로 쓰는 말과 그 뜻
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResultWord {
    /// 말: 원안가결
    #[serde(rename(deserialize = "말"))]
    #[schemars(length(min = 1, max = 20))]
    pub word: String,
    /// 뜻: 그 말이 어떤 결정인가
    #[serde(rename(deserialize = "뜻"))]
    pub effect: Effect,
}

korean_enum! {
    /// 결과의 뜻
    Effect {
        /// 그대로 받아들임
        Approved = "승인" / "approved",
        /// 조건을 붙여 받아들임
        Conditional = "조건부승인" / "conditional",
        /// 고친 뒤에 받아들임
        AfterRevision = "보완후승인" / "after_revision",
        /// 미루거나 다시 검토함
        Again = "재협의" / "again",
        /// 받아들이지 않음
        Rejected = "불승인" / "rejected",
    }
}

impl Effect {
    /// Whether a decision with this effect names what must be corrected.
    pub const fn has_conditions(self) -> bool {
        match self {
            Self::Conditional | Self::AfterRevision => true,
            Self::Approved | Self::Again | Self::Rejected => false,
        }
    }
}

/// The process between an office and another municipality, whose plan it reviews.
pub const COORDINATION: &str = "협의·조정";

/// A process as the program knows it.
struct Builtin {
    name: &'static str,
    subject: &'static str,
    opinion: &'static str,
    member: &'static str,
    allowance: &'static str,
    costs: &'static str,
    results: &'static [(&'static str, Effect)],
}

/// Processes that an office need not describe.
const BUILTIN: &[Builtin] = &[
    Builtin {
        name: COORDINATION,
        subject: "대상",
        opinion: "검토의견",
        member: "협의조정위원",
        allowance: "회의 수당",
        costs: "회의 비용",
        results: &[
            ("승인", Effect::Approved),
            ("조건부승인", Effect::Conditional),
            ("보완후승인", Effect::AfterRevision),
            ("재협의", Effect::Again),
            ("불승인", Effect::Rejected),
        ],
    },
    Builtin {
        name: "심의",
        subject: "안건",
        opinion: "심의의견",
        member: "심의위원",
        allowance: "회의 수당",
        costs: "회의 비용",
        results: &[
            ("원안가결", Effect::Approved),
            ("수정가결", Effect::Approved),
            ("가결", Effect::Approved),
            ("조건부가결", Effect::Conditional),
            ("보류", Effect::Again),
            ("부결", Effect::Rejected),
        ],
    },
    Builtin {
        name: "자문",
        subject: "안건",
        opinion: "자문의견",
        member: "자문위원",
        allowance: "회의 수당",
        costs: "회의 비용",
        results: &[
            ("동의", Effect::Approved),
            ("조건부동의", Effect::Conditional),
            ("재자문", Effect::Again),
            ("부동의", Effect::Rejected),
        ],
    },
    Builtin {
        name: "심사",
        subject: "신청 단체",
        opinion: "심사의견",
        member: "심사위원",
        allowance: "심사 수당",
        costs: "심사 비용",
        results: &[
            ("선정", Effect::Approved),
            ("조건부선정", Effect::Conditional),
            ("예비", Effect::Again),
            ("탈락", Effect::Rejected),
        ],
    },
    Builtin {
        name: "평가",
        subject: "대상",
        opinion: "평가의견",
        member: "평가위원",
        allowance: "평가 수당",
        costs: "평가 비용",
        results: &[
            ("우수", Effect::Approved),
            ("보통", Effect::Approved),
            ("미흡", Effect::Conditional),
            ("적합", Effect::Approved),
            ("부적합", Effect::Rejected),
        ],
    },
    Builtin {
        name: "점검",
        subject: "시설",
        opinion: "지적사항",
        member: "점검자",
        allowance: "점검 수당",
        costs: "점검 비용",
        results: &[("적합", Effect::Approved), ("보완", Effect::AfterRevision), ("부적합", Effect::Rejected)],
    },
];

impl Process {
    /// The builtin process of a name, also with a word before it (`공모 심사`); of another name, one with the general
    /// words and the results of all.
    pub fn builtin(name: &str) -> Self {
        let ends =
            |b: &&Builtin| name.strip_suffix(b.name).is_some_and(|before| before.is_empty() || before.ends_with(' '));
        let known = BUILTIN.iter().find(ends);
        let word = |of: fn(&Builtin) -> &'static str| known.map(|b| of(b).to_owned());
        let word_of = |(word, effect): &(&str, Effect)| ResultWord { word: (*word).to_owned(), effect: *effect };
        let results = match known {
            Some(builtin) => builtin.results.iter().map(word_of).collect(),
            None => general_results(),
        };
        Self {
            name: name.to_owned(),
            subject: word(|b| b.subject),
            opinion: word(|b| b.opinion),
            member: word(|b| b.member),
            allowance: word(|b| b.allowance),
            costs: word(|b| b.costs),
            results,
            is_of_office: false,
        }
    }

    /// The word for what is reviewed.
    pub fn subject(&self) -> &str {
        self.subject.as_deref().unwrap_or("대상")
    }

    /// The word for a finding.
    pub fn opinion(&self) -> &str {
        self.opinion.as_deref().unwrap_or("검토의견")
    }

    /// The word for a member of the committee.
    pub fn member(&self) -> &str {
        self.member.as_deref().unwrap_or("위원")
    }

    /// The word for what is paid to people.
    pub fn allowance(&self) -> &str {
        self.allowance.as_deref().unwrap_or("회의 수당")
    }

    /// The word for the other costs of the meetings.
    pub fn costs(&self) -> &str {
        self.costs.as_deref().unwrap_or("회의 비용")
    }

    /// The words of results, all general ones if the office has set none.
    pub fn results(&self) -> Cow<'_, [ResultWord]> {
        if self.results.is_empty() { Cow::Owned(general_results()) } else { Cow::Borrowed(&self.results) }
    }

    /// The effect of a result; `None` for a word that the process does not have. A builtin process also has the words of
    /// the others, because an office may call the same result by any of them.
    pub fn effect(&self, word: &str) -> Option<Effect> {
        let find = |all: &[ResultWord]| all.iter().find(|r| r.word == word).map(|r| r.effect);
        find(&self.results()).or_else(|| find(&general_results()).filter(|_| !self.is_of_office))
    }
}

/// The words of all builtin processes, each once.
fn general_results() -> Vec<ResultWord> {
    let mut all: Vec<ResultWord> = Vec::new();
    for (word, effect) in BUILTIN.iter().flat_map(|b| b.results) {
        if all.iter().all(|r| r.word != *word) {
            all.push(ResultWord { word: (*word).to_owned(), effect: *effect });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_words_of_its_process() {
        let call = Process::builtin("공모 심사");
        assert_eq!(
            (call.name.as_str(), call.opinion(), call.effect("선정")),
            ("공모 심사", "심사의견", Some(Effect::Approved))
        );
        assert_eq!((call.effect("가결"), call.effect("뽑힘")), (Some(Effect::Approved), None));
        assert_eq!((call.allowance(), call.costs()), ("심사 수당", "심사 비용"));
        assert_eq!(Process::builtin("사전컨설팅").costs(), "회의 비용");
        // `재심사` is no `심사`.
        let other = Process::builtin("사전컨설팅");
        assert_eq!((other.opinion(), other.effect("부결")), ("검토의견", Some(Effect::Rejected)));
        assert_eq!(Process::builtin("재심사").opinion(), "검토의견");
    }
}
