//! `지면`: what one document has around its title, in its approval grid and in its type.

use std::collections::BTreeMap;

use gian_vocabulary::ground_colour::GroundColour;
use gian_vocabulary::record::{
    ApprovalCells, ApprovalPlace, CaptionForm, ChapterNumber, DraftMark, EndMark, ItemMarker, PageNumber, PaperTurn,
    TitleAlign, TitleLook,
};
use gian_vocabulary::title_size::TitleSize;
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
    /// 제목의 꼴 (적지 않으면 서식의 꼴)
    #[serde(rename(deserialize = "제목꼴"))]
    pub title_look: Option<TitleLook>,
    /// 제목의 글자 크기: 12~40 (pt), `크게`, `아주 크게` (적지 않으면 서식의 크기)
    #[serde(rename(deserialize = "제목크기"))]
    pub title_size: Option<TitleSize>,
    /// 제목의 바탕색: 회색, 하늘색, 연두색, 노란색, 살구색, 분홍색, 남색, 검은색이나 `#RRGGBB` (적지 않으면 서식의 것)
    #[serde(rename(deserialize = "제목바탕"))]
    pub title_ground: Option<GroundColour>,
    /// 제목의 자리 (적지 않으면 가운데)
    #[serde(rename(deserialize = "제목맞춤"))]
    pub title_align: Option<TitleAlign>,
    /// `상태: 기안`인 문서의 제목에 붙는 (안) (적지 않으면 있음)
    #[serde(rename(deserialize = "안표시"))]
    pub draft_mark: Option<DraftMark>,
    /// 표지에만 있는 줄과 이름
    #[serde(rename(deserialize = "표지"))]
    pub cover: Option<CoverPaper>,
    /// 장 번호의 꼴 (적지 않으면 프로필의 꼴)
    #[serde(rename(deserialize = "장번호"))]
    pub chapter_number: Option<ChapterNumber>,
    /// 결재란의 자리 (적지 않으면 서식의 자리)
    #[serde(rename(deserialize = "결재란"))]
    pub approval: Option<ApprovalPlace>,
    /// 결재란의 칸에 적는 것 (적지 않으면 서명)
    #[serde(rename(deserialize = "결재칸"))]
    pub cells: Option<ApprovalCells>,
    /// 작은 결재란의 앞 칸에 적는 말: `결재`, `담당 결재`; `없음`이면 칸을 두지 않음 (적지 않으면 결재)
    #[serde(rename(deserialize = "결재표시"))]
    #[schemars(length(min = 1, max = 12))]
    pub approval_label: Option<String>,
    /// 결재란에 결재선 대신 적는 직위: 서명할 빈칸이 그 아래에 있음 (서명은 자료관의 쪽에 보임)
    #[serde(rename(deserialize = "결재직위"), default)]
    #[schemars(length(max = 10))]
    pub approval_titles: Vec<ApprovalTitle>,
    /// 공람하는 사람의 직위: 본문 위의 제목 가까이에 빈칸이 있는 작은 표
    #[serde(rename(deserialize = "공람"), default)]
    #[schemars(length(max = 10))]
    pub circulation: Vec<ApprovalTitle>,
    /// 제목마다 그 아래 항목의 첫 표시: `{추진 방향: ㅇ}` (다음 단계는 그 다음 표시)
    #[serde(rename(deserialize = "항목시작"), default)]
    pub item_starts: BTreeMap<String, ItemMarker>,
    /// 표와 그림의 번호의 꼴 (적지 않으면 프로필의 꼴)
    #[serde(rename(deserialize = "캡션꼴"))]
    pub caption: Option<CaptionForm>,
    /// 쪽 번호의 꼴 (적지 않으면 프로필의 꼴)
    #[serde(rename(deserialize = "쪽번호"))]
    pub page_number: Option<PageNumber>,
    /// 본문 끝의 `끝.` (적지 않으면 있음). 기안문과 시행문에는 언제나 적습니다
    #[serde(rename(deserialize = "끝표시"))]
    pub end_mark: Option<EndMark>,
    /// 첫 쪽부터의 방향 (적지 않으면 종류의 방향)
    #[serde(rename(deserialize = "방향"))]
    pub turn: Option<PaperTurn>,
    /// 본문의 글자 크기 (pt): 항목과 설명의 크기도 같은 비율로 바뀝니다
    #[serde(rename(deserialize = "글자크기"))]
    #[schemars(range(min = 10.0, max = 16.0))]
    pub text_size: Option<f64>,
    /// 표의 글자 크기 (pt)
    #[serde(rename(deserialize = "표글자크기"))]
    #[schemars(range(min = 8.0, max = 16.0))]
    pub table_size: Option<f64>,
    /// 줄 간격 (%)
    #[serde(rename(deserialize = "줄간격"))]
    #[schemars(range(min = 100, max = 250))]
    pub line_spacing: Option<u16>,
}

/// 표지: 쪽의 위와 아래에 두는 줄, 연월, 기관, 제목의 꼴
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverPaper {
    /// 표지 맨 위의 줄
    #[serde(rename(deserialize = "위"))]
    pub top: Option<SideLines>,
    /// 표지 맨 아래의 줄
    #[serde(rename(deserialize = "아래"))]
    pub foot: Option<SideLines>,
    /// 연월 대신 적는 글; `없음`이면 적지 않음 (적지 않으면 문서를 만든 달)
    #[serde(rename(deserialize = "연월"))]
    pub month: Option<Line>,
    /// 부서 대신 적는 기관과 부서의 이름: 첫 줄이 큼
    #[serde(rename(deserialize = "기관"), default)]
    #[schemars(length(max = 4))]
    pub offices: Vec<Line>,
    /// 표지에 있는 제목의 꼴 (적지 않으면 `제목꼴`이나 서식의 꼴)
    #[serde(rename(deserialize = "제목꼴"))]
    pub title_look: Option<TitleLook>,
}

/// 결재란의 칸에 적는 직위
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct ApprovalTitle(#[schemars(length(min = 1, max = 20))] pub String);

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
            (keys::TITLE_LOOK, self.title_look.is_some()),
            (keys::TITLE_SIZE, self.title_size.is_some()),
            (keys::TITLE_GROUND, self.title_ground.is_some()),
            (keys::TITLE_ALIGN, self.title_align.is_some()),
            (keys::DRAFT_MARK, self.draft_mark.is_some()),
        ];
        keys.into_iter().filter(|(_, there)| *there).map(|(key, _)| key)
    }
}
