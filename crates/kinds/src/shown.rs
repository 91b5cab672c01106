//! The parts of a review that a document can disclose.

use gian_vocabulary::korean_enum;

korean_enum! {
    /// 문서가 검토에 대해 알리는 것
    Shown {
        /// 회의에서 나온 말, 정한 것, 표결 (언제 어디서 무엇을 논의하는지만 알리면 적지 않습니다)
        Meetings = "회의" / "meetings",
        /// 검토의견의 내용이나 건수
        Findings = "검토의견" / "findings",
        /// 검토의 결정
        Decision = "결정" / "decision",
        /// 후속 절차와 기한
        Steps = "후속절차" / "steps",
    }
}
