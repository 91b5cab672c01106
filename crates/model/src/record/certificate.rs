//! 증서: what a certificate says beside its text (상장, 표창장, 위촉장, 임명장, 수료증, 확인서).

use gian_diagnostics::Route;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::Shown;
use super::person::NamedPerson;
use crate::values::Date;
use crate::withheld::Line;
use crate::{keys, routes};

/// 증서: 상장, 표창장, 위촉장, 임명장, 수료증, 확인서가 글 밖에 보이는 사실
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// 증서번호: `제2025-12호`
    #[serde(rename(deserialize = "증서번호"))]
    #[schemars(regex(pattern = r"^(\S.* )?제[0-9]{4}-[1-9][0-9]*호$"))]
    pub number: Option<String>,
    /// 크게 적는 이름: 적지 않으면 문서의 종류 (`재직증명서`처럼 달리 부를 때 적습니다)
    #[serde(rename(deserialize = "표제"))]
    #[schemars(length(min = 1, max = 20))]
    pub name: Option<String>,
    /// 상의 등급이나 훈격: 최우수상
    #[serde(rename(deserialize = "등급"))]
    pub grade: Option<Line>,
    /// 받는 사람: 소속, 직위, 성명
    #[serde(rename(deserialize = "받는이"))]
    pub recipient: Option<NamedPerson>,
    /// 받는 단체나 회사
    #[serde(rename(deserialize = "받는단체"))]
    pub recipient_body: Option<Line>,
    /// 주는 날
    #[serde(rename(deserialize = "수여일"))]
    pub day: Date,
    /// 주는 기관의 장: 여럿이 함께 주면 차례대로
    #[serde(rename(deserialize = "수여자"))]
    #[schemars(length(min = 1, max = 3))]
    pub givers: Vec<NamedPerson>,
}

impl Certificate {
    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 7] {
        [
            (keys::CERTIFICATE_NO, "certificate.number", self.number.is_some()),
            (keys::CERTIFICATE_NAME, "certificate.name", self.name.is_some()),
            (keys::GRADE, "certificate.grade", self.grade.is_some()),
            (keys::RECIPIENT, "certificate.recipient", self.recipient.is_some()),
            (keys::RECIPIENT_BODY, "certificate.recipient_body", self.recipient_body.is_some()),
            (keys::CERTIFICATE_DAY, "certificate.day", true),
            (keys::GIVERS, "certificate.givers", true),
        ]
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = (Route, &NamedPerson)> {
        let recipient = self.recipient.iter().map(|person| (routes::recipient(), person));
        recipient.chain(self.givers.iter().enumerate().map(|(i, person)| (routes::giver(i), person)))
    }
}
