//! Limits of time and memory for the work on one document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 문서 하나를 만드는 데 쓸 수 있는 시간과 메모리: 넘으면 그 문서만 멈춥니다
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// 문서 하나의 한 단계(검사, 만들기)에 쓸 수 있는 시간 (초, 1~3600)
    #[serde(rename(deserialize = "시간"), default = "default_seconds")]
    #[schemars(range(min = 1, max = 3600))]
    pub seconds: u32,
    /// 프로그램 전체가 쓸 수 있는 메모리 (MB, 256~65536)
    #[serde(rename(deserialize = "메모리"), default = "default_megabytes")]
    #[schemars(range(min = 256, max = 65536))]
    pub megabytes: u32,
}

fn default_seconds() -> u32 {
    60
}

fn default_megabytes() -> u32 {
    2048
}

impl Default for Limits {
    fn default() -> Self {
        Self { seconds: default_seconds(), megabytes: default_megabytes() }
    }
}
