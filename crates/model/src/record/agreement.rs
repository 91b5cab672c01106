//! 협약: who concludes an agreement or a contract, and when (협약서, 계약서, 양해각서, 합의서).

use gian_diagnostics::Route;
use gian_vocabulary::facts::SignatureLayout;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::Shown;
use super::person::NamedPerson;
use crate::values::Date;
use crate::withheld::{Line, Markdown};
use crate::{keys, routes};

/// 협약: 협약이나 계약을 맺는 당사자와 맺은 날
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// 당사자: 갑, 을의 차례
    #[serde(rename(deserialize = "당사자"))]
    #[schemars(length(max = 12))]
    pub parties: Vec<Party>,
    /// 첫 문단: 적지 않으면 당사자의 이름으로 만듭니다
    #[serde(rename(deserialize = "전문"))]
    pub preamble: Option<Markdown>,
    /// 조문 뒤의 문장: 적지 않으면 당사자의 수만큼 만들어 나누어 가진다고 적습니다
    #[serde(rename(deserialize = "맺음말"))]
    pub closing: Option<Line>,
    /// 체결일: 맺기 전에는 적지 않습니다 (빈칸으로 나옵니다)
    #[serde(rename(deserialize = "체결일"))]
    pub day: Option<Date>,
    /// 서명란의 자리: 적지 않으면 당사자가 둘일 때 나란히, 셋부터 아래로
    #[serde(rename(deserialize = "서명배치"))]
    pub layout: Option<SignatureLayout>,
}

/// 협약이나 계약의 당사자
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// 기관이나 회사나 사람의 이름
    #[serde(rename(deserialize = "이름"))]
    pub name: Line,
    /// 조문에서 부르는 말: 갑, 을
    #[serde(rename(deserialize = "약칭"))]
    #[schemars(length(min = 1, max = 20))]
    pub short: Option<String>,
    /// 주소
    #[serde(rename(deserialize = "주소"))]
    pub address: Option<Line>,
    /// 서명하는 사람
    #[serde(rename(deserialize = "대표"))]
    pub signer: Option<NamedPerson>,
}

impl Agreement {
    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 5] {
        [
            (keys::PARTIES, "agreement.parties", !self.parties.is_empty()),
            (keys::PREAMBLE, "agreement.preamble", self.preamble.is_some()),
            (keys::CLOSING_WORDS, "agreement.closing", self.closing.is_some()),
            (keys::AGREED_ON, "agreement.day", self.day.is_some()),
            (keys::SIGNATURE_LAYOUT, "agreement.beside", self.layout.is_some()),
        ]
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = (Route, &NamedPerson)> {
        let parties = self.parties.iter().enumerate();
        parties.filter_map(|(i, party)| Some((routes::party_signer(i), party.signer.as_ref()?)))
    }
}
