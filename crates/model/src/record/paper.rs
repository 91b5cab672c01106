//! `지면`: what one document has around its title, in its approval grid and in its type.

use std::collections::BTreeMap;

use gian_vocabulary::record::{ApprovalCells, ApprovalPlace, ItemMarker, PageNumber};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Line, keys};

/// 지면: 이 문서의 종이에만 있는 것 (제목 위아래의 줄, 결재란의 자리, 쪽 번호, 글자 크기)
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// 제목 위의 줄
    #[serde(rename(deserialize = "위"))]
    pub above: Option<SideLines>,
    /// 제목 아래 `- … -`로 적는 줄
    #[serde(rename(deserialize = "부제"), default)]
    #[schemars(length(max = 4))]
    pub subtitles: Vec<Line>,
    /// 제목 아래의 줄
    #[serde(rename(deserialize = "아래"))]
    pub below: Option<SideLines>,
    /// 결재란의 자리 (적지 않으면 서식의 자리)
    #[serde(rename(deserialize = "결재란"))]
    pub approval: Option<ApprovalPlace>,
    /// 결재란의 칸에 적는 것 (적지 않으면 서명)
    #[serde(rename(deserialize = "결재칸"))]
    pub cells: Option<ApprovalCells>,
    /// 제목마다 그 아래 항목의 첫 표시: `{추진 방향: ㅇ}` (다음 단계는 그 다음 표시)
    #[serde(rename(deserialize = "항목시작"), default)]
    pub item_starts: BTreeMap<String, ItemMarker>,
    /// 쪽 번호의 꼴 (적지 않으면 프로필의 꼴)
    #[serde(rename(deserialize = "쪽번호"))]
    pub page_number: Option<PageNumber>,
    /// 본문의 글자 크기 (pt): 항목과 설명의 크기도 같은 비율로 바뀝니다
    #[serde(rename(deserialize = "글자크기"))]
    #[schemars(range(min = 10.0, max = 16.0))]
    pub text_size: Option<f64>,
    /// 줄 간격 (%)
    #[serde(rename(deserialize = "줄간격"))]
    #[schemars(range(min = 100, max = 250))]
    pub line_spacing: Option<u16>,
}

/// 왼쪽, 가운데, 오른쪽에 적는 줄
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SideLines {
    /// 왼쪽에 맞춘 줄
    #[serde(rename(deserialize = "왼쪽"), default)]
    #[schemars(length(max = 6))]
    pub left: Vec<Line>,
    /// 가운데에 맞춘 줄
    #[serde(rename(deserialize = "가운데"), default)]
    #[schemars(length(max = 6))]
    pub center: Vec<Line>,
    /// 오른쪽에 맞춘 줄
    #[serde(rename(deserialize = "오른쪽"), default)]
    #[schemars(length(max = 6))]
    pub right: Vec<Line>,
}

impl Paper {
    /// Keys of what stands around the title, with their names in the view, as far as the record has them.
    pub fn around_title(&self) -> impl Iterator<Item = &'static str> {
        let keys = [
            (keys::ABOVE_TITLE, self.above.is_some()),
            (keys::SUBTITLE, !self.subtitles.is_empty()),
            (keys::BELOW_TITLE, self.below.is_some()),
        ];
        keys.into_iter().filter(|(_, there)| *there).map(|(key, _)| key)
    }
}
