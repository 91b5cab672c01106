//! A person whom a record names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::review::{Person, Status};
use crate::values::Ground;
use crate::withheld::Line;

/// 기록에 적는 사람
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedPerson {
    /// 성명
    #[serde(rename(deserialize = "성명"))]
    pub name: Line,
    /// 소속: 부서나 기관
    #[serde(rename(deserialize = "소속"))]
    pub affiliation: Option<Line>,
    /// 직위나 직급
    #[serde(rename(deserialize = "직위"))]
    pub title: Option<Line>,
    /// 신분: 공무원은 공개가 원칙이고(6호라목) 위촉위원은 문서마다 결정합니다(6호마목)
    #[serde(rename(deserialize = "신분"))]
    pub status: Option<Status>,
    /// 성명·소속·직위를 공개하지 않는 근거 (정보공개법 제9조제1항의 호)
    #[serde(rename(deserialize = "비공개"))]
    pub withheld: Option<Ground>,
}

impl NamedPerson {
    /// The person with the type of the review, whose rules of disclosure apply.
    pub fn to_person(&self) -> Person {
        Person {
            name: self.name.clone(),
            affiliation: self.affiliation.clone(),
            title: self.title.clone(),
            status: self.status,
            withheld: self.withheld,
            resident_no: None,
            contact: None,
            account: None,
        }
    }
}
