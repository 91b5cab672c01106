//! Postal address of a receiver.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::withheld::Secret;

/// 수신자의 주소: 개인정보이므로 공개용에는 나오지 않습니다
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiverAddress {
    /// 우편번호 다섯 자리: 예를 들어 `"04524"`
    #[serde(rename(deserialize = "우편번호"))]
    pub postcode: Option<Secret>,
    /// 도로명주소
    #[serde(rename(deserialize = "주소"))]
    pub address: Option<Secret>,
}
